"""In: what a listing wants, a reader; out: the works or people listed, each with its record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.answering.archive import headers, listing
from app.answering.archive.pairs import Tally
from app.answering.archive.people import hosts
from app.answering.archive.rows import UNDATED, Row, rows
from app.answering.compose import Composer, Written
from app.answering.draft import draft_over
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.question import understand
from app.answering.reader import Reader
from app.answering.terms import subject_terms
from app.answering.turn import LIST_SEARCH

More = Callable[[str], list[tuple[Evidence, ...]]]
RARE = 3
"""A word that so few works use tells those that do from others, whatever else they are about."""


class Recorded(NamedTuple):
    """What the records say, or, where they say nothing of the kind, what was missing."""

    written: Written | None
    missing: str = ""
    confidence: float = 1.0


def people_listed(wanted: listing.Wanted, reader: Reader) -> Recorded:
    """Everybody who reviewed what passes, the most active first (or last, where the fewest are
    asked for), each with the latest record.

    Where guests are asked for, that is everybody but the named, or who reviewed most there is.
    """
    by: dict[str, list[Row]] = {}
    passing = _reviewed(wanted, reader)
    for row in passing:
        for name in row.people:
            by.setdefault(name, []).append(row)
    guests = wanted.filters.reviewers or hosts(reader.library)
    for name in wanted.but or (guests if wanted.filters.together else ()):
        by.pop(name, None)
    if wanted.each:
        by = {name: own for name, own in by.items() if len(own) == wanted.each}
    if not by:
        return Recorded(None, "No text here names such a reviewer.", 0.0)
    way = 1 if wanted.fewest else -1
    ordered = sorted(by.items(), key=lambda item: (way * len(item[1]), item[0]))
    works = {row.paper_id for own in by.values() for row in own}
    who = "1 person" if len(by) == 1 else f"{len(by)} people"
    head = f"{who}, {listing.counted(len(works))}:\n\n" if wanted.counted else ""
    return _numbers(ordered, head, reader)


def _reviewed(wanted: listing.Wanted, reader: Reader) -> list[Row]:
    """What passes and was reviewed; with no reviews but what our cards tell, all of it.

    Who posts a thread is no reviewer.
    """
    passing = rows(wanted, reader.library, reader.lines_of)
    return [row for row in passing if row.lines[0].source_type == "review"] or passing


def counts_listed(wanted: listing.Wanted, reader: Reader) -> Recorded:
    """How many works were reviewed in each month or year, or by each person, in order."""
    if wanted.per == "person":
        return people_listed(wanted._replace(counted=False), reader)
    written = "%B %Y" if wanted.per == "month" else "%Y"
    by: dict[str, list[Row]] = {}
    for row in _reviewed(wanted._replace(end=None), reader):  # these are by day
        if row.day < UNDATED:
            by.setdefault(f"{date.fromisoformat(row.day):{written}}", []).append(row)
    if not by:
        return Recorded(None, "No text here bears a date.", 0.0)
    if wanted.end in (0, -1):
        return _ends(wanted, by, reader)
    total = sum(map(len, by.values()))
    each = f"{total / len(by):.1f} in each {wanted.per} that has any, on average"
    head = f"{listing.counted(total)} by the date of their first review, {each}:\n\n"
    return _numbers(list(by.items()), head, reader)


def _ends(wanted: listing.Wanted, by: Mapping[str, Sequence[Row]], reader: Reader) -> Recorded:
    """The first or the last work of each period, with the line that states its record."""
    place = -1 if wanted.end == -1 else 0
    which = ((label, own[place]) for label, own in by.items())
    groups = [Group(row.paper_id, [(row.lines[0],)], label) for label, row in which]
    head = f"*The {'last' if place else 'first'} by its date in each {wanted.per}:*\n\n"
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(head + composer.bullets(groups)))


def _numbers(by: Sequence[tuple[str, list[Row]]], head: str, reader: Reader) -> Recorded:
    """How many works each has, with the line that states the latest of them."""
    groups = [
        Group(own[-1].paper_id, [(own[-1].lines[0],)], f"{label} ({listing.counted(len(own))})")
        for label, own in by
    ]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(head + composer.bullets(groups)))


def works_listed(
    wanted: listing.Wanted, head: str, reader: Reader, more: More = lambda _: []
) -> Recorded:
    """The works of a listing; with a subject only those that have a sentence on it.

    `head` is the line before them, "" for the one that goes with a listing; `more` gives what else
    is asked of a work that is the only one at an end.
    """
    passing = rows(wanted, reader.library, reader.lines_of)
    lines = {row.paper_id: row.lines for row in passing}
    groups = [Group(row.paper_id, [(line,) for line in row.lines]) for row in passing]
    sure, of = 1.0, f" ({wanted.shown})" if wanted.shown else ""
    if wanted.subject:
        found, sure = _speaking(wanted, reader)
        groups = [g for g in found if g.paper_id in lines]
        for group in groups:
            group.units += [(line,) for line in lines[group.paper_id]]
        if sure < reader.threshold:
            groups = _word_for_word(wanted, passing, reader)
    if not groups:
        what = f"speaks of “{wanted.subject}”" if passing else "has such a record"
        said = f"No work here{of if passing else ''} {what}{'' if passing else of}."
        return Recorded(None, said, sure if passing else 0.0)
    if wanted.end is not None or wanted.by_day:
        days = {row.paper_id: row.day for row in passing}
        groups = sorted(groups, key=lambda g: days[g.paper_id])
        groups = wanted.kept(groups) if wanted.subject else groups
    if wanted.end is not None and len(groups) == 1:
        groups[0].units += more(groups[0].paper_id)
    shown = groups[: listing.MOST]
    if wanted.filters.timed:
        _note_days(shown, reader)
    composer = Composer(reader.title_of, shown)
    head = f"{head}\n\n" if head else ""
    reviews = {row.paper_id: row.reviews for row in passing}
    head += _head([reviews[g.paper_id] for g in groups], shown, counted=wanted.counted)
    return Recorded(composer.written(head + composer.bullets(shown)), confidence=sure)


def _word_for_word(wanted: listing.Wanted, passing: Sequence[Row], reader: Reader) -> list[Group]:
    """The works that pass with a sentence that has all words of a subject few others speak of."""
    terms = frozenset(subject_terms(wanted.subject))
    rarest = min((reader.sentences.vocabulary.count(term) for term in terms), default=0)
    if not (wanted.filters and wanted.of_works and 0 < rarest <= RARE):
        return []
    found = (
        (row, next((e for e in reader.sentences.of_work(row.paper_id) if terms <= e.terms), None))
        for row in passing
    )
    return [
        Group(row.paper_id, [(said,), *((line,) for line in row.lines)])
        for row, said in found
        if said
    ]


def tallied(tally: Tally, reader: Reader) -> Recorded | None:
    """The works of a sum, each with the line of its record; None where no text states one."""
    library = reader.library
    found = [headers.stated("when", w, library, reader.lines_of) for w in tally.works]
    groups = [group for of_work in found for group in of_work][: listing.MOST]
    if not groups:
        return None
    _note_days(groups, reader)
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(f"{tally.head}\n\n{composer.bullets(groups)}"))


def _note_days(groups: Sequence[Group], reader: Reader) -> None:
    """Adds to each work what a card says of the day in its header, where that is not as meant."""
    for group in groups:
        said = reader.sentences.of_work(group.paper_id)
        note = headers.noted(group.paper_id, reader.library, said)
        if note and (note,) not in group.units:
            group.units.append((note,))


def _speaking(wanted: listing.Wanted, reader: Reader) -> tuple[list[Group], float]:
    """The works that pass and speak of the subject, each with its reason, and how sure that is."""
    subject = wanted.subject
    count = LIST_SEARCH * reader.settings.list_works
    hits = reader.searcher.search(subject, count, filters=wanted.filters or None).hits
    if not hits:
        return [], 0.0
    question = understand(subject, subject, subject, reader.names, (), reader.acronyms)
    made = draft_over(replace(question, kind="list"), hits, reader)
    return made.groups, reader.sure(made.seen)


def _head(reviews: Sequence[int], shown: Sequence[Group], *, counted: bool) -> str:
    """The number of works where it was asked for, or where not all of them are named; with that of
    their `reviews` where each has one and some have more.
    """
    works = listing.counted(len(reviews))
    if all(reviews) and sum(reviews) > len(reviews):
        works = f"{works}, in {sum(reviews)} reviews"
    if len(shown) < len(reviews):
        return f"{works}; the first {len(shown)} by date:\n\n"
    return f"{works}:\n\n" if counted else ""
