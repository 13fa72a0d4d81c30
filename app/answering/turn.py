"""In: a question, the turns before it, a reader; out: the works found for it, and what it leans on.

How much the turns before count is the searcher's to say (`index/followup.py`): its ranking is
that of both turns together. A leaning turn speaks of the work that the turn before found.
"""

import re
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from app.answering.archive.facts import subject_words
from app.answering.archive.people import people
from app.answering.courtesy import is_courtesy, without_courtesy
from app.answering.framing import unframed
from app.answering.kinds import kind_of
from app.answering.reader import Reader
from app.answering.terms import subject_terms
from index.acronyms import expansions, reverse
from index.embed import Lexicon
from index.followup import LEANING, POINTING, is_elliptic, weight_of_history
from index.ranking import Hit

LIST_SEARCH = 2
"""So many times the works of a list are searched, for the kind asked for may be rare."""

SHORT = 2
"""A turn of so few words of its own speaks of the work before, if that has them all..."""
COMMON, FEWEST = 0.3, 3
"""...or so large a share of the works has them, and so many works; 0.1 to 1 are alike on the dev
half, since turns of so few words are rare in it."""
APART = 0.15
"""A turn that only goes on ("and how ...") and whose tokens match another work so much better than
the one before is about that."""
BACK = 3
"""What a turn before leans on is looked for in so many turns before that; further back it is what
is found for the turns together."""

_IT = re.compile(r"\b(?:it|its|this|that|these|those|them|they)\b", re.IGNORECASE)


class Turn(NamedTuple):
    """A turn as typed, and as it reads in full; `focus` are the works it leans on.

    `query` says what it is about, `aloud` is compared with sentences, `before` is the turn
    before where this one leans on it, `last` the turn before whether it does or not.
    """

    text: str
    query: str
    aloud: str
    before: str
    focus: tuple[str, ...]
    hits: tuple[Hit, ...]
    search_ms: float
    last: str = ""


def read_turn(text: str, history: Sequence[str], reader: Reader) -> Turn:
    """Search for a turn, together with those before it unless it names a work of its own."""
    began = perf_counter()
    text = unframed(reader.names.spelled_out(text), people(reader.library))
    if reader.alone is not None:
        return of_one(text, reader.alone, reader, began)
    own = subject_terms(text)
    earlier = tuple(without_courtesy(t) for t in history if t.strip() and not is_courtesy(t))
    if earlier and is_elliptic(text) and (subject := _subject(earlier, reader)):
        return of_one(text, subject, reader, began)
    if named := reader.names.named_in(text):
        if earlier and kind_of(text) == "compare" and _IT.search(text):
            return _beside(text, named, earlier, reader, began)
        earlier = ()
    leans = bool(earlier) and _leans(text, own, earlier, reader)
    wide = kind_of(text) == "list"
    if wide and leans and not own:
        # "which papers say otherwise?" has no subject but that of the turn before
        text, earlier, leans = f"{text} {earlier[-1]}", (), False
    count = LIST_SEARCH * reader.settings.list_works if wide else reader.settings.works
    said = _with_other_names(text, reader) if wide else text
    hits = reader.searcher.search(said, count, earlier).hits
    read = hits[: reader.settings.read]
    if not wide and named and not any(hit.paper_id in named for hit in read):
        # the model cuts an odd name into pieces, and finds works that are like the pieces
        return of_one(text, named[0], reader, began)
    took = since(began)
    if not (leans and hits) or wide:
        return Turn(text, said, said, "", (), hits, took, earlier[-1] if earlier else "")
    subject = _subject(earlier, reader) or hits[0].paper_id
    query = f"{text} ({reader.title_of(subject)})"
    return Turn(text, query, f"{earlier[-1]} {text}", earlier[-1], (subject,), hits, took)


def _leans(
    text: str, own: Sequence[str], earlier: Sequence[str], reader: Reader, back: int = BACK
) -> bool:
    """Whether a turn speaks of the work before: it points there, or says little and all of that.

    Words that ask for a record are no words of its own.
    """
    weight = weight_of_history(text, has_words=bool(own))
    if weight >= POINTING or not weight or kind_of(text) == "list":
        return weight >= LEANING
    subject = _subject(earlier, reader, back)
    if subject is None:
        return False
    if weight >= LEANING:
        return not _apart(text, subject, reader)
    vocabulary = reader.sentences.vocabulary
    said = frozenset(subject_terms(" ".join(subject_words(text))))
    common = max(COMMON * vocabulary.size, FEWEST)
    telling = {term for term in said if vocabulary.count(term) < common}
    if len(said) > SHORT:
        return False
    return telling <= reader.sentences.words_of(subject).terms


def _with_other_names(text: str, reader: Reader) -> str:
    """A question for works with what its short names stand for, and its long forms' short names."""
    embedder = reader.searcher.embedder
    known = embedder.knows if isinstance(embedder, Lexicon) else lambda _: True
    added = expansions(text, reader.acronyms, reverse(reader.acronyms), known)
    return f"{text} ({', '.join(added)})" if added else text


def _apart(text: str, before: str, reader: Reader) -> bool:
    """Whether another work than the one before is what a turn is about."""
    found = reader.searcher.search(text, 1).hits
    if not found or found[0].paper_id == before:
        return False
    here, there = (reader.searcher.matched(text, [w]) for w in (before, found[0].paper_id))
    return here is not None and there is not None and there - here > APART


def of_one(text: str, paper_id: str, reader: Reader, began: float) -> Turn:
    """A turn where only one work may answer: it is what the turn speaks of."""
    query = f"{text} ({reader.title_of(paper_id)})"
    hits = reader.searcher.search(query, reader.settings.works).hits
    own = tuple(hit for hit in hits if hit.paper_id == paper_id)
    return Turn(text, query, text, "", (paper_id,), own or hits[:1], since(began))


def _beside(
    text: str, named: Sequence[str], earlier: Sequence[str], reader: Reader, began: float
) -> Turn:
    """A turn that compares "it" with a work that it names: the work of the turn before is one."""
    hits = reader.searcher.search(text, reader.settings.works).hits
    subject = _subject(earlier, reader) or named[0]
    focus = tuple(dict.fromkeys((subject, *named)))
    query = f"{text} ({reader.title_of(subject)})"
    return Turn(text, query, text, earlier[-1], focus, hits, since(began))


def since(began: float) -> float:
    """Milliseconds since a reading of `perf_counter`."""
    return round(1000 * (perf_counter() - began), 2)


def _subject(earlier: Sequence[str], reader: Reader, back: int = BACK) -> str | None:
    """The work that the turn before named, leant on or found first; None where no work passes its
    limits. What a turn leans on is looked for in so many turns `back`.
    """
    last, before = earlier[-1], earlier[:-1]
    if named := reader.names.named_in(last):
        return named[0]
    if before and back and _leans(last, subject_terms(last), before, reader, back - 1):
        return _subject(before, reader, back - 1)
    found = reader.searcher.search(last, 1, before).hits
    return found[0].paper_id if found else None
