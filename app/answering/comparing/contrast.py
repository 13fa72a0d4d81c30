"""In: two things that a question compares, ranked sentences; out: what works say of each and both.

Where one work speaks of both, what it says of each side is worth more than two works that have
nothing to do with one another.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.answering.comparing.phrasing import is_usual, without_usual
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.rank import Ranked
from app.answering.terms import STOPWORDS, stem, subject_terms, terms, words

FEWEST = 3
"""A work that has fewer sentences on the sides merely mentions them."""
BEGINNING = 4
"""Within so many words beyond a side's own a sentence that begins with it names it."""
BETWEEN = 3
"""So many other words may stand between those of a side."""
HEADS = frozenset(
    subject_terms("models method methods networks approaches algorithms training learning language")
)
"""Words that two things share as their kind: "diffusion and autoregressive language models"."""
_NON = re.compile(r"\bnon[-\s](?=\w)", re.IGNORECASE)
_LABEL = re.compile(r"^\W*([^:.]{2,60}):")
_LONGER_NAME = re.compile(r"^\W*([\w-]+(?:[\s-][A-Z][\w-]*)+)\s+\((?=[A-Z]{2})")
"""A name that has a short one of its own: "Owl Under Water (OUW) dives" is not of the owl."""
_DOING = frozenset(subject_terms("training learning"))
_QUALITY = re.compile(r"(?:ed|ive|ous|al|ic|ar|able|ible|aware|free|less|ete|ent|ant|shot|se)$")
"""How a word ends that says of what kind something is."""


class Sides(NamedTuple):
    """The two things as the question puts them, and the terms that tell each from the other.

    `works` are the paper ids that the sides name: all a work says is of itself. `usual` says which
    side is but what is done elsewhere; `shared` are the terms of both, which a text must have too.
    """

    names: tuple[str, str]
    terms: tuple[frozenset[str], frozenset[str]]
    works: tuple[str | None, str | None] = (None, None)
    usual: tuple[bool, bool] = (False, False)
    shared: frozenset[str] = frozenset()


Cells = tuple[tuple[Evidence, ...], ...]
Row = tuple[str, Sequence[tuple[Evidence, ...]]]
"""What is compared, and its cells."""


def telling_sides(pair: tuple[str, str], named: Callable[[str], Sequence[str]]) -> Sides | None:
    """The sides with their terms and the works that they name; None where they are not told apart.

    `named` gives the paper id that a side names, if any.
    """
    here, there = map(joined, pair)
    first, second = (
        frozenset(subject_terms(without_usual(side))) for side in (here, _quality(here, there))
    )
    own = (first - second or first, second - first or second)
    bare = tuple(map(_bare, own))
    if not bare[0] or bare[0] == bare[1]:
        return None
    works = [next(iter(named(side)), None) for side in pair]
    usual = (is_usual(pair[0]), is_usual(pair[1]))
    shared = (first & second) - HEADS
    return Sides(pair, (bare[0], bare[1]), (works[0], works[1]), usual, shared)


def _bare(side: frozenset[str]) -> frozenset[str]:
    """A side without its kind; of "adversarial training" one word alone would say too little."""
    bare = side - HEADS
    return bare | (side & _DOING) if len(bare) == 1 else bare or side


def _quality(first: str, second: str) -> str:
    """The second side without the noun that the first lacks: of "sparse", "dense layers", dense."""
    one, other = (
        [word for word in words(side) if word not in STOPWORDS] for side in (first, second)
    )
    if not len(other) > len(one) > 0:
        return second
    last, there = one[-1], other[len(one) - 1]
    alike = last == there or (_QUALITY.search(last) and _QUALITY.search(there))
    return " ".join(other[: len(one)]) if alike else second


def joined(text: str) -> str:
    """A text with "non-parametric" as one word: what is so is no part of what is not."""
    return _NON.sub("non", text)


def terms_of(evidence: Evidence) -> frozenset[str]:
    """The terms of a sentence, "non-parametric" as one."""
    if "non" not in evidence.terms:
        return evidence.terms
    beside = evidence.terms.difference(terms(evidence.reading))
    return beside.union(terms(joined(evidence.reading)))


def speaks_of(side: frozenset[str], evidence: Evidence) -> bool:
    """Whether a sentence has the terms of a side, and has them together: "gradients of a policy",
    not "a policy" and far from that "gradients"; a short name may stand for them all."""
    if not side <= terms_of(evidence):
        return False
    said = [stem(word) for word in words(joined(evidence.reading))]
    places = [place for place, term in enumerate(said) if term in side]
    if side.isdisjoint(said):
        return True
    wide = len(side) + BETWEEN
    return any(side <= {*said[place : place + wide]} for place in places)


def labelled(sides: Sequence[frozenset[str]], evidence: Evidence) -> int | None:
    """Which side alone a sentence is labelled with: "**Owls:** fly where kites sleep"."""
    found = _LABEL.match(joined(evidence.reading))
    said = frozenset(terms(found[1])) if found else frozenset()
    of = [bool(side) and side <= said for side in sides]
    return of.index(True) if sum(of) == 1 else None


def begins_with(side: frozenset[str], evidence: Evidence) -> bool:
    """Whether a side is what a sentence speaks of: its label, or among its first words."""
    name = _LONGER_NAME.match(evidence.reading)
    if name and side < frozenset(terms(name[1])):
        return False
    said = words(joined(evidence.reading))[: len(side) + BEGINNING]
    return side <= frozenset(terms(" ".join(said)))


def told(sides: Sides, ranked: Ranked, paper_id: str) -> Cells:
    """The sentences of a work on the first side, on the second, on both, best first.

    A work need not say its own name to speak of itself: where it never does, what is said of the
    other side is said beside it, and its card speaks of itself where it leaves the other out.
    """
    cells = _by_side(sides.terms, ranked, paper_id)
    if paper_id not in sides.works:
        return cells
    own = sides.works.index(paper_id)
    if not cells[2]:
        bare = [frozenset[str]() if n == own else side for n, side in enumerate(sides.terms)]
        cells = _by_side(bare, ranked, paper_id)
    if cells[2] and not cells[own]:
        alone = _of_itself(sides.terms[1 - own], ranked, paper_id)
        cells = (alone, *cells[1:]) if own == 0 else (cells[0], alone, cells[2])
    return cells


def is_whole(evidence: Evidence) -> bool:
    """Whether a sentence can be read by itself."""
    return evidence.fit > DOUBTFUL and not evidence.leans and not evidence.items


def _of_itself(other: frozenset[str], ranked: Ranked, paper_id: str) -> tuple[Evidence, ...]:
    """What a card says of its work without a word of the other side, best first.

    Other texts may go on about the other side without its name.
    """
    own = (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id)
    card = (e for e in own if e.source_type == "card" and e.voice != "reviewer")
    return tuple(e for e in card if is_whole(e) and other.isdisjoint(terms_of(e)))


def _by_side(terms: Sequence[frozenset[str]], ranked: Ranked, paper_id: str) -> Cells:
    """The sentences that have the terms of the first side alone, of the second, of both."""
    cells: tuple[list[Evidence], ...] = ([], [], [])
    seen: set[str] = set()
    for evidence in (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id):
        label = labelled(terms, evidence)
        of = [speaks_of(side, evidence) and label in (None, n) for n, side in enumerate(terms)]
        if is_whole(evidence) and any(of) and evidence.reading not in seen:
            seen.add(evidence.reading)
            cells[2 if all(of) else of.index(True)].append(evidence)
    return tuple(map(tuple, cells))
