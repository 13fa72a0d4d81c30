"""In: a claim and ranked sentences; out: those for it, against it, and near it."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.own_words import without_names
from app.answering.rank import Ranked, Scored
from app.answering.sense.agreement import CUES, SIDES, flipped, negated, opposed
from app.answering.sense.counting import Count, counted_otherwise, counts, same_count
from app.answering.sense.denial import affirmed, denies, of_others, plainly, takes_away
from app.answering.sense.directions import against, ways
from app.answering.sense.quantities import lacking
from app.answering.sense.roles import BEATS, relates, swapped, told_of_others
from app.answering.terms import STOPWORDS, Vocabulary, stem, subject_terms, terms, words

ABOUT = 0.55
"""A sentence speaks of a claim if it has this share of its terms, by rarity."""
HALF, ALL_BUT_FEW = 0.5, 0.8
"""It must have the first share of its terms, each counted alike; to bear it out, the second of
those that are no names of its work."""
READABLE = 0.5
MOST = {"For": 4, "Against": 4, "Related": 2}
FEWEST = 2
"""A claim says something of something: a name alone ("Is Chinchilla right?") is none."""
ALIKE = 0.8
"""A sentence so much like a claim (cosine) may bear it out in other words."""
FEW = 3
"""Of so few terms those that stand side by side must do so in a sentence that bears it out."""
NEAR = 1
"""Opposite words count if a word within so many of each is the same: "forgets less/more"."""
_WHOLE = frozenset(map(stem, ("all", "always", "every", "only", "any", "once", "single", "twice")))
_RIGHT = (frozenset(("right", "correct")), frozenset(("wrong", "incorrect", "false")))
_THAN = re.compile(r"\b(?:than|versus|unlike|compared)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|less|fewer|worse|better)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\s)[A-Z][\w-]*|[A-Z]{2,}\w*|\w*[a-z][A-Z]\w*")
_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_SAID_OTHERWISE = frozenset().union(
    map(stem, ("thousand", "million", "billion", "trillion", "need", "require")),
    *(side for pair in SIDES for side in pair),
)
"""Terms that a sentence has in another form: directions, sizes of numbers, what is needed."""
_HELD = re.compile(
    r"\b(?:assum\w+|often (?:treated|seen|taken)|believ\w+|thought|might think|suppos\w+|seem\w*"
    r"|hypothes\w+|whether|question of|challeng\w+)\b",
    re.IGNORECASE,
)
"""What is said to be held, or asked, is not thereby said to be so."""


class _Claim(NamedTuple):
    """A claim with its terms, those that are no names of a work, and the numbers of that work."""

    text: str
    terms: tuple[str, ...]
    own: tuple[str, ...]
    numbers: Sequence[Count]


def weigh(
    statement: str,
    ranked: Ranked,
    vocabulary: Vocabulary,
    names: Callable[[str], Collection[str]] = lambda _: (),
) -> list[Group]:
    """Sentences that speak for and against a claim, by work, then what comes near it.

    `names` gives a work's names: of one that the claim uses whatever is said of the work is said.
    Empty if none is for or against: then there is nothing to weigh, only something to tell.
    """
    wanted = tuple(
        t for t in subject_terms(statement) if not t[0].isdigit() and t not in _SAID_OTHERWISE
    )
    if len(wanted) < FEWEST:
        return []
    stances: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    claims: dict[str, _Claim] = {}
    for scored in (s for s in ranked.sentences if s.evidence.fit > READABLE):
        evidence, paper_id = scored.evidence, scored.evidence.paper_id
        named = names(paper_id)
        there = evidence.terms.union(evidence.context, *map(terms, named))
        about = vocabulary.share(wanted, there) >= ABOUT and _share(wanted, there) >= HALF
        if about and not evidence.text.startswith("Note:"):
            if paper_id not in claims:
                claims[paper_id] = _of_work(statement, wanted, named, ranked, paper_id)
            lead = _stance(claims[paper_id], scored)
            if len(stances[lead, paper_id]) < MOST[lead]:
                stances[lead, paper_id].append(evidence)
    decided = {paper_id for (lead, paper_id), said in stances.items() if said and lead != "Related"}
    keys = [key for key, said in stances.items() if said and key[1] in decided]
    keys.sort(key=lambda key: tuple(MOST).index(key[0]))
    return [
        Group(paper_id, [(e,) for e in stances[lead, paper_id]], lead) for lead, paper_id in keys
    ]


def _of_work(
    statement: str, wanted: tuple[str, ...], named: Collection[str], ranked: Ranked, paper_id: str
) -> _Claim:
    used = {*named, *(name.partition(":")[0] for name in named)}
    rest = frozenset(terms(without_names(statement, used)))
    own = tuple(term for term in wanted if term in rest)
    said = (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id)
    numbers = [count for e in said for count in counts(e.reading)] if any(counts(statement)) else []
    return _Claim(statement, wanted, own, numbers)


def _share(wanted: Sequence[str], there: Collection[str]) -> float:
    return sum(term in there for term in wanted) / max(1, len(wanted))


def _stance(claim: _Claim, scored: Scored) -> str:
    """For if all of the claim is said, Against if it is denied, else Related."""
    evidence = scored.evidence
    statement, said = claim.text, evidence.reading
    alone = _share(claim.terms, evidence.terms | evidence.context) >= ALL_BUT_FEW
    if _denied(claim, said, whole=alone) or _exchanged(statement, said):
        return "Against"
    if any(_other_number(claim, one, said) for one in counts(statement)):
        return "Against"
    borne = _has_all(claim, evidence) or _is_alike(claim, scored)
    borne = borne and lacking(statement, said) is None
    borne = borne and not _HELD.search(said) and _goes_as_far(statement, said)
    every = subject_terms(statement)
    borne = borne and told_of_others(said, every).isdisjoint(every)
    return "For" if borne and _as_denying(statement, said) else "Related"


def _has_all(claim: _Claim, evidence: Evidence) -> bool:
    """Whether a sentence has almost all terms of a claim, the names of its work aside."""
    if len(claim.own) < FEWEST and not (claim.own and claim.numbers):
        there = evidence.terms | evidence.context
        return _share(claim.terms, there) >= ALL_BUT_FEW and there.issuperset(claim.own)
    if _share(claim.own, evidence.terms | evidence.context) < ALL_BUT_FEW:
        return False
    pairs = set(_pairs(claim.text, claim.own)) if len(claim.own) <= FEW else set()
    return pairs <= set(_pairs(evidence.reading, claim.own))


def _is_alike(claim: _Claim, scored: Scored) -> bool:
    """Whether a sentence says a claim in other words: it is much like it, and has its names.

    Of one that compares it must go the same way: to be alike does not tell the sides apart.
    """
    evidence = scored.evidence
    there = evidence.terms | evidence.context | (frozenset(claim.terms) - frozenset(claim.own))
    names = frozenset(stem(word) for name in _NAME.findall(claim.text) for word in words(name))
    way = not _THAN.search(claim.text) or _turned(claim.text, evidence.reading) is False
    return scored.dense >= ALIKE and names <= there and _share(claim.terms, there) >= HALF and way


def _pairs(text: str, own: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The terms of a claim that stand side by side in a text."""
    stems = ["" if word in STOPWORDS else stem(word) for word in words(text)]
    return (pair for pair in pairwise(stems) if pair[0] in own and pair[1] in own)


def _as_denying(statement: str, said: str) -> bool:
    """Whether a sentence denies where the claim does, and nothing of it where that affirms."""
    if CUES & set(words(statement)) and not CUES & set(words(plainly(said))):
        return False
    if denied := negated(plainly(statement)):
        plain = plainly(said)
        there = negated(plain)
        return bool(denied & there) and denied.isdisjoint(set(terms(plain)) - there)
    taken = affirmed(statement)
    return takes_away(statement, taken) or not takes_away(said, taken)


def _goes_as_far(statement: str, said: str) -> bool:
    """Whether a sentence goes in a claim's direction, has its alls, and compares if it does."""
    mine, theirs = ({stem(word) for word in words(text)} for text in (statement, said))
    agrees = _turned(statement, said) is False
    for pair in (_RIGHT,) if agrees else (*SIDES, _RIGHT):
        for here, there in (pair, pair[::-1]):
            if here & mine and not there & mine and (there & theirs or not here & theirs):
                return False
    compares = bool(_THAN.search(statement) or mine & BEATS)
    return mine & _WHOLE <= theirs and (not compares or agrees or relates(said))


def _denied(claim: _Claim, said: str, *, whole: bool) -> bool:
    """Whether a sentence denies what the claim says of its subject, not merely names it.

    What a claim itself denies is affirmed only by a sentence that has all of it; what is so under a
    condition denies nothing.
    """
    statement = claim.text
    if _CONDITION.search(said):
        return False
    if (turned := _turned(statement, said)) is not None:
        return turned
    if opposed(statement, said, NEAR):
        return True
    told = _THAN.split(statement)[0]
    if CUES.isdisjoint(words(told)):
        several = denies(said, affirmed(statement), frozenset(claim.terms))
        return several or (whole and not of_others(said) and _last_denied(claim, said))
    flips = whole and flipped(plainly(statement), plainly(said)) is not None
    return flips and not takes_away(said, affirmed(said))


def _last_denied(claim: _Claim, said: str) -> bool:
    """Whether a sentence denies the last word of a claim, of which it has all: "not computable"."""
    word = flipped(claim.text, said)
    return word is not None and stem(word) == claim.terms[-1]


def _turned(statement: str, said: str) -> bool | None:
    """Whether a sentence turns the one direction of a claim; None where it has none of the kind."""
    mine = list(ways(statement))
    found = [against(mine[0], other) for other in ways(said)] if len(mine) == 1 else []
    told = [turned for turned in found if turned is not None]
    return all(told) if told else None


def _exchanged(statement: str, said: str) -> bool:
    """Whether the two sides of a verb are exchanged; of what is more, its direction tells."""
    return not _MORE.search(statement) and swapped(statement, said) is not None


def _other_number(claim: _Claim, one: Count, said: str) -> bool:
    """Whether a sentence counts the same things otherwise, and no sentence of its work so."""
    if any(same_count(one, other) for other in claim.numbers):
        return False
    return any(counted_otherwise(one, other) for other in counts(said))
