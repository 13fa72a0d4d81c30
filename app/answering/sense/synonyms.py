"""In: a text; out: the same with one word for all that say the same in plain English.

A claim is put in other words than the source, mostly in such: "stays fixed" for "remains
constant". Words of a field ("token", "layer") have no others here, nor have words of direction.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from app.answering.sense.agreement import CUES
from app.answering.terms import stem

_GROUPS = """
    ability capability capacity skill
    accurate precise exact
    achieve attain obtain
    affect influence impact
    allow enable permit
    assist help aid
    attempt try
    begin start
    build construct create
    choose select pick
    combine merge join
    constant fixed unchanged
    copy replicate reproduce
    costly expensive
    destroy ruin wreck
    difficult challenging hard
    disappear vanish lost
    discard remove delete eliminate
    enough sufficient adequate
    entire whole full complete
    error mistake
    identical same
    image picture photo
    important critical crucial essential vital
    modify alter change
    need require necessary demand
    network net
    part component piece
    people human person
    predict guess forecast
    rapid quick fast
    reliable dependable
    robust resilient
    split divide partition
    stay remain
    technique method approach
"""
_HEAD = {
    stem(word): words[0] for words in map(str.split, _GROUPS.strip().splitlines()) for word in words
}
_WORD = re.compile(r"[A-Za-z]+")


_STEM_OF_HEAD = {term: stem(head) for term, head in _HEAD.items()}


def same_terms(terms: Iterable[str]) -> frozenset[str]:
    """Terms, those of a group as the first of it."""
    return frozenset(_STEM_OF_HEAD.get(term, term) for term in terms)


@lru_cache(maxsize=1 << 12)
def plainer(text: str) -> str:
    """A text with the first word of each group in the place of the others."""
    return _WORD.sub(lambda found: _first_of_group(found[0]), text)


def _first_of_group(word: str) -> str:
    """The head of a word's group, else the word; "hardly" denies and is no other for "hard"."""
    return word if word.lower() in CUES else _HEAD.get(stem(word.lower()), word)
