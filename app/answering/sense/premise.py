"""In: a question, the sentences on its work; out: the one that contradicts what it takes as given.

"Why was it tuned on a million examples?" takes a number for granted, "why does it forget less?" a
direction, "which labels does it need?" that it needs labels. Only what is plainly said otherwise
counts: a wrong "the source says otherwise" is worse than none.
"""

import re
from collections.abc import Collection, Sequence
from itertools import chain

from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.sense.agreement import PLAIN_SIDES, SIDES, stems_of
from app.answering.sense.counting import counts, counts_otherwise, is_counted
from app.answering.sense.denial import affirmed, denies, does_without, is_conditional, used
from app.answering.sense.directions import only_way, turns
from app.answering.sense.exclusive import EXTREMES, given_to_another, given_to_opposite
from app.answering.terms import Vocabulary

SHARE_OF_NUMBER, SHARE = 0.34, 0.5
"""A sentence is on what is taken for granted if it has so large a share of its terms, by rarity:
where it counts the same things a smaller one will do."""
_ASKS = re.compile(r"\b(?:why|how|what|which|who|whose|when|where)\b", re.IGNORECASE)
_OF_WHAT_IS_SAID = re.compile(
    r"^\W*what\b.{2,40}\b(?:say|says|said|think|thinks|write|writes|tell|tells)\b(?: \w+)? "
    r"(?:about|of|on) (?!(?:why|how|what|which|who|where|when|whether)\b)[^,;:]+$",
    re.IGNORECASE,
)
"""What asks for any word on a thing takes nothing for granted."""
_HOW_IT_WORKS = re.compile(
    r"^\W*how (?:do|does|did) (?:[\w-]+ ){1,4}(?:work|function|operate)s?\W*$", re.IGNORECASE
)
"""Nor does what asks how a thing works, and no more."""
_SUPPOSES = re.compile(
    r"\b(?:how (?:many|much|large|big|long|far|fast|often|small|high|low|deep)|if|whether|should"
    r"|would|could|might|true)\b",
    re.IGNORECASE,
)
"""What asks for a number, or supposes one, takes none for granted."""
_WHO = re.compile(r"^\W*who(?:se)?\b", re.IGNORECASE)
"""Who does it may be another than the one who is said not to."""
_WHICH = re.compile(
    r"^\W*(?:(?:of|in|on|at|for) )?(?:which|who|whose|what)\b"
    r"(?! (?:makes?|made|causes?d?|led|leads|explains?)\b)",
    re.IGNORECASE,
)
"""What asks for the one that does more, or is the least, takes nothing of it for granted."""
_DIRECTIONS = stems_of(*SIDES)
_OPPOSITES = stems_of(*PLAIN_SIDES, *EXTREMES)


def contradicted(
    question: str, own: Collection[str], said: Sequence[Evidence], vocabulary: Vocabulary
) -> Evidence | None:
    """The sentence of a work that says otherwise than a question on it takes for granted, if any.

    `own` are the question's terms but for those of the work's names, `said` all sentences of the
    work, the likest first.
    """
    bare = _OF_WHAT_IS_SAID.search(question) or _HOW_IT_WORKS.search(question)
    if bare or not _ASKS.search(question):
        return None
    telling = frozenset(t for t in own if not t[0].isdigit() and t not in _DIRECTIONS)
    readable = (e for e in said if e.fit > DOUBTFUL and not e.hangs)
    about = [e for e in readable if not e.is_note]

    def on(evidence: Evidence, wanted: Collection[str], share: float) -> bool:
        return vocabulary.share(wanted, evidence.terms | evidence.context) >= share

    numbered = [e for e in about if on(e, telling, SHARE_OF_NUMBER)]
    close = [e for e in numbered if on(e, telling, SHARE)]
    return (
        _counted_otherwise(question, numbered, said)
        or _turned(question, close)
        or _denied(question, telling, close)
        or _without(used(question) & telling, numbered)
        or _given_away(question, [e for e in about if on(e, telling - _OPPOSITES, SHARE)], about)
    )


def _denied(question: str, own: frozenset[str], close: Sequence[Evidence]) -> Evidence | None:
    taken = frozenset() if _WHO.match(question) else affirmed(question)
    return next((e for e in close if denies(e.reading, taken, own)), None)


def _without(names: frozenset[str], about: Sequence[Evidence]) -> Evidence | None:
    return next((e for e in about if does_without(e.reading, names)), None)


def _given_away(
    question: str, close: Sequence[Evidence], about: Sequence[Evidence]
) -> Evidence | None:
    """A sentence that says of the opposite, or of another name, what is so of one alone."""
    named = () if _WHICH.match(question) else close
    opposite = (e for e in named if given_to_opposite(question, e.reading))
    return next(chain(opposite, (e for e in about if given_to_another(question, e.reading))), None)


def _counted_otherwise(
    question: str, about: Sequence[Evidence], said: Sequence[Evidence]
) -> Evidence | None:
    """A sentence that counts the same things otherwise, where none has the question's number."""
    wanted = [] if _SUPPOSES.search(question) else list(counts(question))
    if not wanted:
        return None
    there = [other for e in said for other in counts(e.reading)]
    strange = [one for one in wanted if not is_counted(one, there)]
    return next((e for one in strange for e in about if counts_otherwise(e.reading, one)), None)


def _turned(question: str, close: Sequence[Evidence]) -> Evidence | None:
    """A sentence on the same that goes the other way, where none goes the question's."""
    mine = None if _WHICH.match(question) else only_way(question)
    if mine is None:
        return None
    found = None
    for evidence in close:
        if is_conditional(evidence.reading):
            continue
        turned = turns(mine, evidence.reading)
        if not all(turned):
            return None
        found = found or (evidence if turned else None)
    return found
