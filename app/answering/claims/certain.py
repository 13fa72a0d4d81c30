"""In: a claim, a sentence, how that seems to stand to it; out: the same, or Related where in doubt.

A wrong verdict is far worse than none: what is for a claim says all of it, what is against it is
of its subject, and of two that are compared each side must be read.
"""

import re

from app.answering.claims.denied import excepted, exchanged, other_number, rejected
from app.answering.claims.stance import ALIKE, FEW, WHOLE, Stance
from app.answering.claims.statement import UNSURE, Claim, Said, share
from app.answering.sense.agreement import CUES, negated_somewhere
from app.answering.sense.counting import counts
from app.answering.sense.denial import of_others, plainly
from app.answering.sense.edits import turned
from app.answering.sense.exclusive import given_to_another, given_to_opposite
from app.answering.sense.roles import BEATS
from app.answering.sense.turning import directed, goes_along
from app.answering.sense.twosided import compares, same_way
from app.answering.terms import content_stems, stem, terms, words

SUBJECT = 2
"""So many terms say of what a claim is, where no plain verb tells where its subject ends."""
HALF, MOST = 0.5, 0.7
_HELD = re.compile(
    rf"\b(?:{UNSURE}|determin\w+ (?:if|when|how)|fear|might|few words|seems?"
    r"|would (?:expect|think))\b",
    re.IGNORECASE,
)
"""What is asked, feared or announced is not said to be so."""
_CONDITION = re.compile(
    r"(?<!even )\b(?:when|only if|as long as|provided that|once)\b(?P<what>[^.;,]*)"
    r"|\bfor (?P<formula>\$[^$]*[<>=])",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"[;,]\s*(?P<who>[^;]*?)\s+(?:(?:are|is|do|does|can|were|did) not|cannot|\w+n['’]t)\W*$",
    re.IGNORECASE,
)
"""A denial whose verb is left out: "low ones are counted; high ones are not"."""
_HOLLOW = re.compile(r"\b(?:language|neural)(?= (?:models?|networks?|nets?)\b)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_MUST = re.compile(r"\b(?:must|ha(?:s|ve) to|would)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|can|cannot|do|does|did|has|have|had|will|never|must|should)\b",
    re.IGNORECASE,
)
_OUTRIGHT = frozenset(("not", "no", "never", "cannot", "without"))
_LINK_WORDS = """
    can could may do does did is are was were be been have has had will also even still indeed
    really just all both now then"""
_LINKS = frozenset(_LINK_WORDS.split())
"""Words that may stand between a subject and what it does, beside those in -ly."""
_SUCH = re.compile(r"\b(?:this|that|such) (?:type|kind|sort)s? of\b", re.IGNORECASE)
"""What is of something told before may be of another subject."""


def certain(claim: Claim, said: Said, lead: Stance) -> Stance:
    """How a sentence stands to a claim for certain."""
    if lead == "Against" and (rejected(claim, said.text) or excepted(claim, said.text)):
        return lead
    if compares(claim.text) or compares(claim.beside):
        return _compared(claim, said)
    if lead == "Related" or _is_of_another(claim, said):
        return lead
    if _HELD.search(said.text) or _SUCH.search(said.text) or _only_when(claim, said):
        return "Related"
    sure = _bears_out(claim, said) if lead == "For" else _denies(claim, said)
    return lead if sure else "Related"


def _compared(claim: Claim, said: Said) -> Stance:
    """How a sentence stands to a claim that compares: both sides and their order tell."""
    same = same_way(claim.text, said.text)
    if same is None and compares(claim.beside):
        same = same_way(claim.beside, said.text)
    if same is None or _HELD.search(said.text):
        return "Related"
    if not same:
        return "Against"
    every = {stem(word) for word in words(claim.text)} & WHOLE
    whole = set(claim.own) <= said.terms and every <= {stem(word) for word in words(said.text)}
    return "For" if whole else "Related"


def _is_of_another(claim: Claim, said: Said) -> bool:
    """Whether a sentence gives to another, or to the opposite, what is so of one alone."""
    if given_to_opposite(claim.text, said.text):
        return True
    another = given_to_another(claim.text, said.text)
    return another and not said.own.issuperset(claim.terms)


def _only_when(claim: Claim, said: Said) -> bool:
    """Whether a sentence holds under a condition of which the claim says nothing."""
    for found in _CONDITION.finditer(said.text):
        if found["formula"] or frozenset(terms(found["what"])).isdisjoint(claim.terms):
            return True
    return False


def _subject(claim: Claim) -> frozenset[str]:
    """The terms of what a claim speaks of."""
    verb = _VERB.search(claim.text)
    before = frozenset(terms(claim.text[: verb.start()])) & set(claim.terms) if verb else None
    return before or frozenset(claim.terms[:SUBJECT])


def _bears_out(claim: Claim, said: Said) -> bool:
    """Whether a sentence says all of a claim, of its subject, in its direction."""
    if _reworded(claim, said):
        return False
    elided = _ELIDED.search(said.text)
    if elided and not frozenset(terms(elided["who"])).isdisjoint(claim.own):
        return False
    own = (frozenset(claim.own) or frozenset(claim.terms)) - _hollow(claim)
    first = claim.terms[0]
    on_it = first in said.own or first not in claim.own
    along = not directed(claim.text) or goes_along(claim.text, said.text)
    lacks = own - said.terms
    alike = said.dense >= ALIKE and len(lacks) == 1 and len(own) > FEW
    return bool(on_it and along and (not lacks or alike))


def _hollow(claim: Claim) -> frozenset[str]:
    """The terms of a claim that tell of no other model: "language" of language models."""
    return frozenset(stem(found[0].lower()) for found in _HOLLOW.finditer(claim.text))


def _reworded(claim: Claim, said: Said) -> bool:
    """Whether a sentence has the words of a claim but for a denial, an opposite or a number."""
    one, other = (_THOUSANDS.sub("", text) for text in (claim.text, said.text))
    return turned(one, other) is not None


def _denies(claim: Claim, said: Said) -> bool:
    """Whether a sentence is on the subject of a claim, and denies what that says of it."""
    subject = _subject(claim)
    names = frozenset(claim.terms) - frozenset(claim.own)
    if not subject <= said.terms | names:
        return False
    if exchanged(claim.text, said.text) and share(claim.own, said.terms) >= MOST:
        return BEATS.isdisjoint(map(stem, words(claim.text)))  # of those both sides must be read
    if any(other_number(claim, one, said.text) for one in counts(claim.beside)):
        return share(claim.own, said.own) > HALF
    along = goes_along(claim.text, said.text) if directed(claim.text) else True
    if not along:
        return along is False and frozenset(claim.own) <= said.terms
    if cues := CUES & set(words(plainly(claim.text))):
        return cues <= _OUTRIGHT and _affirms(claim, said)
    rest = frozenset(claim.own) - subject
    gone = rest & negated_somewhere(plainly(said.text))
    return bool(rest) and len(gone) >= HALF * len(rest) and not of_others(said.text)


def _affirms(claim: Claim, said: Said) -> bool:
    """Whether a sentence plainly says of its subject what a claim denies of it.

    It is the claim but for the denial; or it denies nothing, and what the subject does follows on
    that at once.
    """
    if _reworded(claim, said) and said.own.issuperset(claim.own):
        return True
    told = words(said.text)
    if CUES & set(words(plainly(said.text))) or _MUST.search(said.text):
        return False
    plain = words(plainly(claim.text))
    at = next(i for i, word in enumerate(plain) if word in CUES)
    before, after = content_stems(plain[:at]), content_stems(plain[at:])
    after = [term for term in after if term not in CUES]
    if not before or not after:
        return False
    for place, word in enumerate(told):
        if stem(word) == before[-1]:
            rest = told[place + 1 :]
            then = next((w for w in rest if w not in _LINKS and not w.endswith("ly")), "")
            if then and stem(then) == after[0] and not then.endswith("ing"):
                return frozenset(before) | frozenset(after) <= said.terms
    return False
