"""In: a question, the works that answer it, all texts; out: the set phrases that none of them has.

A learning rate or a context length is asked for in plain words, each of which a work may use for
something else: only the pair tells. That it is a set phrase shows in how often other texts have it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise

from app.answering.evidence import Evidence
from app.answering.terms import ASK_WORDS, STOPWORDS, terms

SET_PHRASE = 5
"""Two words that stand side by side so often in a library are a set phrase of it."""
LIKE = 0.65
"""A sentence this like the question (cosine) may answer it in other words."""
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_PLAIN = re.compile(r"[a-z][a-z-]*[a-z]")
_BETWEEN = r"[\s-]+"


def unspoken(
    question: str, names: Collection[str], sentences: Iterable[Evidence], said: Callable[[], str]
) -> tuple[str, ...]:
    """The pairs of plain words, as asked, that no sentence has and the whole text `said` often.

    A sentence has a pair if it or its headings have the stems of both, wherever they stand. Pairs
    with a term of `names`, those of the works, tell of which work and not what of it.
    """
    pairs = list(_pairs(question, names))
    if not pairs:
        return ()
    held = [e.terms | e.context for e in sentences]
    gone = [pair for pair in pairs if not any(_stems(pair) <= there for there in held)]
    return tuple(" ".join(pair) for pair in gone if _is_set(pair, said()))


def _pairs(question: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each two words of the subject that stand side by side in lower case, no name among them."""
    for pair in pairwise(_WORD.findall(question)):
        plain = all(_PLAIN.fullmatch(word) and _of_subject(word) for word in pair)
        if plain and _stems(pair).isdisjoint(names):
            yield pair


def _of_subject(word: str) -> bool:
    return word not in STOPWORDS and word not in ASK_WORDS


def _stems(pair: tuple[str, str]) -> frozenset[str]:
    return frozenset(terms(" ".join(pair)))


def _is_set(pair: tuple[str, str], said: str) -> bool:
    """Whether a text in lower case has the pair often, in the singular or plural."""
    first, last = pair
    pattern = rf"\b{re.escape(first)}{_BETWEEN}{re.escape(last.removesuffix('s'))}s?\b"
    return len(re.findall(pattern, said)) >= SET_PHRASE
