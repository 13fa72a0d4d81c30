"""In: the sentences of reviews; out: those in which a reviewer tells of the series itself.

When it began, how many there were by some day and how many papers wait for a review may stand in
no header, but in a review's text.
"""

import re
from collections.abc import Iterable, Sequence

from app.answering.archive.facts import subject_words
from app.answering.evidence import Evidence

_SERIES = r"(?:reviews?|reviewing|series|summaries|channel|column|newsletter)"
_BEGUN = (
    r"(?:reviews|(?:daily|weekly)\s+(?:\w+\s+)?review|reviewing (?:papers|articles)|series"
    r"|summaries|channel|column|newsletter)"
)
_SELF = r"\b(?:I|I['’](?:ve|m)|[Ww]e|[Ww]e['’]ve|[Mm]y|[Oo]ur)\b"
_BEGAN = re.compile(
    rf"{_SELF}.{{0,40}}\b(?:started|began|begun|launched|opened)\b.{{0,80}}"
    rf"\b{_BEGUN}\b"
    rf"|\b{_BEGUN}\b.{{0,40}}\b(?:started|began|launched)\b.{{0,40}}\b(?:ago|in|on)\b.*{_SELF}"
)
_COUNTS = re.compile(
    rf"{_SELF}.{{0,60}}\b\d{{2,}}(?:st|nd|rd|th)?\s+(?:\w+\s+)?{_SERIES}\b"
    rf"|\b{_SERIES}\b\W*(?:no\.?|number)\s*\d+",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d\d|\b20\d\d\b")
_YEARS = re.compile(r"\b(?:years?\s+ago|anniversary|a\s+year|birthday\s+of)\b", re.IGNORECASE)
_ASKS_BEGIN = re.compile(
    r"\b(?:when|since when|how long|(?:what|which) (?:day|date|year))\b"
    r"(?=.*\b(?:start|beg[aiu]n|launch|been\s+writing|exist)\w*\b)"
    rf"(?=.*\b{_SERIES}\b)",
    re.IGNORECASE,
)
_ASKS_PACE = re.compile(
    r"^\W*(?:and\s+)?how (?:often|frequently)\b(?!.*\bsame (?:day|date))"
    r"(?=.*\b(?:reviews?|writes?|posts?|publish\w*)\b)",
    re.IGNORECASE,
)
_PACE = re.compile(
    rf"^(?=.*(?:{_SELF}))(?=.*\b{_SERIES}\b)"
    r".*\b(?:every\s+(?:[\d.]+|second|other|few|two|three)\s+days?"
    r"|(?:once|twice|[\d.]+ times)\s+a\s+(?:day|week|month))\b",
    re.DOTALL,
)
_ASKS_YEAR = re.compile(
    rf"^(?=.*\b(?:{_SERIES}|written|reviewed|paper)\b)"
    r".*(?:\banniversary\b"
    r"|\b(?:marks?|marked|celebrat\w+|complet\w+)\s+(?:(?:the|a|one|his|first|full)\s+)*year\b"
    r"|\b(?:after|in|within|over|during|by)\s+(?:(?:the|a|one|his|its|that)\s+)*"
    r"(?:(?:first|full|whole)\s+)*year\b(?!\s*(?:of\s+)?\d))",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    rf"\b(?:how long|anniversary|birthday|telegram|{_SERIES}|writing|exist\w*|full|whole|daily"
    r"|weekly|often|frequently|on average|average|marks?|marked|celebrat\w+|complet\w+)\b",
    re.IGNORECASE,
)
_QUEUE = (
    r"(?:waiting|unreviewed|unread|queued?|backlog|(?<!\ba )pipeline|pile|to-?(?:read|review) list"
    r"|left to review|yet to (?:be )?review(?:ed)?|still (?:to|has to|must) (?:be )?review(?:ed)?)"
)
_ASKS_WAITING = re.compile(
    rf"^(?=.*\b{_QUEUE}\b)(?=.*\b(?:papers|articles|works|unreviewed)\b)"
    r".*\b(?:how (?:many|long|big|large)|number|size|length|count)\b",
    re.IGNORECASE,
)
_OF_QUEUE = re.compile(
    rf"\b{_QUEUE}\b|\b(?:how (?:long|big|large)|number|size|length|lines?|lists?|currently"
    r"|at present|streamer|had|stands?|says?|gave|gives?|once|unread|unreviewed|\d+)\b",
    re.IGNORECASE,
)
_WAITING = re.compile(
    rf"^(?=.*{_SELF})(?=.*\b{_QUEUE}\b).*\b\d{{2,}}\s+(?:\w+\s+)?(?:papers|articles)\b", re.DOTALL
)
MOST = 2


def asks_of_series(question: str, people: Iterable[str] = ()) -> bool:
    """Whether it is asked when the series began, or what there was of it after a year.

    Beside that nothing may be asked for; `people` are those who review.
    """
    asks = any(p.search(question) for p in (_ASKS_BEGIN, _ASKS_YEAR, _ASKS_PACE))
    return asks and not subject_words(_OF_IT.sub(" ", question), people)


def asks_of_waiting(question: str, people: Iterable[str] = ()) -> bool:
    """Whether it is asked how many papers wait for a review, and for nothing beside that."""
    asks = _ASKS_WAITING.search(question)
    return bool(asks and not subject_words(_OF_QUEUE.sub(" ", question), people))


def told_of_waiting(said: Iterable[Sequence[Evidence]]) -> list[tuple[Evidence, ...]]:
    """The sentences in which a reviewer says how many do; `said` has those of each work."""
    return _saying(_WAITING, said)


def _saying(
    what: re.Pattern[str], said: Iterable[Sequence[Evidence]]
) -> list[tuple[Evidence, ...]]:
    """The first sentences of reviews that say such a thing."""
    own = (e for of_work in said for e in of_work if e.source_type == "review")
    told = [e for e in own if what.search(e.text)]
    return [(e,) for e in told[:MOST]]


def told_of_series(question: str, said: Iterable[Sequence[Evidence]]) -> list[tuple[Evidence, ...]]:
    """The sentences that tell it, each with the count that follows it; only those with a day if
    any has one.

    `said` has the sentences of each work, in order.
    """
    if _ASKS_PACE.search(question):
        return _saying(_PACE, said)
    after_years = bool(_ASKS_YEAR.search(question))
    units = []
    for of_work in said:
        own = [e for e in of_work if e.source_type == "review"]
        for place, e in enumerate(own):
            if _BEGAN.search(e.text) and (_YEARS.search(e.text) or not after_years):
                after = (n for n in own[place + 1 : place + 2] if _COUNTS.search(n.text))
                units.append((e, *after))
    dated = [unit for unit in units if _DAY.search(unit[0].text)]
    return (dated or units)[:MOST]
