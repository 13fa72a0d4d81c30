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
    achieve attain obtain reach
    aim goal objective purpose
    affect influence impact influential impactful
    allow enable permit
    assist help aid
    attempt try
    begin start
    broad broader
    cheap cheaper
    coarse coarser
    build construct create
    choose select pick
    combine merge join
    constant fixed unchanged
    decide determine dictate govern
    deep deeper deepest
    depend rely reliant dependent
    dense denser
    copy replicate reproduce
    destroy ruin wreck
    difficult challenging hard
    disappear vanish lost
    drawback weakness shortcoming downside
    discard remove delete eliminate
    enough sufficient adequate
    entire whole full complete
    exchange swap
    error mistake
    fine finer
    first initial initially
    gather collect
    generate produce
    harm hurt damage harmful detrimental
    identical same
    keep retain preserve maintain
    limited restricted constrained
    image picture photo
    important critical crucial essential vital
    modify alter change
    move transfer
    narrow narrower
    need require necessary demand
    network net
    outperform beat beaten surpass
    occur happen arise
    part component piece
    people human person
    predict guess forecast
    provide offer supply
    rapid quick fast
    rare rarer
    reliable dependable
    replace substitute supplant
    rich richer
    sharp sharper
    smooth smoother
    sparse sparser
    robust resilient
    split divide partition
    stay remain
    technique method approach
    web internet
    wide wider
"""
_HEAD = {
    stem(word): words[0] for words in map(str.split, _GROUPS.strip().splitlines()) for word in words
}
_WORD = re.compile(r"[A-Za-z]+")
_PHRASES = (
    (r"\bone-(?=[a-z])", "single-"),
    (r"(?<=\w)-(?:style|like|type)\b", ""),
    (r"\ban? (?:example|instance|kind|type|sort|form) of\b", "a"),
    (r"\bcostl(?:y|ier)\b", "expensive"),
    (r"\bwith the square of\b", "quadratically with"),
    (r"\bscales? (?=(?:\w+ly )?with\b|\w+ly with\b)", "grows "),
    (r"\blow(?:er)?-complexity\b", "simple"),
    (r"\bhigh(?:er)?-complexity\b", "complex"),
    (r"\b(?:loses?|lost) (?:out )?to\b", "is beaten by"),
    (
        r"\b(is|are|was|were|be|been|being) (?:dropped|cut|pruned|stripped|left out)\b",
        r"\1 removed",
    ),
    (r"\bwithout (?:losing|giving up|sacrificing) much\b", "without much loss"),
)
_REWORDED = tuple((re.compile(found, re.IGNORECASE), said) for found, said in _PHRASES)
"""What several words say, in fewer or plainer ones."""


_STEM_OF_HEAD = {term: stem(head) for term, head in _HEAD.items()}


def same_terms(terms: Iterable[str]) -> frozenset[str]:
    """Terms, those of a group as the first of it."""
    return frozenset(_STEM_OF_HEAD.get(term, term) for term in terms)


@lru_cache(maxsize=1 << 12)
def plainer(text: str) -> str:
    """A text with the first word of each group in the place of the others, and phrases reworded."""
    for phrase, plain in _REWORDED:
        text = phrase.sub(plain, text)
    return _WORD.sub(lambda found: _first_of_group(found[0]), text)


def _first_of_group(word: str) -> str:
    """The head of a word's group, else the word; "hardly" denies and is no other for "hard", and
    "prediction" is of the head as it is, and does not do what "predict" does."""
    term = stem(word.lower())
    head = _HEAD.get(term, word)
    return word if word.lower() in CUES or term == _STEM_OF_HEAD.get(term) else head
