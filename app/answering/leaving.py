"""In: a question for works that leaves some out; out: the same without that part, and the works
found without those that it leaves out.

"Papers on owls other than X", "which owl papers are not about song?": what a search finds for
the whole sentence are just the works that are not wanted.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.answering.reader import Reader
from app.answering.terms import STOPWORDS, stem, subject_terms, terms
from index.ranking import Hit

OFTEN = 2
"""A work that has the subject in so many sentences is about it..."""
SHARE = 0.04
"""...if that is so large a share of them."""
USED = 3
"""A short name counts for the end of what it stands for ("language models", LLM) if so many works
use it."""
_ABOUT = r"(?:about|on|for|concerned with|related to|based on|involving|dealing with)"
_TREAT = r"(?:involve|concern|deal with|treat)"
_LEAVES = re.compile(
    r"[,;]?\s+(?:(?:but|and|that|which)\s+)*"
    r"(?:(?:(?:is|are|do|does|have|has)\s+)?"
    rf"(?:(?:not|nothing)\s+(?:{_ABOUT}|to do with)|not {_TREAT})"
    rf"|(?:don|doesn)['’]t {_TREAT}|(?:isn|aren)['’]t {_ABOUT}|other than|except(?: for)?"
    r"|apart from|besides|excluding|leaving out"
    r"|(?:(?:is|are) not|(?:isn|aren)['’]t)(?: an?)?(?= (?:survey|benchmark)s?\W*$))"
    rf"\s+(?:(?:the ones?|those|that|works|papers) {_ABOUT}\s+)?(?P<what>[^,;:?]{{2,60}}?)"
    rf"(?:,? but (?P<rest>(?:{_ABOUT}|with) [^;:?]+))?\W*$",
    re.IGNORECASE,
)
"""Not what uses or needs no such thing: just those works may speak of it most."""
_EACH = re.compile(r"\s+n?or\s+", re.IGNORECASE)
"""Of what is not about one thing or another, neither is wanted."""
_WHEN = re.compile(r"\b(?:19|20)\d\d\b|\breview(?:ed|s|er|ers)?\b|\bby\b", re.IGNORECASE)
"""Days and reviewers are for records to tell."""


class Leaving(NamedTuple):
    """What is asked for, and what is to be left out of it."""

    kept: str
    out: str


def leaving(text: str) -> Leaving | None:
    """The two parts of a question for works, None where it leaves none out or asks for no more."""
    found = _LEAVES.search(text)
    if found is None or _WHEN.search(text):
        return None
    kept = f"{text[: found.start()]} {found['rest'] or ''}".strip()
    return Leaving(kept, found["what"]) if subject_terms(kept) else None


def without(hits: Sequence[Hit], out: str, reader: Reader) -> tuple[Hit, ...]:
    """The works but for those that are named by what is left out, or are of that kind, or about
    it."""
    named = reader.names.named_in(out)
    forms = [form for subject in _EACH.split(out) for form in _forms(subject, reader)]
    kind = out.lower().removesuffix("s")
    works = reader.library.works_by_id
    return tuple(
        hit
        for hit in hits
        if hit.paper_id not in named
        and works[hit.paper_id].kind != kind
        and (named or not _is_about(hit.paper_id, forms, reader))
    )


def _is_about(paper_id: str, forms: Sequence[frozenset[str]], reader: Reader) -> bool:
    """Whether a work has the subject, in one of its forms, in its title or often."""
    title = reader.sentences.title_terms(paper_id)
    if any(form <= title for form in forms):
        return True
    said = [e for e in reader.sentences.of_work(paper_id) if e.fit]
    count = sum(any(form <= e.terms for form in forms) for e in said)
    return count >= max(OFTEN, SHARE * len(said))


def _forms(subject: str, reader: Reader) -> list[frozenset[str]]:
    """The terms of a subject, of what its short name stands for, and its short names."""
    own = tuple(term for term in terms(subject) if term not in STOPWORDS)
    found = {frozenset(own)}
    for short, long in reader.acronyms.items():
        spelled, name = tuple(terms(long)), stem(short)
        if own == (name,):
            found.add(frozenset(spelled))
        often = reader.sentences.vocabulary.count(name) >= USED
        if own and spelled[-len(own) :] == own and often:
            found.add(frozenset((name,)))
    return sorted(found, key=sorted) if own else []
