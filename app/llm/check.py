"""In: a generated sentence and the citations it may use; out: why it is not borne out, or None.

What is looked at, in this order: the citation, addresses, numbers with their units, negation and
direction, who does what to whom, and whether the quote speaks of the same things at all.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.answering.agreement import contradiction
from app.answering.quantities import lacking
from app.answering.records import Citation
from app.answering.roles import swapped
from app.answering.terms import Vocabulary, stem, terms, words
from app.llm.cut import Said

COVERED = 0.5
"""Least share of a sentence's content, by rarity, that its quotes and their titles must have."""
_ADDRESS = re.compile(r"\b(?:https?:|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai|dev)\b")
_NAME = re.compile(r"\b[A-Za-z][A-Za-z]*-\d[\w.]*|\b[A-Z]\w*\s\d+(?:\.\d+)?(?![\w.%])")
_SPEAKER_WORDS = """
    paper review reviewer author streamer chat view think find finding claim card according"""
_SPEAKERS = frozenset(stem(word) for word in _SPEAKER_WORDS.split())
"""Words that say who speaks; the model was asked to."""


class Ground(NamedTuple):
    """What generated sentences are held to: the citations by number and how rare words are."""

    citations: Mapping[int, Citation]
    vocabulary: Vocabulary


def why_not(said: Said, ground: Ground) -> str | None:
    """Why the sentence is not borne out by the quotes it cites, in a few words; None if it is."""
    if not said.cites:
        return "it cites no source"
    if strange := [n for n in said.cites if n not in ground.citations]:
        return f"there is no source {strange[0]}"
    cited = [ground.citations[n] for n in said.cites]
    quotes = [" ".join(citation.quote.split()) for citation in cited]
    titles = " ".join(citation.title or "" for citation in cited)
    together = " ".join(quotes)
    for address in _ADDRESS.findall(said.text):
        if address not in together:
            return "it has an address that the quote does not have"
    if lack := lacking(_without_names(said.text, f"{titles} {together}"), together):
        return lack
    for quote in quotes:
        if broken := contradiction(said.text, quote) or swapped(said.text, quote):
            return broken
    return _uncovered(said.text, quotes, titles, ground)


def _without_names(text: str, known: str) -> str:
    """The text without names that have a number in them and stand in a quote or a title."""
    there = known.casefold()
    return _NAME.sub(lambda m: " " if m[0].casefold() in there else m[0], text)


def _uncovered(text: str, quotes: Sequence[str], titles: str, ground: Ground) -> str | None:
    wanted = [t for t in terms(text) if t not in _SPEAKERS and not t[0].isdigit()]
    there = set(terms(" ".join([*quotes, titles])))
    spoken = set(terms(" ".join(quotes)))
    share = ground.vocabulary.share(wanted, there)
    if share >= COVERED and spoken & set(wanted):
        return None
    missing = [w for w in dict.fromkeys(words(text)) if stem(w) in set(wanted) - there]
    return f"the quote does not speak of {', '.join(f'“{word}”' for word in missing[:3])}"
