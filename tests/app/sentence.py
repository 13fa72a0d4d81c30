"""One sentence as evidence, with nothing special about it."""

from app.answering.evidence import Evidence
from app.answering.terms import terms


def evidence(text: str, paper_id: str = "w", order: int = 0) -> Evidence:
    """One sentence of a review that fills a line of its own."""
    return Evidence(
        source_id=f"{paper_id}:1",
        paper_id=paper_id,
        file="x.txt",
        source_type="review",
        voice="paper",
        kind="paragraph",
        section=None,
        text=text,
        reading=text,
        first_line=order + 1,
        last_line=order + 1,
        order=order,
        block=order,
        at=0.0,
        fit=1.0,
        leans=False,
        items=(),
        terms=frozenset(terms(text)),
        context=frozenset(),
    )
