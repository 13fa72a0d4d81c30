"""In: a claim, a sentence that seems to say it; out: whether that says it of something else.

All words of a claim may stand in a sentence on how others do it, on a thing that its label names,
on what the work is compared with, or on examples of what stands before.
"""

import re

from app.answering.claims.statement import Claim, Said
from app.answering.sense.twosided import compares
from app.answering.terms import terms

_SOME = re.compile(
    r"\W*(?:(?:in|for|with|among|unlike|across)\s+)?(?:most|many|some|several|few|certain|typical"
    r"|other|all other|classical?|common|popular|standard|usual)\s+(?!of\b)(?:[\w-]+\s+){0,3}?"
    r"(?:models?|methods?|systems?|approaches|works?|papers?|techniques?|architectures?|networks?"
    r"|algorithms?|benchmarks?|datasets?|frameworks?|agents?|LLMs)\b",
    re.IGNORECASE,
)
"""How a sentence begins that is of others of a kind."""
_LABEL = re.compile(r"\W*(?P<label>[A-Z][\w-]*(?:[A-Z\d][\w-]*)(?: [\w-]+){0,2})\W*:")
"""The name at the head of a sentence, of which it is."""
_EXAMPLES = re.compile(
    r"\W*(?:(?:some|typical|notable|well-known|common)\s+)?(?:examples?|instances?)\b"
    r"(?:\s+of\s+\w+)?\s+(?:include|are|is)\b",
    re.IGNORECASE,
)
"""How a sentence begins that lists what belongs under the one before."""
_THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|unlike|in contrast to)\s+[^,.;:]*", re.IGNORECASE
)


def is_elsewhere(claim: Claim, said: Said) -> bool:
    """Whether a sentence is of something else than a claim, for all that it has its words."""
    if claim.named and claim.named.isdisjoint(said.own) and _SOME.match(said.text):
        return not _SOME.match(claim.text)
    if (label := _LABEL.match(said.text)) and _names_others(claim, label["label"]):
        return True
    if _EXAMPLES.match(said.text) and not said.own.issuperset(claim.own):
        return True
    return not compares(claim.text) and _is_compared_with(claim, said)


def _names_others(claim: Claim, label: str) -> bool:
    """Whether a label is another name than those that a claim uses."""
    return frozenset(terms(label)).isdisjoint(claim.terms) and any(
        re.search(r"[a-z\d][A-Z]|[A-Z]{2}|[A-Za-z]\d", word) for word in claim.text.split()
    )


def _is_compared_with(claim: Claim, said: Said) -> bool:
    """Whether a term of a claim stands in a sentence only where that names what a work is compared
    with."""
    left = frozenset(terms(_THAN.sub(" ", said.text)))
    there = frozenset(claim.own) & frozenset(terms(said.text))
    return not there <= left
