"""In: lines of speech; out: works the speech itself brings in ("a paper called …"), by title."""

import re
from collections.abc import Sequence

from ingest.headings import capital_share
from ingest.transcript.words import COMMON, words_of

_CALLED = re.compile(
    r"\b(?:(?:paper|article|study|preprint)\b[^.?!]{0,120}?"
    r"|(?:first|second|third|next|last|other) one (?:\w+ )?is )\b(?:called|titled|entitled)\s+"
    r"(?P<title>[^.?!;]{8,160})",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:another|next|first|second|third|last|our|today['’]?s|this week['’]?s)\s"
    r"(?:paper|article|study|preprint)\b[^.?!]{0,40}?\bis\s+(?P<title>[^.?!;]{8,160})",
    re.IGNORECASE,
)
# Speech goes on without a sign where a title ends: at a source, an author, or a new clause.
_END = re.compile(
    r",|\s+(?:out of|by|from|right|where|which|who|that|it|they|it's|so|and (?:it|they|so|what|the"
    r"|we|i|this|that|you|now)|here|here's|uh|um|okay|is|was)\b.*$",
    re.IGNORECASE,
)
_MOST = 16


def introduced_titles(lines: Sequence[str]) -> tuple[str, ...]:
    """Titles as heard, in order and once each; one may run over the end of a line."""
    titles: dict[str, str] = {}
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        both = f"{line.strip()} {after.strip()}"
        found = [(match, False) for match in _CALLED.finditer(both)]
        found += [(match, True) for match in _IS.finditer(both)]
        for match, by_capitals in found:
            title = _END.split(match["title"].strip(), maxsplit=1)[0].strip(" \"'“”,:")
            begun = match.start("title") <= len(line.strip()) + 1
            if begun and _can_be_title(title, by_capitals):
                titles.setdefault(" ".join(words_of(title)), title)
    return tuple(titles.values())


def _can_be_title(title: str, by_capitals: bool) -> bool:
    """Three words, or two that are not common; without "called", capitals must show the title."""
    words = words_of(title)
    own = [word for word in words if word not in COMMON]
    enough = len(words) >= 3 or (len(words) == 2 and len(own) == 2)
    return enough and len(words) <= _MOST and (not by_capitals or capital_share(title) >= 0.6)
