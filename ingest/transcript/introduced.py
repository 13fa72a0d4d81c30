"""In: lines of speech; out: works the speech itself brings in ("a paper called …"), by title."""

import re
from collections.abc import Sequence

from ingest.transcript.words import words_of

_CALLED = re.compile(
    r"\b(?:paper|article|study|preprint)\b[^.?!]{0,120}?\b(?:called|titled|entitled)\s+"
    r"(?P<title>[^.?!;]{8,160})",
    re.IGNORECASE,
)
# Speech goes on without a sign where a title ends: at a source, an author, or a new clause.
_END = re.compile(
    r",|\s+(?:out of|by|from|right|where|which|who|that|it|they|it's|so|and (?:it|they|so|what|the"
    r"|we|i)|here|here's|uh|um|okay|is|was)\b.*$",
    re.IGNORECASE,
)
_FEWEST = 3
_MOST = 16


def introduced_titles(lines: Sequence[str]) -> tuple[str, ...]:
    """Titles as heard, in order and once each; one may run over the end of a line."""
    titles: dict[str, str] = {}
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        for match in _CALLED.finditer(f"{line.strip()} {after.strip()}"):
            if match.start("title") > len(line.strip()) + 1:
                continue
            title = _END.split(match["title"].strip(), maxsplit=1)[0].strip(" \"'“”,:")
            words = words_of(title)
            if _FEWEST <= len(words) <= _MOST:
                titles.setdefault(" ".join(words), title)
    return tuple(titles.values())
