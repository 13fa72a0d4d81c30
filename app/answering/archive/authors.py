"""In: the sentences on a work, its title; out: those that name who wrote it.

Texts name many people: who invented what a work builds on, who is quoted, who reviewed. So a name
counts where it stands beside the title itself, beside "the authors", or where this paper, and no
other, is said to be written by it.
"""

import re
from collections.abc import Iterable

from app.answering.evidence import Evidence
from app.answering.names import unbracketed
from ingest.merge import normal_title

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
NAME = (
    rf"@?{_CAPITAL}[\w'’-]*\w\.?(?:\s+(?:{_CAPITAL}\.|(?:van|von|de|der|del|al|bin|la)\b"
    rf"|{_CAPITAL}[\w'’-]*\w))+"
)
"""First name and last, with initials and particles."""
_SOMEBODY = rf"(?:(?:an?|the)\s+)?(?:[\w-]+\s+){{0,2}}?(?!I\b){_CAPITAL}\w+"
_WORK = r"(?:paper|work|survey|study|article|preprint)\b"
_THIS = rf"(?:\b(?:this|the|today['’]s)\s+{_WORK}|\bthis\s+(?:\w+\s+){{1,2}}{_WORK}|\bit)"
_BESIDE = re.compile(rf"\bby\s+(?={NAME})|[,:]\s+(?={NAME}\s+(?:[a-z]+ly\s+)?[a-z]+s\b)")
"""What stands between a title and who wrote the work: "X" by Ada Lind; in X, Ada Lind argues."""
_AUTHORS = re.compile(
    rf"\b(?i:the|its|whose)\s+(?i:(?:paper['’]s\s+)?authors),?\s*(?:[,(–—:-]|\bare\b|\binclude\b)\s*"
    rf"(?:(?:among\s+(?:them|whom)|including|namely|are|include)\s+)?(?={NAME}|@)"
    rf"|\b(?i:(?:co-?)?authors?\s+of\s+(?:this|the)\s+{_WORK})[^.;:]{{0,20}}?"
    rf"\b(?:is|are|include)\s+(?:(?:none other than|the|our|well-known)\s+){{0,2}}(?={NAME})"
    rf"|(?:^|{NAME}\s*[,(]\s*)(?i:(?:the\s+)?(?:first|lead|main|senior|last)\s+author)\b"
    rf"(?:\s+(?:is|was)\s+(?={NAME})|(?i:\s+of\s+(?:this|the)\s+{_WORK}))"
)
_WRITTEN = re.compile(
    rf"(?:^|(?i:{_THIS})\s+(?:\([^)]*\)\s*)?(?:(?:was|is|has been)\s+)?)"
    rf"(?i:(?:co-?|jointly\s+)?(?:authored|written|penned))\s+(?:\w+ly\s+)?by\s+{_SOMEBODY}"
)
LED = 4
"""So many words of a title, or all of a shorter one, tell that it is what stands there."""
MOST = 2


def naming_authors(said: Iterable[Evidence], title: str) -> list[Evidence]:
    """The sentences that name who wrote a work, in order; those of cards only if no other does."""
    found = [e for e in said if names_authors(e.text, title)]
    originals = [e for e in found if e.source_type != "card"]
    return list({e.text: e for e in originals or found}.values())[:MOST]


def is_written_by(text: str) -> bool:
    """Whether a sentence says of the work that somebody wrote it."""
    return bool(_WRITTEN.search(re.sub(r"[*_]", "", text)))


def names_authors(text: str, title: str) -> bool:
    """Whether a sentence on the work of this title says who wrote it."""
    bare = re.sub(r"[*_“”\"]|\(#\)", "", text)
    told = _AUTHORS.search(bare) or _WRITTEN.search(bare)
    return bool(told) or any(_is_title(bare[: m.start()], title) for m in _BESIDE.finditer(bare))


def _is_title(before: str, title: str) -> bool:
    """Whether a text ends on the title, with or without what it has in brackets, or on a part."""
    forms = (normal_title(form).split() for form in (title, unbracketed(title)))
    said = normal_title(before).split()
    return any(
        len(said) >= (size := min(LED, len(full))) > 0
        and f" {' '.join(said[-size:])} " in f" {' '.join(full)} "
        for full in forms
    )
