"""In: a question; out: the part of it that asks.

"The one that cuts words into shingles; how large is its table?" finds its work by its first clause
and is answered by what the second asks. Words of the first stand all over the work.
"""

import re

from app.answering.terms import STOPWORDS, subject_terms, words

FEWEST = 2
"""A part with fewer terms ("what was it not made for?") says too little by itself."""
_BORDER = re.compile(r"(?<=[.?!:;])[\s\"”']+|\s+[–—-]+\s+|,\s+|\.\.\.\s*|…\s*")
_ASKING = re.compile(
    r"\b(?:what|which|how|name)\b|^\W*(?:\w+ )?(?:why|who|whose|whom|when|where)\b", re.IGNORECASE
)
_DOES = r"(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|may|must)\b"
_WHETHER = re.compile(rf"\W*(?:(?:and|so|but|then|or) )?{_DOES}", re.IGNORECASE)
"""A clause that begins so asks whether something is the case."""
_INVERTED = re.compile(
    rf"(?!(?:which|who|where|when)\W+{_DOES})\w+(?:\W+\w+){{0,3}}?\W+{_DOES}", re.IGNORECASE
)
"""How one without a question mark goes on from its asking word: "how do they" asks, "on how well it
obeyed" and "which is silent" tell."""


def asking_part(text: str) -> str:
    """A question from its first clause that asks; itself where that is all or says too little."""
    starts = [0, *(border.end() for border in _BORDER.finditer(text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if _asks(text[start:end], marked="?" in text[start:]):
            part = text[start:]
            return part if len(subject_terms(part)) >= FEWEST else text
    return text


def asks_whether(text: str) -> bool:
    """Whether a question asks if something is the case: yes or no, or either of two."""
    return bool(_WHETHER.match(asking_part(text)))


def _asks(clause: str, *, marked: bool) -> bool:
    """Whether a clause asks; `marked` says that a question mark follows."""
    if _WHETHER.match(clause):
        return True
    found = _ASKING.search(clause)
    if found is None or not STOPWORDS.issuperset(words(clause[: found.start()])):
        return False  # "on how many of them" asks, "the same limit as what came before" does not
    return marked or bool(_INVERTED.match(clause[found.start() :]))
