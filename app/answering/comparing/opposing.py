"""In: a sentence and two sides; out: which it speaks of, how plainly it sets them against each
other.
"""

import re
from typing import NamedTuple

from app.answering.comparing.contrast import Sides, joined, labelled, terms_of
from app.answering.evidence import Evidence
from app.answering.question import short_names
from app.answering.reader import Reader
from app.answering.sentence_store import Sentences
from app.answering.terms import stem, terms, words

_APART = re.compile(
    r"\b(?:unlike|whereas|in contrast (?:to|with)|as opposed to|contrary to|contrasts? with"
    r"|differ(?:s|ed)?|different(?:ly)? (?:from|to|than)|distinct(?:ly)?)\b",
    re.IGNORECASE,
)
"""What sets one thing against another in so many words."""
_BETWEEN = re.compile(r"\b(?:differences?|distinctions?)\b", re.IGNORECASE)
"""What names a difference: between two things, or from one, that come at once."""
_BESIDE = re.compile(
    r"\b(?:instead of|rather than|while|compared (?:to|with)|comparable|than|versus|without|not"
    r"|outperform\w*|surpass\w*|beats?|replac\w+|alternative to|advantages? over|but|struggl\w+"
    r"|lag\w*|fails?|cannot|equivalen\w+|similar to|resembles?|as \w+ as)\b",
    re.IGNORECASE,
)
"""What compares, or may."""
ELSEWHERE = re.compile(
    r"\b(?:traditional|conventional|classical?|existing|previous|prior|earlier|standard|typical"
    r"|usual|common|other|many|most)\b",
    re.IGNORECASE,
)
"""What is said of how it is done elsewhere."""
_CLAUSE = re.compile(r"(?:\([^()]*\)|[^,;()])*")
"""Up to the next comma that stands in no parenthesis."""
_AT_ONCE = re.compile(r"(?:[^\w,;]*[\w-]+){0,9}")
SAYS_APART, SAYS_BESIDE, AT_ONCE = 2.0, 1.0, 1.0
"""What words are worth that set apart, those that compare, and either between the two sides."""
_CUES = (
    (_BETWEEN, _AT_ONCE, SAYS_APART),
    (_APART, _CLAUSE, SAYS_APART),
    (_BESIDE, _CLAUSE, SAYS_BESIDE),
)
FEWEST, MOST_OF_IT = 2, 0.5
"""So many terms of a side name it, if they are so much of it by rarity."""


_NOBODY = frozenset(("",))
"""What no text names: a side that a sentence labelled with the other only mentions."""


class Spoken(NamedTuple):
    """A sentence, which side it names, which by its heading too, and of which it speaks in all: in
    its own work, or as of what is usual.
    """

    evidence: Evidence
    named: tuple[bool, bool]
    headed: tuple[bool, bool]
    there: tuple[bool, bool]


def spoken(e: Evidence, sides: Sides, texts: Sentences) -> Spoken:
    """Which sides a sentence speaks of."""

    def has(side: frozenset[str], said: frozenset[str]) -> bool:
        most = len(side & said) >= FEWEST and texts.vocabulary.share(side, said) >= MOST_OF_IT
        return most or side <= said

    usual = bool(ELSEWHERE.search(e.reading))
    label = labelled(sides.terms, e)
    over = frozenset(terms(joined(e.section or ""))) if "non" in e.context else e.context
    own = [side if label in (None, n) else _NOBODY for n, side in enumerate(sides.terms)]
    named = [has(side, terms_of(e)) for side in own]
    headed = [name or has(side, over) for name, side in zip(named, own, strict=True)]
    there = [
        name or work == e.paper_id or (other and usual)
        for name, work, other in zip(headed, sides.works, sides.usual, strict=True)
    ]
    return Spoken(e, (named[0], named[1]), (headed[0], headed[1]), (there[0], there[1]))


def sets_apart(sides: Sides, said: Spoken, reader: Reader) -> float:
    """What the words are worth by which a sentence sets one side against the other; 0 without.

    Right after them stands one side, elsewhere the other, which goes without saying in its own
    work: "unlike the one, the other", "the other, unlike the one", "a difference between the two".
    """
    if not (any(said.named) and all(said.there)):
        return 0.0
    value, reading = 0.0, said.evidence.reading
    own = zip(said.headed, said.named, sides.works, strict=True)
    unsaid = [not name and (head or work == said.evidence.paper_id) for head, name, work in own]
    for pattern, clause, worth in _CUES:
        for cue in pattern.finditer(reading):
            end = clause.match(reading, cue.end())
            until = end.end() if end else len(reading)
            here = _sides_in(sides, reading[cue.end() : until], reader)
            rest = _sides_in(sides, f"{reading[: cue.start()]} {reading[until:]}", reader)
            other = [there or alone for there, alone in zip(rest, unsaid, strict=True)]
            both = all(here) and pattern is _BETWEEN
            first, second = here[0] and not here[1], here[1] and not here[0]
            if both or (first and other[1]) or (second and other[0]):
                value = max(value, worth + AT_ONCE)
            elif all(said.named):
                value = max(value, worth / 2)
    return value


def _sides_in(sides: Sides, text: str, reader: Reader) -> list[bool]:
    """Which sides a part of a sentence names, short names spelled out, or has as what is usual."""
    said = frozenset(map(stem, words(joined(text)))).union(
        *short_names(text, reader.acronyms).values()
    )
    usual = bool(ELSEWHERE.search(text))
    return [
        reader.sentences.vocabulary.share(side, said) >= MOST_OF_IT or (other and usual)
        for side, other in zip(sides.terms, sides.usual, strict=True)
    ]
