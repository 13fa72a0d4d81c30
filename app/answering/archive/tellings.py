"""In: a turn that asks for works told of in several kinds of text, or in one alone; out: those."""

import re

from app.answering.archive import headers
from app.answering.archive.listed import Recorded
from app.answering.archive.listing import counted
from app.answering.archive.wording import asks_records
from app.answering.compose import Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.turn import Turn
from index.filters import OF_OTHERS
from ingest.records import SourceType, Work

NONE_SUCH = "No work here is told of so."
SEVERAL = 2
_IN: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    ("review", re.compile(r"\b(?:daily\s+)?(?:reviews?|reviewed|archive)\b", re.IGNORECASE)),
    (
        "thread",
        re.compile(r"\b(?:bluesky|bsky|twitter|tweets?|threads?|posts?|social media)\b", re.I),
    ),
    (
        "transcript",
        re.compile(r"\b(?:live\s*-?)?(?:streams?|streamed|streamer)\b|\btranscripts?\b", re.I),
    ),
)
_BOTH = re.compile(
    r"\b(?:both|also|as well|too|overlap\w*|in common|once more|again"
    r"|and(?: \w+){0,3} (?:in|on|by))\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:only|solely|exclusively|just|nowhere else)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:which|what|any|how many|is there|are there|list|one|papers?|works?)\b", re.I
)
_ASIDE = re.compile(
    r"\b(?:live\s*-?stream\w*|stream\w*|transcripts?|bluesky|bsky|twitter|tweets?|threads?|posts?"
    r"|pages?|profiles?|social media|overlap\w*|common|whole|among|strangers?|somebody|someone"
    r"|turns?|up|kinds?|sources?)\b",
    re.IGNORECASE,
)


def told_in_both(turn: Turn, reader: Reader) -> Recorded | None:
    """The works told of in all the kinds of text that a turn names; None if it names no two."""
    asked = turn.wording
    alone = bool(_ALONE.search(turn.text))
    if asked is None or asked.works or turn.before or not (alone or _BOTH.search(turn.text)):
        return None
    kinds = [kind for kind, pattern in _IN if pattern.search(asked.said)]
    if asked.filters.reviewers and "review" not in kinds:
        kinds.append("review")
    bare = asks_records(_ASIDE.sub(" ", asked.said), reader.library)[1]
    many = len(kinds) == 1 and kinds != ["review"] if alone else len(kinds) >= SEVERAL
    if not (many and bare and _ASKS.search(asked.said)):
        return None
    works = (w for w in reader.library.works if not alone or _told_in(w, reader) == set(kinds))
    groups = [group for work in works if (group := _told(work, kinds, reader))]
    if not groups:
        return Recorded(None, NONE_SUCH, 0.0)
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(f"{counted(len(groups))}:\n\n{composer.bullets(groups)}"))


def _told_in(work: Work, reader: Reader) -> set[SourceType]:
    """The kinds of text that tell of a work, cards aside."""
    return {reader.library.sources[name].type for name in work.sources} & OF_OTHERS


def _told(work: Work, kinds: list[SourceType], reader: Reader) -> Group | None:
    """The lines that tell of a work in each kind of text, and its link; None if one is missing."""
    units: list[tuple[Evidence, ...]] = []
    for kind in kinds:
        told = [s for s in map(reader.library.sources.__getitem__, work.sources) if s.type == kind]
        lines = (
            headers.header_line(source, work.paper_id, reader.lines_of)
            or headers.naming_line(source, work.paper_id, reader.lines_of)
            for source in told
        )
        line = next(filter(None, lines), None)
        if line is None:
            return None
        units.append((line,))
    stated = headers.stated("link", work.paper_id, reader.library, reader.lines_of)
    links = [unit for group in stated for unit in group.units[:1] if unit not in units]
    return Group(work.paper_id, units + links)
