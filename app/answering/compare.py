"""In: a question that sets works side by side; out: the works, and a row of evidence for each."""

import re
from collections.abc import Callable, Sequence

from app.answering.evidence import Evidence
from app.answering.question import Question
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
    r"(?:compare[sd]?|between|compar\w+ of)\s+(?P<a>.+?)\s+(?:and|with|to|against)\s+(?P<b>.+)"
    r"|(?:how (?:do|does|is|are)\s+)?(?P<c>.+?)\s+(?:differs?|different)\s+from\s+(?P<d>.+)"
    r"|(?P<e>.+?)\s+(?:vs\.?|versus)\s+(?P<f>.+)"
    r"|what (?:do|have)\s+(?P<g>.+?)\s+and\s+(?P<h>.+?)\s+(?:have )?in common",
    re.IGNORECASE,
)


def sides(text: str) -> tuple[str, str] | None:
    """The two things a question compares, as it puts them; None where they cannot be told."""
    found = _SIDES.search(text)
    if found is None:
        return None
    pair = [part.strip(" ?.,:") for part in found.groups() if part]
    return (pair[0], pair[1]) if len(pair) == 2 and all(map(subject_terms, pair)) else None


def compared(question: Question, work_of: Callable[[str], str | None]) -> tuple[str, ...]:
    """The paper ids that a question compares: those it names, else the nearest to each side."""
    if len(question.named) >= 2:
        return question.named[:4]
    pair = sides(question.query)
    found = [work_of(side) for side in pair] if pair else []
    return tuple(dict.fromkeys(paper_id for paper_id in found if paper_id))


def rows(
    works: Sequence[str], ranked: Ranked, sentences: Sentences
) -> tuple[tuple[str, ...], list[tuple[str, tuple[Evidence, ...]]]]:
    """Column headings and one row of sentences a work; both empty if no aspect is told of all."""
    told = {
        paper_id: {name: _best(paper_id, section, ranked, sentences) for name, section in
                   ASPECTS.items()}
        for paper_id in works
    }  # fmt: skip
    columns = tuple(name for name in ASPECTS if all(cells[name] for cells in told.values()))
    if len(columns) < 2:
        return (), []
    table = []
    for paper_id in works:
        cells = (told[paper_id][name] for name in columns)
        table.append((paper_id, tuple(cell for cell in cells if cell)))
    return columns, table


def _best(paper_id: str, section: str, ranked: Ranked, sentences: Sentences) -> Evidence | None:
    """The sentence of a card's section that comes nearest to the question, else its first."""
    for scored in ranked.sentences:
        if scored.evidence.paper_id == paper_id and scored.evidence.section == section:
            return scored.evidence
    told = (e for e in sentences.of_work(paper_id) if e.section == section)
    return next((e for e in told if e.fit > 0.5 and not e.leans), None)
