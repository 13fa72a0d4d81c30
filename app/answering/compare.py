"""In: a question that sets things side by side; out: the two sides, a row of evidence a work."""

import re
from collections.abc import Sequence

from app.answering.contrast import Row
from app.answering.evidence import Evidence
from app.answering.rank import Ranked
from app.answering.sentence_store import Sentences
from app.answering.terms import subject_terms

ASPECTS = {
    "Idea": "In plain words",
    "Method": "Method",
    "Findings": "Findings",
    "Limits": "Limits and doubts",
}
"""Column headings and the sections of a card they are read from."""

_SIDES = re.compile(
    r"(?:compare[sd]?|between|compar\w+ of)\s+(?P<a>.+?)\s+(?:and|with|to|against|vs\.?)"
    r"\s+(?P<b>.+)"
    r"|(?:how (?:do|does|is|are)\s+)?(?P<c>.+?)\s+(?:differs?|different)\s+from\s+(?P<d>.+)"
    r"|(?:how (?:do|does)\s+)?(?P<i>.+?)\s+compares?\s+(?:to|with|against)\s+(?P<j>.+)"
    r"|(?P<e>.+?)\s+(?:vs\.?|versus)\s+(?P<f>.+)"
    r"|how (?:do|does)\s+(?P<k>.+?)\s+and\s+(?P<l>.+?)\s+differ\W*$"
    r"|what (?:do|have)\s+(?P<g>.+?)\s+and\s+(?P<h>.+?)\s+(?:have )?in common",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"\s+(?:in terms of|with (?:regard|respect) to|when it comes to|regarding|concerning|as to|as"
    r"|on|for|in general|when)\b.*$",
    re.IGNORECASE,
)
"""What follows the second side and says in which respect they are compared."""


def sides(text: str) -> tuple[str, str] | None:
    """The two things a question compares, as it puts them; None where they cannot be told."""
    found = _SIDES.search(text)
    if found is None:
        return None
    pair = [part.strip(" ?.,:") for part in found.groups() if part]
    if len(pair) != 2:
        return None
    shorter = _ASPECT.sub("", pair[1])
    second = shorter if subject_terms(shorter) else pair[1]
    return (pair[0], second) if all(map(subject_terms, (pair[0], second))) else None


def rows(
    works: Sequence[str], ranked: Ranked, sentences: Sentences
) -> tuple[tuple[str, ...], list[Row]]:
    """Column headings and one row of sentences a work; both empty if no aspect is told of all."""
    told = {
        paper_id: {name: _best(paper_id, section, ranked, sentences) for name, section in
                   ASPECTS.items()}
        for paper_id in works
    }  # fmt: skip
    columns = tuple(name for name in ASPECTS if all(cells[name] for cells in told.values()))
    if len(columns) < 2:
        return (), []
    table: list[Row] = []
    for paper_id in works:
        cells = (told[paper_id][name] for name in columns)
        table.append((paper_id, tuple((cell,) for cell in cells if cell)))
    return columns, table


def _best(paper_id: str, section: str, ranked: Ranked, sentences: Sentences) -> Evidence | None:
    """The sentence of a card's section that comes nearest to the question, else its first.

    What is remarked on a review, and not on the work, comes last.
    """
    own = [s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id]
    told = [e for e in (*own, *sentences.of_work(paper_id)) if e.section == section]
    fit = [e for e in told if e.fit > 0.5 and not e.leans]
    return next((e for e in fit if not e.text.startswith("Note:")), fit[0] if fit else None)
