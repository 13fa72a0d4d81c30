"""In: a turn, a reader; out: its answer from headers, links and dates, if it asks for records."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from app.answering import facts, headers, listing
from app.answering.compose import Composer, Written
from app.answering.draft import draft_over, make_draft
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.missing import foreign_titles
from app.answering.origins import telling
from app.answering.place import read_place
from app.answering.question import understand
from app.answering.reader import Reader
from app.answering.terms import plain, subject_terms
from app.answering.turn import LIST_SEARCH, Turn

MISSING: dict[facts.What, str] = {
    "link": "No text here gives a link to “{}”.",
    "from": "No text here says who is behind “{}”.",
}
NOT_HERE = "No work here is called “{}”."
NOT_BY = "*The texts do not say who wrote the paper; its review is by:*"
EARLIEST = "*The earliest of the reviews here that bear a date:*"
BY_DATE = "*By the dates that they bear, number {} of the reviews here:*"
NOT_OUT = "*No text here says when the work itself came out. It was reviewed:*"
MORE = 2
"""So many sentences answer what else is asked beside a record."""


class Recorded(NamedTuple):
    """What the records say, or, where they say nothing of the kind, what was missing."""

    written: Written | None
    missing: str = ""
    confidence: float = 1.0


def from_records(turn: Turn, reader: Reader) -> Recorded | None:
    """An answer by records; None if content is asked for, or no text states the record."""
    placed = None if turn.before or turn.last else read_place(turn.text, reader.library)
    if placed and placed.nth == 1:
        return _listed(placed, reader)
    asked = facts.first_asked(turn.text)
    if asked is None and turn.before and not facts.subject_words(turn.text):
        # "and when?" leans on "who reviewed it?" with all but one word
        asked = facts.asked(f"{turn.text} {turn.before}")
    if asked is not None and (told := _stated(asked, turn, reader)):
        return told
    if told := _numbered(turn, reader):
        return told
    if placed:
        return _listed(placed, reader)
    last = turn.before or turn.last
    wanted = listing.read_follow_up(turn.text, last, reader.library) if last else None
    wanted = wanted or listing.read_listing(turn.text, reader.library)
    if wanted is None:
        return None
    return _people(wanted, reader) if wanted.people else _listed(wanted, reader)


def _stated(what: facts.What, turn: Turn, reader: Reader) -> Recorded | None:
    """The lines that state a record of the works meant, then what else is asked of them."""
    works, sure = turn.focus or reader.names.named_in(turn.query)[:1], 1.0
    if not works:
        asking = next((p for p in facts.parts(turn.text) if facts.asked(p)), turn.text)
        works, sure = _meant(asking, reader)
    told = [(w, telling(what, reader.sentences.of_work(w))) for w in works]
    groups, head = [Group(w, [(e,)]) for w, e in told if e], ""
    if not groups and what != "from":
        found = [headers.stated(what, w, reader.library, reader.lines_of) for w in works]
        groups = [group for of_work in found for group in of_work]
        for group in groups if what == "when" else ():
            said = reader.sentences.of_work(group.paper_id)
            note = headers.noted(group.paper_id, reader.library, said)
            group.units += [(note,)] if note else []
        head = {"out": f"{NOT_OUT}\n\n", "by": f"{NOT_BY}\n\n"}.get(what, "")
    if not works and (titles := foreign_titles(turn.text, _titles(reader))):
        return Recorded(None, NOT_HERE.format(titles[0]), 0.0)
    if not groups:
        missing = MISSING.get(what) if works else None
        return Recorded(None, missing.format(reader.title_of(works[0])), 0.0) if missing else None
    for group in groups[:1]:
        more = _more(turn, group.paper_id, reader)
        group.units += [unit for unit in more if unit not in group.units]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(head + composer.paragraphs(groups)), confidence=sure)


def _more(turn: Turn, paper_id: str, reader: Reader) -> list[tuple[Evidence, ...]]:
    """What the parts of a question that ask for no record are answered with, within a work."""
    if len(parts := facts.parts(turn.text)) < 2:
        return []
    units: list[tuple[Evidence, ...]] = []
    said = reader.sentences.of_work(paper_id)
    people = listing.people(reader.library)
    for part in parts[: MORE + 1]:
        asked = facts.asked(part)
        if facts.asks_number(part) and (numbered := headers.numbering(said)):
            units.append((numbered,))
        elif asked is not None and (told := telling(asked, said)):
            units.append((told,))
        elif asked is None and facts.subject_words(part, people):
            query = f"{part} ({reader.title_of(paper_id)})"
            hits = tuple(hit for hit in turn.hits if hit.paper_id == paper_id)
            made = make_draft(Turn(part, query, part, "", (paper_id,), hits, 0.0), reader)[0]
            units += [(scored.evidence,) for scored in made.ranked.sentences[:MORE]]
    return units


def _numbered(turn: Turn, reader: Reader) -> Recorded | None:
    """The review of a number in its series: the sentence that numbers it, its header, its gist."""
    number = headers.series_number(turn.text)
    if number is None:
        return None
    for work in reader.library.works:
        if numbered := headers.numbering(reader.sentences.of_work(work.paper_id), number):
            stated = headers.stated("when", work.paper_id, reader.library, reader.lines_of)
            group = Group(work.paper_id, [(numbered,), *(u for g in stated for u in g.units)])
            if facts.asks_gist(turn.text):
                query = f"what is it about ({work.name})"
                made = make_draft(Turn(query, query, query, "", (work.paper_id,), (), 0.0), reader)
                group.units += [u for g in made[0].groups[:1] for u in g.units[:MORE]]
            composer = Composer(reader.title_of, [group])
            return Recorded(composer.written(composer.paragraphs([group])))
    return None


def _meant(text: str, reader: Reader) -> tuple[tuple[str, ...], float]:
    """The work that a question about a record speaks of without naming it, and how sure that is.

    What asks for the record is no word of the work's.
    """
    filters, subject = listing.read_filters(text, reader.library)
    if not subject_terms(subject):
        return ((only,), 1.0) if (only := listing.only_one(filters, reader.library)) else ((), 0.0)
    if named := reader.names.named_in(subject):
        return named[:1], 1.0
    if foreign_titles(text, _titles(reader)):
        return (), 0.0
    hits = reader.searcher.search(subject, reader.settings.works, filters=filters or None).hits
    made = make_draft(Turn(subject, subject, subject, "", (), hits, 0.0), reader)[0]
    sure = reader.sure(made.seen)
    works = made.groups[:1] if sure >= reader.threshold else []
    return tuple(group.paper_id for group in works), sure


def _titles(reader: Reader) -> str:
    """All titles of the library in plain words."""
    return " ".join(plain(work.name) for work in reader.library.works)


def _people(wanted: listing.Wanted, reader: Reader) -> Recorded:
    """Everybody who reviewed what passes, the most active first, each with the latest record."""
    rows = listing.rows(wanted, reader.library, reader.lines_of)
    by: dict[str, list[listing.Row]] = {}
    for row in rows:
        for name in row.people:
            by.setdefault(name, []).append(row)
    if not by:
        return Recorded(None, "No text here names a reviewer.", 0.0)
    groups = [
        Group(own[-1].paper_id, [(own[-1].lines[0],)], f"{name} ({listing.counted(len(own))})")
        for name, own in sorted(by.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(composer.bullets(groups)))


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
        groups = sorted(groups, key=lambda g: days[g.paper_id])
        groups = groups[wanted.cut] if wanted.subject else groups
    composer = Composer(reader.title_of, shown := groups[: listing.MOST])
    head = _head(len(groups), shown, counted=wanted.counted)
    if wanted.nth:
        head = f"{EARLIEST if wanted.nth == 1 else BY_DATE.format(wanted.nth)}\n\n"
    return Recorded(composer.written(head + composer.bullets(shown)), confidence=sure)


def _speaking(wanted: listing.Wanted, reader: Reader) -> tuple[list[Group], float]:
    """The works that pass and speak of the subject, each with its reason, and how sure that is."""
    subject = wanted.subject
    count = LIST_SEARCH * reader.settings.list_works
    hits = reader.searcher.search(subject, count, filters=wanted.filters or None).hits
    question = understand(subject, subject, subject, reader.names, (), reader.acronyms)
    made = draft_over(replace(question, kind="list"), hits, reader)
    return made.groups, reader.sure(made.seen)


def _head(count: int, shown: Sequence[Group], *, counted: bool) -> str:
    """The number of works where it was asked for, or where not all of them are named."""
    works = listing.counted(count)
    if len(shown) < count:
        return f"{works}; the first {len(shown)} by date:\n\n"
    return f"{works}:\n\n" if counted else ""
