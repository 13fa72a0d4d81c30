"""In: an answer, its question's gold lines and key facts; out: how well it is cited and covered.

All of it is counted, none of it judged by a model, so that the same answers give the same scores.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.answering.records import Answer, Citation
from app.answering.sense.agreement import disagreement, numbers
from app.answering.terms import STOPWORDS, stem, words
from app.quotes import stands_in

WINDOW = 6
"""The words of a fact may have this many other words among them, for each of their own."""


class Span(BaseModel):
    """Gold lines: a file name and its lines, 1-based, inclusive."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    start_line: int
    end_line: int

    def meets(self, citation: Citation) -> bool:
        """Whether a citation shares a line with it."""
        same = self.file == citation.file
        return (
            same and citation.start_line <= self.end_line and self.start_line <= citation.end_line
        )


class Cites(BaseModel):
    """How the citations of one answer stand to the gold, each a share from 0 to 1.

    `on_lines`: citations on gold lines; `precision`: those, or on the right work's card;
    `right_work`: those on any text about a right work; `recall`: gold spans that are cited;
    `first`, `any`: the first citation, or any, is on a right work; `opens_on_line`: the first is
    on gold lines.
    """

    model_config = ConfigDict(frozen=True)

    on_lines: float
    precision: float
    right_work: float
    recall: float
    first: float
    any: float
    opens_on_line: float


def spans_of(evidence: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    """The gold spans of a question, as its metadata lists them."""
    return tuple(Span.model_validate(row) for row in evidence)


def cites(citations: Sequence[Citation], spans: Sequence[Span], right: frozenset[str]) -> Cites:
    """Score the citations of an answer; `right` are the relevant paper ids. None cited is 0."""
    if not citations:
        return Cites(
            on_lines=0, precision=0, right_work=0, recall=0, first=0, any=0, opens_on_line=0
        )
    of_work = [c.paper_id in right for c in citations]
    on_lines = [any(span.meets(c) for span in spans) for c in citations]
    carded = [
        r and c.source_id.startswith("card:") for r, c in zip(of_work, citations, strict=True)
    ]
    met = [any(span.meets(c) for c in citations) for span in spans]
    either = [a or b for a, b in zip(on_lines, carded, strict=True)]
    return Cites(
        on_lines=share(on_lines),
        precision=share(either),
        right_work=share(of_work),
        recall=share(met),
        first=float(of_work[0]),
        any=float(any(of_work)),
        opens_on_line=float(on_lines[0]),
    )


def share(found: Sequence[bool]) -> float:
    """How much of a sequence is true; 0 for an empty one."""
    return sum(found) / len(found) if found else 0.0


def facts_covered(facts: Sequence[str], answer: Answer) -> float:
    """The share of the key facts that the quotes of an answer say; 1 where none is asked for."""
    if not facts:
        return 1.0
    said = said_together([(c.source_id, c.quote) for c in answer.citations])
    return sum(any(covers(fact, text) for text in said) for fact in facts) / len(facts)


def says_fact_within(most: int, facts: Sequence[str], answer: Answer) -> float:
    """1 where one of the first so many quotes says a key fact, or none is asked for; else 0."""
    if not facts:
        return 1.0
    return float(any(covers(fact, c.quote) for c in answer.citations[:most] for fact in facts))


def said_together(quotes: Sequence[tuple[str, str]]) -> list[str]:
    """Each quote, and each two that follow one another from one source, as one text."""
    alone = [text for _, text in quotes]
    return alone + [f"{a[1]} {b[1]}" for a, b in pairwise(quotes) if a[0] == b[0]]


def covers(fact: str, said: str) -> bool:
    """Whether a text says a fact.

    It must have every numeral of the fact exactly and every content word by its stem, near one
    another; and it must neither negate what the fact affirms, nor the other way round.
    """
    if numbers(fact) - numbers(said):
        return False
    wanted = _wanted(fact)
    if not wanted:
        return bool(numbers(fact)) or " ".join(words(fact)) in " ".join(words(said))
    near = _nearest(wanted, said)
    return near is not None and disagreement(fact, near) is None


def _wanted(fact: str) -> frozenset[str]:
    """The stems that must be there; numerals are compared by value elsewhere."""
    return frozenset(
        stem(word)
        for word in words(fact)
        if word not in STOPWORDS and not word[0].isdigit() and not numbers(word)
    )


def _nearest(wanted: frozenset[str], said: str) -> str | None:
    """The text if all the stems stand in one stretch of it that is short enough, else None."""
    stems = [stem(word) for word in words(said)]
    most = (WINDOW + 1) * len(wanted)
    for start, first in enumerate(stems):
        if first in wanted and wanted <= set(stems[start : start + most]):
            return said
    return None


def lost_quotes(answer: Answer, lines_of: Callable[[str], Sequence[str]]) -> list[str]:
    """The quotes that do not stand word for word in the lines they name; there should be none."""
    return [
        c.quote
        for c in answer.citations
        if not stands_in(c.quote, lines_of(c.file), c.start_line, c.end_line)
    ]
