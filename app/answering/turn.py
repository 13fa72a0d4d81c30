"""In: a question, the turns before it, a reader; out: the works found for it, and what it leans on.

How much the turns before count is the searcher's to say (`index/followup.py`): its ranking is
that of both turns together. A leaning turn speaks of the work that the turn before found.
"""

import re
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from app.answering.archive.instead import instead
from app.answering.archive.people import people
from app.answering.archive.wording import Wording
from app.answering.courtesy import is_courtesy, without_courtesy
from app.answering.framing import unframed
from app.answering.kinds import kind_of
from app.answering.leaning import IT, is_elsewhere, leans, of_the_work_before, subject_of
from app.answering.leaving import leaving, without
from app.answering.reader import Reader
from app.answering.terms import subject_terms
from index.acronyms import expansions, reverse
from index.embed import Lexicon
from index.followup import is_elliptic
from index.ranking import Hit

LIST_SEARCH = 2
"""So many times the works of a list are searched, for the kind asked for may be rare."""

_ALSO_FROM = re.compile(
    r"^\W*(?:and|or|what about|how about)\s+(?:from|with|to|against)\s+(.+)", re.IGNORECASE
)
"""What "it" is compared with too."""
_OTHERS = re.compile(r"\b(?:other|others|else|further|more)\b", re.IGNORECASE)
"""What asks for works beside the one of the turn before."""
_OF_BOTH = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)?(?:which (?:one|of (?:them|the two|those|these|both))\b"
    r"|(?:(?:do|does|did|are|were|can|have) )?(?:they|both|either|each)\b)",
    re.IGNORECASE,
)
"""What asks of the works that were compared."""


class Turn(NamedTuple):
    """A turn as typed, and as it reads in full; `focus` are the works it leans on.

    `query` says what it is about, `aloud` is compared with sentences, `before` is the turn
    before where this one leans on it, `last` the turn before whether it does or not; `wording` is
    how the text reads as a question for records, None where it was not read so. `fewer` says that
    the hits are without works that the text, as typed, leaves out.
    """

    text: str
    query: str
    aloud: str
    before: str = ""
    focus: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    search_ms: float = 0.0
    last: str = ""
    wording: Wording | None = None
    fewer: bool = False


def read_turn(text: str, history: Sequence[str], reader: Reader) -> Turn:
    """Search for a turn, together with those before it unless it names a work of its own."""
    began = perf_counter()
    text = unframed(reader.names.spelled_out(text), people(reader.library))
    if reader.alone is not None:
        return of_one(text, reader.alone, reader, began)
    earlier = tuple(without_courtesy(t) for t in history if t.strip() and not is_courtesy(t))
    if earlier and kind_of(earlier[-1]) == "compare":
        text = _ALSO_FROM.sub(r"how does it differ from \1", text)
    if earlier:
        text = instead(text, earlier[-1], reader.names.named_in) or text
        text = of_the_work_before(text, earlier, reader)
    own = subject_terms(text)
    named = reader.names.named_in(text)
    if earlier and (turn := _of_those_before(text, named, earlier, reader, began)):
        return turn
    earlier = () if named else earlier
    leaning = bool(earlier) and leans(text, own, earlier, reader)
    wide = kind_of(text) == "list"
    others = bool(wide and earlier and _OTHERS.search(text) and kind_of(earlier[-1]) != "list")
    known = subject_of(earlier, reader) if others else None
    if wide and leaning and not own:
        # "which papers say otherwise?" has no subject but that of the turn before
        subject = reader.title_of(known).split(": ")[-1] if known else earlier[-1]
        text, earlier, leaning = f"{text} {subject}", (), False
    typed = text
    if wide:
        text, said, hits = _for_works(text, earlier, reader)
    else:
        said, hits = text, reader.searcher.search(text, reader.settings.works, earlier).hits
    hits = tuple(hit for hit in hits if hit.paper_id != known)
    read = hits[: reader.settings.read]
    if not wide and named and not any(hit.paper_id in named for hit in read):
        # the model cuts an odd name into pieces, and finds works that are like the pieces
        return of_one(text, named[0], reader, began)
    took = since(began)
    if not (leaning and hits) or wide:
        return Turn(
            text,
            said,
            said,
            hits=hits,
            search_ms=took,
            last=earlier[-1] if earlier else "",
            fewer=text != typed,
        )
    subject = subject_of(earlier, reader) or hits[0].paper_id
    query = f"{text} ({reader.title_of(subject)})"
    return Turn(
        text,
        query,
        f"{earlier[-1]} {text}",
        before=earlier[-1],
        focus=(subject,),
        hits=hits,
        search_ms=took,
    )


def _of_those_before(
    text: str, named: Sequence[str], earlier: Sequence[str], reader: Reader, began: float
) -> Turn | None:
    """A turn on just the works of the turns before: both that were compared, why of a thing in one,
    one beside a work that the turn names.
    """
    if kind_of(earlier[-1]) == "compare" and _OF_BOTH.match(text):
        both = _compared(earlier, reader)
        return of_works(text, both, reader, began) if len(both) > 1 else None
    if is_elliptic(text) and (subject := subject_of(earlier, reader)):
        if is_elsewhere(text, subject, reader):
            return read_turn(text, (), reader)
        return of_one(text, subject, reader, began)
    if named and kind_of(text) == "compare" and IT.search(reader.names.without_titles(text)):
        return _beside(text, named, earlier, reader, began)
    return None


def _for_works(
    text: str, earlier: Sequence[str], reader: Reader
) -> tuple[str, str, tuple[Hit, ...]]:
    """What a question for works asks, as searched, and what is found for it but for the works that
    it leaves out. Where none that is found is such a work, it was not meant to leave out works.
    """
    count = LIST_SEARCH * reader.settings.list_works
    if apart := leaving(text):
        asked = apart.kept if kind_of(apart.kept) == "list" else f"list {apart.kept}"
        said = _with_other_names(asked, reader)
        found = reader.searcher.search(said, count, earlier).hits
        kept = without(found, apart.out, reader)
        if len(kept) < len(found):
            return asked, said, kept
    said = _with_other_names(text, reader)
    return text, said, reader.searcher.search(said, count, earlier).hits


def _with_other_names(text: str, reader: Reader) -> str:
    """A question for works with what its short names stand for, and its long forms' short names."""
    embedder = reader.searcher.embedder
    known = embedder.knows if isinstance(embedder, Lexicon) else lambda _: True
    added = expansions(text, reader.acronyms, reverse(reader.acronyms), known)
    return f"{text} ({', '.join(added)})" if added else text


def of_one(text: str, paper_id: str, reader: Reader, began: float) -> Turn:
    """A turn where only one work may answer: it is what the turn speaks of."""
    return of_works(text, (paper_id,), reader, began)


def of_works(text: str, works: tuple[str, ...], reader: Reader, began: float) -> Turn:
    """A turn where only these works may answer."""
    query = f"{text} ({', '.join(map(reader.title_of, works))})"
    hits = reader.searcher.search(query, reader.settings.works).hits
    own = tuple(hit for hit in hits if hit.paper_id in works)
    return Turn(text, query, text, focus=works, hits=own or hits[:1], search_ms=since(began))


def _compared(earlier: Sequence[str], reader: Reader) -> tuple[str, ...]:
    """The works that the turn before compared: "it", and those that it named."""
    last, before = earlier[-1], earlier[:-1]
    it = subject_of(before, reader) if before and IT.search(last) else None
    return tuple(dict.fromkeys(filter(None, (it, *reader.names.named_in(last)))))


def _beside(
    text: str, named: Sequence[str], earlier: Sequence[str], reader: Reader, began: float
) -> Turn:
    """A turn that compares "it" with a work that it names: the work of the turn before is one."""
    hits = reader.searcher.search(text, reader.settings.works).hits
    subject = subject_of(earlier, reader) or named[0]
    focus = tuple(dict.fromkeys((subject, *named)))
    query = f"{text} ({reader.title_of(subject)})"
    return Turn(
        text, query, text, before=earlier[-1], focus=focus, hits=hits, search_ms=since(began)
    )


def since(began: float) -> float:
    """Milliseconds since a reading of `perf_counter`."""
    return round(1000 * (perf_counter() - began), 2)
