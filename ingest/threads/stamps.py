"""In: a line; out: the date and time it states, when it is the footer of a post."""

import re
from datetime import datetime

from ingest.dates import PrintedDate, find_dates
from ingest.records import Record

_TIME = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2}):(?P<m>\d\d)(?::\d\d)?(?:\s?(?P<half>[ap])\.?m\.?)?(?![\d:])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"T|,? at |,? |,? ?[·|–-] ?", re.IGNORECASE)
_COUNTER = r"(?:likes?|reposts?|repl(?:ies|y)|quotes?|views?|bookmarks?|retweets?|saves?|k|m|z|utc)"
# After the stamp only signs and counters may stand: a sentence makes it text, not a footer.
_SIGNS = re.compile(rf"(?:[^A-Za-z]|\b{_COUNTER}\b)*", re.IGNORECASE)
_LONGEST = 300


class Stamp(Record):
    """When a post was sent, as printed and as meant."""

    printed: str
    when: datetime


def read_stamp(line: str) -> Stamp | None:
    """The stamp of a post's footer; None for any other line, or for a date that cannot be."""
    text = line.strip()
    clock = _TIME.search(text) if len(text) <= _LONGEST else None
    if clock is None:
        return None
    # The T of an ISO stamp ties date and time together, so each is sought apart.
    before, after = text[: clock.start()], text[clock.end() :]
    if dates := find_dates(before.removesuffix("T")):
        head, between, tail = before[: dates[0].start], before[dates[0].end :], after
    elif dates := find_dates(after):
        head, between, tail = before, after[: dates[0].start], after[dates[0].end :]
    else:
        return None
    shaped = not head and _BETWEEN.fullmatch(between) and _SIGNS.fullmatch(tail)
    when = _when(dates[0], clock) if shaped else None
    printed = text[: len(text) - len(tail)]
    return Stamp(printed=printed, when=when) if when else None


def _when(date: PrintedDate, clock: re.Match[str]) -> datetime | None:
    hour, minute = int(clock["h"]), int(clock["m"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    if not date.readings or hour > 23 or minute > 59:
        return None
    # With slashes both readings can be; the American one is the more usual there.
    iso = date.readings[-1] if date.form == "numeric/" else date.readings[0]
    return datetime.fromisoformat(f"{iso} {hour:02}:{minute:02}")
