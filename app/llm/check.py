"""In: a generated sentence and the citations it may use; out: why it is not borne out, or None.

What is looked at, in this order: the citation, addresses, numbers with their units, negation and
direction, who does what to whom, and whether the quote speaks of the same things at all.
"""

import re
from collections.abc import Mapping, Sequence

from app.answering.records import Citation
from app.answering.sense.agreement import contradiction
from app.answering.sense.edits import turned
from app.answering.sense.quantities import lacking
from app.answering.sense.roles import swapped
from app.answering.terms import stem, terms, words
from app.llm.cut import Said

COVERED = 0.4
"""Least share of a sentence's content words that its quotes and their titles must have;
`python -m evals.leash` shows what it lets through."""
_ADDRESS = re.compile(r"\b(?:https?:|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai|dev)\b")
_NAME = re.compile(r"\b[A-Za-z][A-Za-z]*-\d[\w.]*|\b[A-Z]\w*\s\d+(?:\.\d+)?(?![\w.%])")
_SPEAKER_WORDS = """
    paper review reviewer author streamer chat view think find finding claim card according"""
_SPEAKERS = frozenset(stem(word) for word in _SPEAKER_WORDS.split())
"""Words that say who speaks; the model was asked to."""


def why_not(said: Said, citations: Mapping[int, Citation]) -> str | None:
    """Why the sentence is not borne out by the quotes it cites, in a few words; None if it is."""
    if not said.cites:
        return "it cites no source"
    if strange := [n for n in said.cites if n not in citations]:
        return f"there is no source {strange[0]}"
    cited = [citations[n] for n in said.cites]
    quotes = [" ".join(citation.quote.split()) for citation in cited]
    return _not_said(said.text, quotes, " ".join(citation.title or "" for citation in cited))


def _not_said(text: str, quotes: Sequence[str], titles: str) -> str | None:
    together = " ".join(quotes)
    if any(address not in together for address in _ADDRESS.findall(text)):
        return "it has an address that the quote does not have"
    if lack := lacking(_without_names(text, f"{titles} {together}"), together):
        return lack
    for quote in quotes:
        if broken := contradiction(text, quote) or swapped(text, quote) or turned(text, quote):
            return broken
    if covered(text, quotes, titles) < COVERED:
        return f"the quote does not speak of {_uncovered(text, f'{together} {titles}')}"
    return None


def covered(text: str, quotes: Sequence[str], titles: str) -> float:
    """The share, 0 to 1, of a sentence's content words that its quotes or their titles have.

    0 where the quotes themselves have none of them.
    """
    wanted = _content(text)
    spoken = set(terms(" ".join(quotes)))
    if not spoken & set(wanted):
        return 0.0
    there = spoken | set(terms(titles))
    return sum(term in there for term in wanted) / len(wanted)


def _without_names(text: str, known: str) -> str:
    """The text without names that have a number in them and stand in a quote or a title."""
    there = known.casefold()
    return _NAME.sub(lambda m: " " if m[0].casefold() in there else m[0], text)


def _content(text: str) -> list[str]:
    """The content terms of a sentence, numbers and speakers left out."""
    return [t for t in terms(text) if t not in _SPEAKERS and not t[0].isdigit()]


def _uncovered(text: str, known: str) -> str:
    missing = set(_content(text)) - set(terms(known))
    shown = [word for word in dict.fromkeys(words(text)) if stem(word) in missing]
    return ", ".join(f"“{word}”" for word in shown[:3]) or "it"
