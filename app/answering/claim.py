"""In: a claim and ranked sentences; out: those for it, against it, and near it."""

import re

from app.answering.agreement import SIDES, flipped, opposed
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.quantities import lacking, quantities
from app.answering.rank import Ranked
from app.answering.roles import swapped
from app.answering.terms import STOPWORDS, Vocabulary, stem, subject_terms, words

ABOUT = 0.55
"""A sentence speaks of a claim if it has this share of its terms, by rarity."""
HALF, ALL_BUT_FEW = 0.5, 0.85
"""It must have the first share of its terms, each counted alike; to bear it out, the second."""
MOST = {"For": 4, "Against": 4, "Related": 2}
FEWEST = 2
"""A claim says something of something: a name alone ("Is Chinchilla right?") is none."""
NEAR = 1
"""Opposite words count if a word within so many of each is the same: "forgets less/more"."""
_WHOLE = frozenset(("all", "always", "every", "never", "no", "only", "any", "none"))
_AFTER = 2
_THAN = re.compile(r"\b(?:than|versus|unlike|compared)\b", re.IGNORECASE)
_ROUND = re.compile(
    r"\b(?:a|one) (?=(?:hundred|thousand|million|billion|trillion)\b)", re.IGNORECASE
)
_SAID_OTHERWISE = frozenset().union(
    map(stem, ("thousand", "million", "billion", "trillion")),
    *(side for pair in SIDES for side in pair),
)
"""Terms that a sentence against the claim has in another form: directions, sizes of numbers."""
_HELD = re.compile(
    r"\b(?:assum\w+|often (?:treated|seen|taken)|believ\w+|thought|might think|suppos\w+|seem\w*"
    r"|hypothes\w+|whether|question of|challeng\w+)\b",
    re.IGNORECASE,
)
"""What is said to be held, or asked, is not thereby said to be so."""


def weigh(statement: str, ranked: Ranked, vocabulary: Vocabulary) -> list[Group]:
    """Sentences that speak for and against a claim, by work, then what comes near it.

    Empty if none is for or against: then there is nothing to weigh, only something to tell.
    """
    statement = _ROUND.sub("1 ", statement)
    wanted = [
        t for t in subject_terms(statement) if not t[0].isdigit() and t not in _SAID_OTHERWISE
    ]
    if len(wanted) < FEWEST:
        return []
    stances: dict[tuple[str, str], list[Evidence]] = {}
    for scored in ranked.sentences:
        evidence = scored.evidence
        there = evidence.terms | evidence.context
        share = sum(term in there for term in wanted) / max(1, len(wanted))
        about = vocabulary.share(wanted, there) >= ABOUT and share >= HALF
        if about and evidence.fit > 0.5:
            whole = share >= ALL_BUT_FEW
            key = (_stance(statement, evidence.reading, whole), evidence.paper_id)
            held = stances.setdefault(key, [])
            if len(held) < MOST[key[0]]:
                held.append(evidence)
    decided = {paper_id for lead, paper_id in stances if lead != "Related"}
    if not decided:
        return []
    keys = [key for key in stances if key[1] in decided]
    keys.sort(key=lambda key: tuple(MOST).index(key[0]))
    return [
        Group(paper_id, [(e,) for e in stances[lead, paper_id]], lead) for lead, paper_id in keys
    ]


def _stance(statement: str, said: str, whole: bool) -> str:
    """For if all of the claim is said, Against if it is denied, else Related."""
    if _denied(statement, said) or swapped(statement, said) or _other_number(statement, said):
        return "Against"
    missing = lacking(statement, said) is not None
    borne = whole and not missing and not _HELD.search(said) and _goes_as_far(statement, said)
    return "For" if borne else "Related"


def _goes_as_far(statement: str, said: str) -> bool:
    """Whether a sentence has the claim's directions (more, better) and its alls and nevers."""
    mine, theirs = ({stem(word) for word in words(text)} for text in (statement, said))
    sides = (side for pair in SIDES for side in pair if side & mine)
    return all(side & theirs for side in sides) and mine & _WHOLE <= theirs


def _denied(statement: str, said: str) -> bool:
    """Whether a sentence denies what the claim says of its subject, not merely names it.

    A negation about a name, or about what the claim compares with, is about something else.
    """
    if opposed(statement, said, NEAR):
        return True
    word = flipped(statement, said)
    if word is None:
        return False
    told = _THAN.split(statement)[0]
    place = re.search(rf"\b{re.escape(word)}\b", told, re.IGNORECASE)
    return place is not None and not any(letter.isupper() for letter in place[0])


def _other_number(statement: str, said: str) -> bool:
    """Whether a sentence counts the same things otherwise: "a million examples", "1,000 examples".

    A number that only one of them has proves nothing.
    """
    if lacking(statement, said) is None:
        return False
    mine, theirs = _counted(statement), _counted(said)
    return any(thing in theirs and theirs[thing].isdisjoint(mine[thing]) for thing in mine)


def _counted(text: str) -> dict[str, set[float | str]]:
    """The stem of each counted thing with the values that it is counted by."""
    found: dict[str, set[float | str]] = {}
    for quantity in quantities(text):
        after = words(text[quantity.at + len(quantity.shown) :])[:_AFTER]
        thing = next((stem(word) for word in after if word not in STOPWORDS), None)
        if quantity.unit:
            found.setdefault(quantity.unit, set()).add(quantity.base)
        elif thing:
            found.setdefault(thing, set()).add(quantity.value)
    return found
