"""In: a turn, a reader; out: its answer from headers, links and dates, if it asks for records."""

from dataclasses import replace
from typing import NamedTuple

from app.answering import facts, listing
from app.answering.compose import Composer, Written
from app.answering.draft import draft_over, make_draft
from app.answering.group import Group
from app.answering.question import understand
from app.answering.reader import Reader
from app.answering.terms import subject_terms
from app.answering.turn import LIST_SEARCH, Turn


class Recorded(NamedTuple):
    """What the records say, or, where they say nothing of the kind, what was missing."""

    written: Written | None
    missing: str = ""
    confidence: float = 1.0


def from_records(turn: Turn, reader: Reader) -> Recorded | None:
    """An answer by records; None if content is asked for, or no text states the record."""
    asked = facts.asked(turn.text)
    if asked is None and turn.before and not subject_terms(turn.text):
        # "and when?" leans on "who reviewed it?" with all but one word
        asked = facts.asked(f"{turn.text} {turn.before}")
    if asked is not None:
        return _stated(asked, turn, reader)
    wanted = listing.read_listing(turn.text, reader.library)
    return _listed(wanted, reader) if wanted else None


def _stated(what: facts.What, turn: Turn, reader: Reader) -> Recorded | None:
    works = turn.focus or reader.names.named_in(turn.query)[:1] or _meant(turn, reader)
    groups = [g for w in works for g in facts.stated(what, w, reader.library, reader.lines_of)]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(composer.paragraphs(groups))) if groups else None


def _meant(turn: Turn, reader: Reader) -> tuple[str, ...]:
    """The work that a question about a record speaks of without naming it, if it is sure to be."""
    made = make_draft(turn, reader)[0]
    sure = reader.sure(made.seen) >= reader.threshold
    return tuple(group.paper_id for group in made.groups[:1]) if sure else ()


def _listed(wanted: listing.Wanted, reader: Reader) -> Recorded:
    """The works of a listing; with a subject only those that have a sentence on it."""
    rows = listing.rows(wanted, reader.library, reader.lines_of)
    lines = {row.paper_id: row.lines for row in rows}
    groups = [Group(row.paper_id, [(line,) for line in row.lines]) for row in rows]
    sure, of = 1.0, f" ({wanted.filters.shown})" if wanted.filters else ""
    if wanted.subject:
        found, sure = _speaking(wanted, reader)
        groups = [g for g in found if g.paper_id in lines]
        for group in groups:
            group.units += [(line,) for line in lines[group.paper_id]]
        if sure < reader.threshold:
            groups = []
    if not groups:
        what = f"speaks of “{wanted.subject}”" if rows else "has such a record"
        said = f"No work here{of if rows else ''} {what}{'' if rows else of}."
        return Recorded(None, said, sure if rows else 0.0)
    if wanted.end is not None:
        days = {row.paper_id: row.day for row in rows}
        groups = sorted(groups, key=lambda g: days[g.paper_id])[wanted.end :][:1]
    shown = groups[: listing.MOST]
    composer = Composer(reader.title_of, shown)
    head = _head(len(groups), len(shown), counted=wanted.counted)
    return Recorded(composer.written(head + composer.bullets(shown)), confidence=sure)


def _speaking(wanted: listing.Wanted, reader: Reader) -> tuple[list[Group], float]:
    """The works that pass and speak of the subject, each with its reason, and how sure that is."""
    subject = wanted.subject
    count = LIST_SEARCH * reader.settings.list_works
    hits = reader.searcher.search(subject, count, filters=wanted.filters or None).hits
    question = understand(subject, subject, subject, reader.names, (), reader.acronyms)
    made = draft_over(replace(question, kind="list"), hits, reader)
    return made.groups, reader.sure(made.seen)


def _head(count: int, shown: int, *, counted: bool) -> str:
    """The number of works where it was asked for, or where not all of them are named."""
    works = "1 work" if count == 1 else f"{count} works"
    if shown < count:
        return f"{works}; the first {shown} by date:\n\n"
    return f"{works}:\n\n" if counted else ""
