"""In: works to be compared, what is asked of them; out: a table of aspects, a row a work.

A card tells each aspect in a section of its own, other texts under headings of many names. What is
asked comes first, in a column of its own where it is none of the aspects.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.answering.comparing.contrast import Row, is_whole
from app.answering.comparing.phrasing import two_sides
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.question import Question
from app.answering.rank import Ranked
from app.answering.sentence_store import Sentences
from app.answering.terms import stem, subject_terms, words
from ingest.card_sections import FINDINGS, GIST, LIMITS, METHOD

GIST_SENTENCES = 3
"""So many of a card's first sentences say what it is about: the first may say what was before it.
"""
FEWEST = 2
HALF = 0.5
NOTE, NOTHING, REVIEWER = 1.0, 0.5, 0.3
"""What a sentence loses that remarks on a source, that tells of nothing, that is a reviewer's word
where the paper's is asked for."""


class Aspect(NamedTuple):
    """A column: its heading, the section of a card and other headings that it is read from, and
    how it is asked for."""

    name: str
    section: str
    told: re.Pattern[str]
    asked: re.Pattern[str]


def _aspect(name: str, section: str, told: str, asked: str) -> Aspect:
    return Aspect(name, section, re.compile(told, re.I), re.compile(rf"\b(?:{asked})\b", re.I))


ASPECTS = (
    _aspect(
        "Idea", GIST, r"introduc|idea|overview|core|abstract|motivation", "ideas?|goals?|aims?"
    ),
    _aspect(
        "Method",
        METHOD,
        r"method|how|approach|architectur|algorithm|train",
        "methods?|approach|architectures?|algorithms?|works?|implemented",
    ),
    _aspect(
        "Findings",
        FINDINGS,
        r"finding|result|experiment|evaluation|performance|empiric",
        "findings?|results?|performances?|experiments?|gains?|find|found",
    ),
    _aspect(
        "Limits",
        LIMITS,
        r"limit|doubt|weak|drawback|challenge|critic|open",
        r"limits?|limitations?|weak\w*|drawbacks?|doubts?|criticisms?|shortcomings?|downsides?",
    ),
)
"""What works are compared in where nothing else is asked."""
_COMPARING_WORDS = """
    result method finding limit limitation idea term better worse two respect regard common vs
    need"""
_COMPARING = frozenset(map(stem, _COMPARING_WORDS.split()))
_NOTHING = re.compile(
    r"\bno (?:criticism|weakness|limits?|doubts?|weak point)\b|\breports no\b|\bnames no\b"
)
_POINTS = re.compile(
    r"\b(?:those|such|these|them|instead)\b"
    r"|^(?:\W*\w+:\s+)?(?:step|stage|a (?:further|second|third)|further|then|next|also)\b",
    re.IGNORECASE,
)
"""What is said of something that stands elsewhere."""


def aspects(
    works: Sequence[str], question: Question, ranked: Ranked, sentences: Sentences
) -> tuple[tuple[str, ...], list[Row]]:
    """Column headings and one row of sentences a work; both empty if no two aspects are told of
    all works. In the column of what is asked a work may have nothing to say.
    """
    names = frozenset().union(*(sentences.words_of(paper_id).names for paper_id in works))
    apart = subject_terms(" ".join(two_sides(question.query) or ()))
    asked = frozenset(question.terms).difference(names, _COMPARING, apart)
    told = {work: {a.name: _told(work, a, asked, sentences) for a in ASPECTS} for work in works}
    shared = [a for a in ASPECTS if all(told[work][a.name] for work in works)]
    if len(shared) < FEWEST:
        return (), []
    shared.sort(key=lambda a: not a.asked.search(question.text))
    heads = [a.name for a in shared]
    table = {work: [told[work][name] for name in heads] for work in works}
    if asked and not shared[0].asked.search(question.text):
        own = {work: _on(asked, work, table[work], ranked, sentences) for work in works}
        if any(own.values()):
            heads.insert(0, _heading(question.text, asked))
            table = {work: [own[work], *table[work]] for work in works}
    return tuple(heads), [(work, tuple(cells)) for work, cells in table.items()]


def _told(
    paper_id: str, aspect: Aspect, asked: Collection[str], sentences: Sentences
) -> tuple[Evidence, ...]:
    """What tells an aspect of a work best: of its idea the beginning, else what is asked, central.

    It is of a card's section, or stands under a heading of such a kind where there is no card.
    """
    found = sentences.matter(paper_id)
    if found is None:
        return ()
    gist = [e for e in found.said if e.section == aspect.section == GIST and e.fit > DOUBTFUL]
    if gist:
        return tuple(sorted(gist, key=lambda e: e.order)[:GIST_SENTENCES])
    rows = [(e, float(w)) for e, w in zip(found.said, found.worth, strict=True) if is_whole(e)]
    own = [(e, w) for e, w in rows if e.section == aspect.section]
    own = own or [(e, w) for e, w in rows if aspect.told.search(e.section or "")]

    def worth(row: tuple[Evidence, float]) -> float:
        e, central = row
        off = NOTE * e.is_note + NOTHING * bool(_NOTHING.search(e.text))
        off += REVIEWER * (e.voice == "reviewer" and aspect.section != LIMITS)
        off += REVIEWER * bool(_POINTS.search(e.reading))
        return sentences.vocabulary.share(asked, e.terms) + central - off

    return (max(own, key=worth)[0],) if own else ()


def _on(
    asked: Collection[str],
    paper_id: str,
    others: Sequence[tuple[Evidence, ...]],
    ranked: Ranked,
    sentences: Sentences,
) -> tuple[Evidence, ...]:
    """The first sentence of a work that has half of what is asked and stands in no other cell."""
    taken = {e.key for cell in others for e in cell}
    own = (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id)
    found = (
        e
        for e in own
        if is_whole(e)
        and e.key not in taken
        and not e.is_note
        and sentences.vocabulary.share(asked, e.terms) >= HALF
    )
    first = next(found, None)
    return (first,) if first else ()


def _heading(text: str, asked: Collection[str]) -> str:
    """The words of a question for what is asked of the works, as written."""
    said = [word for word in words(text) if stem(word) in asked]
    return " ".join(dict.fromkeys(said)).capitalize()
