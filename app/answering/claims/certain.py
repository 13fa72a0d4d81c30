"""In: a claim, a sentence, how that seems to stand to it; out: the same, or Related where in doubt.

A wrong verdict is far worse than none: what is for a claim says all of it, what is against it is
of its subject, and of two that are compared each side must be read.
"""

import re

from app.answering.claims.denied import excepted, rejected
from app.answering.claims.elsewhere import is_elsewhere
from app.answering.claims.order import in_order
from app.answering.claims.refuted import denies, reworded, subject
from app.answering.claims.stance import WHOLE, Stance, has_side
from app.answering.claims.statement import UNSURE, Claim, Said
from app.answering.sense.agreement import PLAIN_SIDES
from app.answering.sense.contrary import given_to_others, is_as_of_old, is_not_alone
from app.answering.sense.denial import does_without, used
from app.answering.sense.exclusive import given_to_another, given_to_opposite
from app.answering.sense.journeys import turned_back
from app.answering.sense.trends import bends, goes_with, part_with
from app.answering.sense.turning import directed, goes_along
from app.answering.sense.twosided import compares, same_way
from app.answering.terms import stem, terms, words

_HELD = re.compile(
    rf"\b(?:{UNSURE}|determin\w+ (?:if|when|how)|fear|might|few words|seems?"
    r"|would (?:expect|think))\b",
    re.IGNORECASE,
)
"""What is asked, feared or announced is not said to be so."""
_MAY = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probab\w+|potential(?:ly)?|likely)\b", re.IGNORECASE
)
_CAN = re.compile(rf"{_MAY.pattern}|\bcan\b", re.IGNORECASE)
"""What may be so is not said to be so."""
_CONDITION = re.compile(
    r"(?<!even )\b(?:when|only if|as long as|provided that|once)\b(?P<what>[^.;,]*)"
    r"|\bfor (?P<formula>\$[^$]*[<>=])|^\W*(?P<first>at first|initially)\b",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"[;,]\s*(?P<who>[^;]*?)\s+(?:(?:are|is|do|does|can|were|did) not|cannot|\w+n['’]t)\W*$",
    re.IGNORECASE,
)
"""A denial whose verb is left out: "low ones are counted; high ones are not"."""
_HOLLOW = re.compile(
    r"\b(?:language|neural)(?= (?:models?|networks?|nets?)\b)|\bself(?=-attention\b)", re.IGNORECASE
)
_DOING = re.compile(r"\W*(\w+ing)\b")
_SUCH = re.compile(r"\b(?:this|that|such) (?:type|kind|sort)s? of\b", re.IGNORECASE)
"""What is of something told before may be of another subject."""


def certain(claim: Claim, said: Said, lead: Stance) -> Stance:
    """How a sentence stands to a claim for certain."""
    sure = _weighed(claim, said, lead)
    return "Related" if sure == "For" and is_elsewhere(claim, said) else sure


def _weighed(claim: Claim, said: Said, lead: Stance) -> Stance:
    unsaid = lead == "Against" and (rejected(claim, said.text) or excepted(claim, said.text))
    if unsaid or _is_contrary(claim, said):
        return "Against"
    if compares(claim.text) or compares(claim.beside):
        return _compared(claim, said)
    held = bool(_HELD.search(said.text) or _SUCH.search(said.text))
    held = held or bool(_MAY.search(said.text) and not _CAN.search(claim.text))
    along = None if held else _in_step(claim, said)
    if along is not None:
        ordered = in_order(claim.text, said.text, claim.named)
        return "Against" if not along else "For" if ordered else "Related"
    if lead == "Related" or _is_of_another(claim, said):
        return lead
    if held or _only_when(claim, said):
        return "Related"
    sure = _bears_out(claim, said) if lead == "For" else denies(claim, said)
    return lead if sure else "Related"


def _compared(claim: Claim, said: Said) -> Stance:
    """How a sentence stands to a claim that compares: both sides and their order tell."""
    unsaid = claim.named - said.terms
    same = same_way(claim.text, said.text, unsaid)
    if same is None and compares(claim.beside):
        same = same_way(claim.beside, said.text)
    if same is None or _HELD.search(said.text):
        return "Related"
    if not same:
        return "Against"
    mine, theirs = ({stem(word) for word in words(text)} for text in (claim.text, said.text))
    whole = set(claim.own) <= said.terms and mine & WHOLE <= theirs
    return "For" if whole and has_side(mine, theirs, PLAIN_SIDES) else "Related"


def _in_step(claim: Claim, said: Said) -> bool | None:
    """Whether the part of a sentence that has all of a claim says how one thing of it goes with
    the other."""
    own = (frozenset(claim.own) or frozenset(claim.terms)) - _hollow(claim)
    part = part_with(own, said.text)
    if part is None or _only_when(claim, said._replace(text=part)):
        return None
    return goes_with(claim.text, part)


def _is_contrary(claim: Claim, said: Said) -> bool:
    """Whether a sentence says that what the claim does is so of others, or of others too, or not
    all the way."""
    if _HELD.search(said.text):
        return False
    own = frozenset(claim.own)
    told = given_to_others(claim.text, own, subject(claim) & own, said.text)
    if bends(claim.text, claim.own, said.text):
        return True
    if is_as_of_old(claim.text, own, said.text):
        return True
    if own <= said.terms and turned_back(claim.text, said.text):
        return True
    named = used(claim.text) & own
    without = bool(named) and own <= said.terms and does_without(said.text, named)
    return told or without or is_not_alone(claim.text, said.text)


def _is_of_another(claim: Claim, said: Said) -> bool:
    """Whether a sentence gives to another, or to the opposite, what is so of one alone."""
    if given_to_opposite(claim.text, said.text):
        return True
    another = given_to_another(claim.text, said.text)
    return another and not said.own.issuperset(claim.terms)


def _only_when(claim: Claim, said: Said) -> bool:
    """Whether a sentence holds under a condition of which the claim says nothing."""
    for found in _CONDITION.finditer(said.text):
        what = frozenset(terms(found["what"] or ""))
        if found["formula"] or found["first"] or what.isdisjoint(claim.terms):
            return True
    return False


def _bears_out(claim: Claim, said: Said) -> bool:
    """Whether a sentence says all of a claim, of its subject, in its direction."""
    if reworded(claim, said):
        return False
    elided = _ELIDED.search(said.text)
    if elided and not frozenset(terms(elided["who"])).isdisjoint(claim.own):
        return False
    if _only_speaks_of_doing(claim, said):
        return False
    own = (frozenset(claim.own) or frozenset(claim.terms)) - _hollow(claim)
    first = claim.terms[0]
    on_it = first in said.own or first not in claim.own
    along = not directed(claim.text) or goes_along(claim.text, said.text)
    whole = on_it and bool(along) and own <= said.terms
    return whole and in_order(claim.text, said.text, frozenset(claim.terms) - own)


def _only_speaks_of_doing(claim: Claim, said: Said) -> bool:
    """Whether a sentence is on the doing of what a claim says is done: "taming owls is slow"."""
    doing, done = _DOING.match(said.text), _DOING.match(claim.text)
    return bool(doing and not done and stem(doing[1].lower()) in claim.terms)


def _hollow(claim: Claim) -> frozenset[str]:
    """The terms of a claim that tell of no other model: "language" of language models."""
    return frozenset(stem(found[0].lower()) for found in _HOLLOW.finditer(claim.text))
