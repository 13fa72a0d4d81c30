"""In: a claim, a sentence that seems to deny it; out: whether that is certain.

What denies a claim is of its subject, and of most of what that says of it.
"""

import re

from app.answering.claims.denied import exchanged, other_number
from app.answering.claims.statement import Claim, Said, share
from app.answering.sense.agreement import CUES, negated, negated_somewhere
from app.answering.sense.counting import counts
from app.answering.sense.denial import of_others, plainly
from app.answering.sense.edits import turned
from app.answering.sense.roles import BEATS
from app.answering.sense.turning import directed, goes_along
from app.answering.terms import content_stems, stem, terms, words

HALF, MOST = 0.5, 0.7
SUBJECT = 2
"""So many terms say of what a claim is, where no plain verb tells where its subject ends."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_MOSTLY = re.compile(r"\b(?:usually|mostly|often|typically|generally)\b", re.IGNORECASE)
_LIKE = stem("identical")
_ONE = re.compile(r"\W*(?:this|one|some|an?)\b", re.IGNORECASE)
"""One is no exception to what is so for the most part."""
_MUST = re.compile(r"\b(?:must|ha(?:s|ve) to|would)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|can|cannot|do|does|did|has|have|had|will|never|must|should)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:needs?|uses?|reli(?:es) on|rely on|depends? on|contains?|includes?|employs?|has|have)\b"
    r"(?P<what>.*)",
    re.IGNORECASE,
)
_OUTRIGHT = frozenset(("not", "no", "never", "cannot", "without"))
_LINK_WORDS = """
    can could may do does did is are was were be been have has had will also even still indeed
    really just all both now then"""
_LINKS = frozenset(_LINK_WORDS.split())
"""Words that may stand between a subject and what it does, beside those in -ly."""


def subject(claim: Claim) -> frozenset[str]:
    """The terms of what a claim speaks of."""
    verb = _VERB.search(claim.text)
    before = frozenset(terms(claim.text[: verb.start()])) & set(claim.terms) if verb else None
    return before or frozenset(claim.terms[:SUBJECT])


def reworded(claim: Claim, said: Said) -> bool:
    """Whether a sentence has the words of a claim but for a denial, an opposite or a number."""
    one, other = (_THOUSANDS.sub("", text) for text in (claim.text, said.text))
    return turned(one, other) is not None


def denies(claim: Claim, said: Said) -> bool:
    """Whether a sentence is on the subject of a claim, and denies what that says of it."""
    of = subject(claim)
    names = claim.named
    one_alone = _MOSTLY.search(claim.text) and _ONE.match(said.text)
    # what is like another in both is not denied by what the other lacks
    alike = _LIKE in {*terms(claim.text)} & {*terms(said.text)} - negated_somewhere(said.text)
    if one_alone or alike or not of <= said.terms | names:
        return False
    if exchanged(claim.text, said.text) and share(claim.own, said.terms) >= MOST:
        return BEATS.isdisjoint(map(stem, words(claim.text)))  # of those both sides must be read
    if any(other_number(claim, one, said.text) for one in counts(claim.beside)):
        return share(claim.own, said.own) > HALF
    if directed(claim.text) and (along := goes_along(claim.text, said.text)) is not True:
        here = share(claim.own, said.own) >= HALF  # and not in its heading alone
        return along is False and here and frozenset(claim.own) <= said.terms
    if cues := CUES & set(words(plainly(claim.text))):
        return cues <= _OUTRIGHT and _affirms(claim, said)
    rest = frozenset(claim.own) - of
    gone = rest & negated_somewhere(plainly(said.text))
    much = bool(rest) and len(gone) >= HALF * len(rest)
    return (much or _object_denied(claim, said)) and not of_others(said.text)


def _object_denied(claim: Claim, said: Said) -> bool:
    """Whether a sentence that has all of a claim denies what this says is needed, used or there."""
    found = _OBJECT.search(claim.text)
    told = [term for term in terms(found["what"]) if term in claim.own] if found else []
    things = frozenset(told[:SUBJECT])
    plain = plainly(said.text)
    return bool(things) and frozenset(claim.own) <= said.terms and things <= negated(plain)


def _affirms(claim: Claim, said: Said) -> bool:
    """Whether a sentence plainly says of its subject what a claim denies of it.

    It is the claim but for the denial; or it denies nothing, and what the subject does follows on
    that at once.
    """
    if reworded(claim, said) and said.own.issuperset(claim.own):
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
