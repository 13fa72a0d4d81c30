"""In: two sides that are compared, the ranked sentences of works; out: what tells them apart.

It is one sentence that sets the one against the other, or two that stand near each other in a
text, one on each side. An answer to a comparison opens with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.answering.comparing.contrast import (
    FEWEST,
    Sides,
    begins_with,
    labelled,
    terms_of,
    told,
)
from app.answering.comparing.opposing import Spoken, sets_apart, spoken
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.rank import Ranked
from app.answering.reader import Reader
from app.answering.sentence_store import Sentences

_TURNS = re.compile(
    r"^\W*(?:[\w-]+\W+){0,3}?(?:in contrast|by contrast|on the other hand|conversely|while|whereas"
    r"|meanwhile|however|but|instead)\b",
    re.IGNORECASE,
)
"""How a sentence begins, or nearly, that is set against the one before it."""
_ANNOUNCES = re.compile(r"\bdifferences?\b|\bdistinctions?\b", re.IGNORECASE)
_CONCLUDES = re.compile(r"^\W*(?:this|that|it|which) (?:means|implies|shows|suggests)\b", re.I)
"""What can do without the sentence before, from which it follows."""
BOTH_BEGIN, TURNING, IN_TURN = 2.0, 1.0, 0.5
"""What two sentences are worth that begin with a side each; whose second turns; that come one after
another, or as items of a list."""
NEAR, APART = 3, 8
"""So many sentences on, the second of two is still read with the first, and where each is labelled
with its side: "**Owls:** ...", "**Kites:** ..."."""
NAMED, ANNOUNCED, ASKED, FITS = 0.5, 0.5, 1.0, 1.0
"""What a sentence gains that names both sides, that announces a difference which is then told; by
what else is asked, and by how well it and its work fit the question."""
MORE = re.compile(
    r"\b(?:than|better|worse|more|less|fewer|higher|lower|faster|slower|cheaper|stronger|weaker"
    r"|outperform\w*|surpass\w*|beats?|wins?|lag\w*)\b",
    re.IGNORECASE,
)
BETTER = 1.0
"""What one gains that says which is more, where that is asked."""
OF_WORK = 0.3
"""What counts of what is asked if only its work speaks of it."""
CARD, LEANS = 0.5, 0.5
"""What one loses that is a card's, and that leans on another."""
ENOUGH = 2.75
"""From this worth on it tells them apart: as one that names both sides, with "while" between them,
and is among the best of its work."""

Worth = Mapping[tuple[str, int], float]
Unit = tuple[Evidence, ...]


class Difference(NamedTuple):
    """What is said first, each with what it introduces, and how well it tells the two apart."""

    paper_id: str
    units: tuple[Unit, ...]
    worth: float


def differences(
    sides: Sides, asked: Sequence[str], ranked: Ranked, reader: Reader, *, better: bool = False
) -> list[Difference]:
    """What sets the sides apart, best first; `asked` are the terms asked for beside them, and
    `better` says that one is asked to be the better one in some respect.
    """
    best: dict[str, float] = {}
    for scored in ranked.sentences:
        paper_id = scored.evidence.paper_id
        best[paper_id] = max(best.get(paper_id, 0.0), scored.score)
    words = {paper_id: reader.sentences.words_of(paper_id).terms for paper_id in best}
    share = reader.sentences.vocabulary.share
    worth, said = {}, []
    for scored in (s for s in ranked.sentences if sides.shared <= words[s.evidence.paper_id]):
        e, top = scored.evidence, best[scored.evidence.paper_id]
        if e.fit > DOUBTFUL:
            fit = scored.work * scored.score / top if top > 0 else 0.0
            more = max(share(asked, e.terms), OF_WORK * share(asked, words[e.paper_id]))
            worth[e.key] = FITS * fit + ASKED * more - CARD * (e.source_type == "card")
            worth[e.key] += BETTER * (better and bool(MORE.search(e.reading)))
            said.append(spoken(e, sides, reader.sentences))
    found = [*_in_one(sides, said, worth, reader), *_in_two(sides, said, worth, reader.sentences)]
    return sorted((d for d in found if d.worth >= ENOUGH), key=lambda d: -d.worth)


def mentions(sides: Sides, ranked: Ranked, works: Sequence[str]) -> list[Difference]:
    """Of each work that has enough to say of the sides, the best sentence that names both."""
    found = []
    for paper_id in works:
        cells = told(sides, ranked, paper_id)
        both = (e for e in cells[2] if all(side <= terms_of(e) for side in sides.terms))
        if (first := next(both, None)) and sum(map(len, cells)) >= FEWEST:
            found.append(Difference(paper_id, ((first,),), 0.0))
    return found


def _in_one(
    sides: Sides, said: Sequence[Spoken], worth: Worth, reader: Reader
) -> Iterator[Difference]:
    """Each sentence that speaks of both sides and has a word that compares them."""
    for one in said:
        if value := sets_apart(sides, one, reader):
            e = one.evidence
            before = _hung_on(one, reader.sentences)
            own = (e, *reader.sentences.items_of(e))
            after = _told_next(e, sides, reader.sentences)
            announced = bool(after or (e.items and _ANNOUNCES.search(e.reading)))
            value += worth[e.key] + NAMED * all(one.headed) + ANNOUNCED * announced
            yield Difference(e.paper_id, (*before, own, *after), value - LEANS * e.leans)


def _hung_on(one: Spoken, texts: Sentences) -> list[Unit]:
    """The sentence before one that points to it, unless that names both sides."""
    e = one.evidence
    alone = all(one.named) or not e.hangs or _CONCLUDES.match(e.reading)
    before = None if alone else texts.before(e)
    return [(before,)] if before else []


def _told_next(e: Evidence, sides: Sides, texts: Sentences) -> list[Unit]:
    """The sentence after one that announces a difference, if it speaks of a side by name."""
    if e.items or not _ANNOUNCES.search(e.reading):
        return []
    following = texts.of(e.source_id)[e.order + 1 : e.order + 2]
    return [(n,) for n in following if n.block == e.block and any(spoken(n, sides, texts).named)]


def _in_two(
    sides: Sides, said: Sequence[Spoken], worth: Worth, texts: Sentences
) -> Iterator[Difference]:
    """Each two sentences near one another of which each is on one side."""
    for one in (s.evidence for s in said if s.named == (True, False)):
        for other in (s.evidence for s in said if s.named == (False, True)):
            first, second = sorted((one, other), key=lambda e: e.order)
            heads = [labelled(sides.terms, e) for e in (one, other)] == [0, 1]
            if first.leans or not _near(first, second, APART if heads else NEAR):
                continue
            begin = begins_with(sides.terms[0], one) and begins_with(sides.terms[1], other)
            turns = bool(_TURNS.search(second.reading))
            if begin or turns:
                value = BOTH_BEGIN * begin + TURNING * turns + NAMED
                value += IN_TURN * (second.order - first.order == 1)
                value += IN_TURN * (first.kind == second.kind == "item")
                value += (worth[first.key] + worth[second.key]) / 2
                yield Difference(first.paper_id, _units(first, second, texts), value)


def _near(first: Evidence, second: Evidence, most: int) -> bool:
    """Whether two sentences are read together, `most` apart, and are not one item of a list."""
    same_item = first.block == second.block and first.kind == "item"
    near = first.source_id == second.source_id and second.order - first.order <= most
    return near and not same_item


def _units(first: Evidence, second: Evidence, texts: Sentences) -> tuple[Unit, ...]:
    """Two sentences; items of one list with what introduces them."""
    if first.kind != "item" or second.kind != "item":
        return (first,), (second,)
    heads = (e for e in texts.of(first.source_id)[: first.order] if first.order in e.items)
    head = next((e for e in heads if second.order in e.items), None)
    return ((head, first, second),) if head else ((first,), (second,))
