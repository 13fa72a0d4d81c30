"""In: a question, a sentence on its work; out: whether it denies what the question takes to be so.

"Which labels does it need?" and "without requiring labeled data". Who does not do it may be
somebody else ("earlier methods cannot"), and it may be so at times only; that denies nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.answering.sense.agreement import CUES, negated, negated_somewhere
from app.answering.terms import STOPWORDS, stem, terms, words

FEWEST = 2
"""So many words of the question must be denied: one alone is mostly of something else."""
_WINDOW = 5
"""So many content words after a denial may be what it denies."""
_REACH = 6
"""So many words before a denial may say of whom it is."""
_PAIR = re.compile(r"(?<![\w-])([a-z]{3,})-([a-z]{3,})(?![\w-])")
_ASIDE = re.compile(r"\b(?:than|rather|without|instead|unlike|except)\b", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:eliminat(?:es?|ed|ing)|abandon(?:s|ed|ing)?"
    r"|do(?:es)? away with|gets? rid of|free of|instead of|rather than|no longer|gone)\b",
    re.IGNORECASE,
)
"""What denies as "without" does; to remove or to drop is mostly what a work is about."""
_UN = re.compile(
    r"\b(?:un|im|in)(necessary|needed|possible|able|reliable|feasible|accurate|stable)\b"
    r"|\bnon-(?=\w)",
    re.IGNORECASE,
)
_KEPT_FROM = re.compile(r"\bkeep(?:s|ing)? ((?:[\w-]+ ){1,4})from (\w+ing)\b", re.IGNORECASE)
_NO_BEARING = re.compile(
    r"\b(?:ha(?:s|ve|d) )?no (?:bearing|effect|impact|influence) (?:up)?on\b", re.IGNORECASE
)
"""To bear on something is denied, and not what it would bear on."""
_FROZEN = re.compile(r"\b(?:kept |remains? |stays? )?frozen\b", re.IGNORECASE)
_FREEZING = re.compile(r"\bfreez(?:es?|ing)\b", re.IGNORECASE)
_THAWED = re.compile(r"\b(?:not (?:kept )?frozen|unfrozen)\b", re.IGNORECASE)
_NOT_FAR = re.compile(r"\bnot far from\b", re.IGNORECASE)
_FAR_FROM = re.compile(
    r"\b(is|are|was|were|be|being|been|remains?) far from\b|\b(?:anything but|by no means)\b",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\b(?:but|yet|though|although) not (?:\w+ly )?[\w-]+(?= [\w-]+ (?:is|are|was|were)\b)",
    re.IGNORECASE,
)
"""What is of one kind and not of another: not the thing is denied, nor what becomes of it."""
_LEAVES = re.compile(
    r"\b(?:leav(?:es?|ing)|left|keeps?|kept)\b((?: (?:[\w-]+|['’]s)){1,5}?) "
    r"(?:unchanged|unaltered|untouched|unaffected|intact)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|apart from|with the exception of)\b(?: for)?", re.IGNORECASE)
_NO_NEED = re.compile(
    r"\b(?:eliminat|remov|avoid|obviat)(?:es?|ed|ing|s)? (?:the |any )?"
    r"(?:need|necessity) (?:for|of)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b([a-z]{3,})-free\b", re.IGNORECASE)
_KEEPS = re.compile(
    r"\b(?:avoid|prevent)(?:s|ed|ing)?\b(?=(?: [\w-]+){1,3} (?:degradation|loss|decline|drop))",
    re.IGNORECASE,
)
_UNNEEDED = re.compile(
    r"(^|[.;:,]\s*)((?:[\w-]+\s+){0,2}[\w-]+)\s+(?:is|are|was|were)\s+(?:not|no longer)\s+"
    r"(?:needed|required|necessary)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, CUES)))})\b|{_GONE.pattern}", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\b(?:existing|previous(?:ly)?|prior|standard|classic(?:al)?|traditional(?:ly)?|conventional"
    r"|ordinary|vanilla|unlike|baselines?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:others?|usual(?:ly)?|typical(?:ly)?|most|earlier|current|many|some|often|regular"
    r"|common(?:ly)?|plain)\b",
    re.IGNORECASE,
)
_AT_TIMES = re.compile(r"\b(?:none other|not only|not just|if|when|unless)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:drop(?:s|ped|ping)?|remov(?:es?|ed|ing)|discard\w*|replac(?:es?|ed|ing)|impossible"
    r"|neither|out of reach)\b",
    re.IGNORECASE,
)
_USES = re.compile(
    r"\b(?:us(?:es?|ed|ing)|needs?|requires?|rel(?:y|ies)|employs?|train(?:s|ed)?|has|have"
    r"|picks?(?:ed)?|choo?ses?|chosen|adopts?|adopted|appl(?:y|ies|ied))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=\s)[A-Z]{2,}s?\b|(?<=\s)[A-Z]\w*[A-Z]\w*")
_NO_NAME = re.compile(
    r"(?:\b(?:no|without|not)|n['’]t)\s+(?:use\s+|need\s+)?(?:an?\s+|any\s+)?"
    r"((?:[A-Z][\w-]+(?:,? n?or |, )?)+)"
)
"""A denial may be of several names: "not PPO, GRPO or DPO"."""
_PLACES = frozenset(map(stem, ("beyond", "within", "across", "upon", "toward", "among")))


@lru_cache(maxsize=1 << 12)
def plainly(text: str) -> str:
    """A text with "without" for all that denies as it does: "does away with", "no longer".

    "Labels are not needed" and "label-free" are "without labels", "unnecessary" is "not necessary",
    what is frozen is not trained, to avoid a loss is to keep something, to leave something
    unchanged is not to alter it, and all except one are all but not that.
    """
    text = _KEPT_FROM.sub(r"keep \1without \2", text)
    said = _KEEPS.sub("keep", _UN.sub(lambda found: f"not {found[1] or ''}", text))
    said = _EXCEPT.sub("but not", _LEAVES.sub(r"does not alter\1", said))
    said = _FREEZING.sub("not training", _THAWED.sub("trained", said))
    said = _NO_NEED.sub("without", said)
    said = _NOT_FAR.sub("nearly", said)
    said = _FAR_FROM.sub(lambda found: f"{found[1] or ''} not", said)
    said = _FROZEN.sub("not trained", _NO_BEARING.sub("does not affect:", said))
    said = _FREE.sub(r"without \1", _UNNEEDED.sub(r"\1without \2", said))
    return _GONE.sub("without", said)


def affirmed(question: str) -> frozenset[str]:
    """The terms of what a question takes to be so; none where it denies something itself."""
    told = _ASIDE.split(question)[0]
    if not CUES.isdisjoint(words(told)) or _GONE.search(told):
        return frozenset()
    return frozenset(terms(told)) - _PLACES


def used(question: str) -> frozenset[str]:
    """The terms of the names of what a question takes to be used: "how did it use a VAE?"."""
    told = _ASIDE.split(question)[0]
    if not affirmed(question) or not _USES.search(told):
        return frozenset()
    return frozenset(stem(w) for name in _NAME.findall(told) for w in words(name))


def does_without(said: str, names: frozenset[str]) -> bool:
    """Whether a sentence says that one of the names is not there: "it contains no VAE"."""
    if not names or of_others(said):
        return False
    denied = frozenset(stem(w) for name in _NO_NAME.findall(said) for w in words(name))
    return bool(denied & names)


def denies(said: str, taken: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a sentence denies at least `FEWEST` of the terms that are `taken` to be so.

    One of them must be among the first two words that are denied, one tell more than which work
    is meant (`own`).
    """
    if len(taken) < FEWEST or of_others(said):
        return False
    plain = plainly(_ATTRIBUTE.sub(" ", said))
    denied = (negated(plain) & taken) - _of_other_pairs(plain, taken)
    return any(
        len(denied & window) >= FEWEST and denied & first and denied & window & own
        for first, window in _windows(plain)
    )


def _of_other_pairs(said: str, taken: frozenset[str]) -> frozenset[str]:
    """The terms that a text has in a hyphenated pair whose other word is not spoken of: of next
    sentences nothing is said by "next-token prediction"."""
    pairs = (frozenset(map(stem, pair)) for pair in _PAIR.findall(said.lower()))
    return frozenset().union(*(pair & taken for pair in pairs if not pair <= taken))


def is_conditional(said: str) -> bool:
    """Whether what a sentence says is so under a condition: that denies nothing."""
    return bool(_CONDITION.search(said))


def takes_away(said: str, taken: frozenset[str]) -> bool:
    """Whether a sentence denies any of what is taken to be so, or does away with something."""
    return does_away(said) or bool(negated_somewhere(plainly(said)) & taken)


def does_away(said: str) -> bool:
    """Whether a sentence does away with something."""
    return bool(_AWAY.search(said))


def of_others(said: str) -> bool:
    """Whether it is somebody else who does not do it, or it is not always so."""
    if _AT_TIMES.search(said):
        return True
    before = _DENIAL.split(said)[0]
    near = re.split(r"[.,;:]", before)[-1].split()[-_REACH:]
    return bool(_BEFORE.search(before) or _OTHERS.search(" ".join(near)))


def _windows(text: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """After each word that denies: the stems of two content words, and of a few more."""
    said = [word for word in words(text) if word in CUES or word not in STOPWORDS]
    for place, word in enumerate(said):
        if word in CUES:
            after = [stem(w) for w in said[place + 1 : place + 1 + _WINDOW]]
            yield frozenset(after[:FEWEST]), frozenset(after)
