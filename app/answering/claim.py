"""In: a claim and ranked sentences; out: those for it, against it, and near it."""

import re

from app.answering.agreement import disagreement, numbers
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.rank import Ranked
from app.answering.terms import Vocabulary, subject_terms

ABOUT = 0.55
"""A sentence speaks of a claim if it has this share of its terms, by rarity."""
HALF, ALL_BUT_FEW = 0.5, 0.85
"""It must have the first share of its terms, each counted alike; to bear it out, the second."""
MOST = {"For": 4, "Against": 4, "Related": 2}
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
    wanted = subject_terms(statement)
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
    keys = [key for key in stances if key[1] in decided]
    keys.sort(key=lambda key: tuple(MOST).index(key[0]))
    return [
        Group(paper_id, [(e,) for e in stances[lead, paper_id]], lead) for lead, paper_id in keys
    ]


def _stance(statement: str, said: str, whole: bool) -> str:
    """For if all of the claim is said, Against if it is denied, else Related."""
    if numbers(statement) - numbers(said) and not numbers(said):
        return "Related"
    if disagreement(statement, said) is not None:
        return "Against"
    return "For" if whole and not _HELD.search(said) else "Related"
