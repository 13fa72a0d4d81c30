"""In: a turn, a reader; out: its answer from headers, links and dates, if it asks for records."""

import re
from typing import NamedTuple

from app.answering.archive import facts, headers, listing
from app.answering.archive.also import MOST_MORE, also_asked
from app.answering.archive.chronicle import asks_of_series, told_of_series
from app.answering.archive.listed import (
    Recorded,
    counts_listed,
    people_listed,
    tallied,
    works_listed,
)
from app.answering.archive.origins import told_of
from app.answering.archive.people import people
from app.answering.archive.place import Place, beside_what, read_beside, read_place
from app.answering.archive.tally import read_tally
from app.answering.compose import Composer
from app.answering.draft import make_draft
from app.answering.group import Group
from app.answering.missing import foreign_titles, missing_names
from app.answering.names import unbracketed
from app.answering.reader import Reader
from app.answering.terms import plain, subject_terms
from app.answering.turn import Turn

MISSING: dict[facts.What, str] = {
    "link": "No text here gives a link to “{}”.",
    "from": "No sentence found says who is behind “{}”.",
}
NOT_HERE = "No work here is called “{}”."
HEADS: dict[facts.What, str] = {
    "out": "*No sentence found says when the work itself came out. It was reviewed:*\n\n",
    "by": "*No sentence found says who wrote the paper; its review is by:*\n\n",
    "often": "*Texts here that speak of it, summaries aside: {}.*\n\n",
}
NOT_SO = "Works are listed by what their records say, not by what they do not say."
_NOT_SO = re.compile(
    r"\b(?:not|never|\w+n['’]t)\s+(?:\w+\s+)?(?:review\w*|covered|written|by)\b", re.IGNORECASE
)
_IN_THREAD = re.compile(r"\bthread\b", re.IGNORECASE)
GONE = "*Nothing here names “{}”. What comes nearest:*\n\n"
SURE = 0.9
"""So sure must be what is meant without a name that no text has."""


class Meant(NamedTuple):
    """The works that are spoken of without their name, how sure that is, and the name in the
    question that no text has ("" for none)."""

    works: tuple[str, ...]
    sure: float
    gone: str = ""


def from_records(turn: Turn, reader: Reader) -> Recorded | None:
    """An answer by records; None if content is asked for, or no text states the record."""
    turn = turn._replace(text=facts.mended(turn.text, reader.used))
    ways = (_series, _start, _beside, _tallied, _guests, _asked, _numbered, _placed, _list)
    return next((told for way in ways if (told := way(turn, reader))), None)


def _series(turn: Turn, reader: Reader) -> Recorded | None:
    """What a reviewer tells of the series itself, with the record of the work told of there."""
    if turn.before or not asks_of_series(turn.text, people(reader.library)):
        return None
    library = reader.library
    units = told_of_series(turn.text, (reader.sentences.of_work(w.paper_id) for w in library.works))
    groups = [Group(unit[0].paper_id, [unit]) for unit in units]
    for group in groups[:1]:
        stated = headers.stated("when", group.paper_id, library, reader.lines_of)
        group.units += [line for of_work in stated for line in of_work.units]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(composer.paragraphs(groups))) if groups else None


def _start(turn: Turn, reader: Reader) -> Recorded | None:
    """The start of the series, which is no date of a work."""
    placed = _place(turn, reader)
    return works_listed(*placed, reader) if placed and placed.wanted.nth == 1 else None


def _placed(turn: Turn, reader: Reader) -> Recorded | None:
    placed = _place(turn, reader)
    return works_listed(*placed, reader) if placed else None


def _place(turn: Turn, reader: Reader) -> Place | None:
    return None if turn.before or turn.last else read_place(turn.text, reader.library)


def _beside(turn: Turn, reader: Reader) -> Recorded | None:
    """What was reviewed before or after a work."""
    other = beside_what(turn.text, reader.names.named_in)
    if other is None and not (
        turn.focus and (other := beside_what(turn.text, lambda _: turn.focus))
    ):
        return None
    works = turn.focus or reader.names.named_in(other) or _meant(other, reader)[0]
    placed = read_beside(turn.text, works, reader.library)
    return works_listed(*placed, reader) if placed else None


def _tallied(turn: Turn, reader: Reader) -> Recorded | None:
    named = reader.names.named_in(turn.text)
    # what sums all up is asked after any turn
    tallies = (read_tally(turn.text, works, reader.library) for works in (named, turn.focus))
    tally = next(filter(None, tallies), None)
    return tallied(tally, reader) if tally else None


def _guests(turn: Turn, reader: Reader) -> Recorded | None:
    """Everybody who reviewed together with somebody."""
    if turn.focus or reader.names.named_in(turn.text):
        return None
    wanted = listing.read_listing(f"reviews: {turn.text}", reader.library)
    guests = wanted and wanted.people and (wanted.filters.together or wanted.but)
    return people_listed(wanted, reader) if wanted and guests else None


def _asked(turn: Turn, reader: Reader) -> Recorded | None:
    """The record that a turn asks for of a work."""
    what = facts.first_asked(turn.text)
    if what is None and turn.before and not facts.subject_words(turn.text):
        # "and when?" leans on "who reviewed it?" with all but one word
        what = facts.asked(f"{turn.text} {turn.before}")
    if what == "often" and not (turn.focus or reader.names.named_in(turn.query)):
        return None
    if what is None and facts.asks_writer(turn.text):
        what = "by" if turn.focus or reader.names.named_in(turn.query) else None
    return _stated(what, turn, reader) if what else None


def _list(turn: Turn, reader: Reader) -> Recorded | None:
    last = turn.before or turn.last
    wanted = listing.read_follow_up(turn.text, last, reader.library) if last else None
    wanted = wanted or listing.read_listing(turn.text, reader.library)
    if wanted is None:
        return None
    if _NOT_SO.search(turn.text):
        return Recorded(None, NOT_SO, 0.0)
    if wanted.per and not wanted.subject:
        return counts_listed(wanted, reader)
    if wanted.people:
        return people_listed(wanted, reader)
    return works_listed(wanted, "", reader, lambda work: also_asked(turn, "when", work, reader)[0])


def _stated(what: facts.What, turn: Turn, reader: Reader) -> Recorded | None:
    """The lines that state a record of the works meant, then what else is asked of them."""
    works, sure, gone = turn.focus or reader.names.named_in(turn.query)[:1], 1.0, ""
    if not works:
        asking = next((p for p in facts.parts(turn.text) if facts.asked(p)), turn.text)
        asking = facts.made_thing(asking) if what in ("by", "from") else asking
        works, sure, gone = _meant(asking, reader)
    groups, head = [g for w in works if (g := _telling(what, w, reader)).units], ""
    if not groups and what != "from":
        found = [headers.stated(what, w, reader.library, reader.lines_of) for w in works]
        groups = [group for of_work in found for group in of_work]
        for group in groups if what == "when" else ():
            said = reader.sentences.of_work(group.paper_id)
            note = headers.noted(group.paper_id, reader.library, said)
            group.units += [(note,)] if note else []
        head = HEADS.get(what, "").format(sum(len(group.units) for group in groups))
    if not works and (titles := foreign_titles(turn.text, _titles(reader))):
        return Recorded(None, NOT_HERE.format(titles[0]), 0.0)
    if not groups:
        missing = MISSING.get(what) if works else None
        return Recorded(None, missing.format(reader.title_of(works[0])), 0.0) if missing else None
    unsaid: list[str] = []
    for group in groups[:1]:
        more, unsaid = also_asked(turn, what, group.paper_id, reader)
        group.units += [unit for unit in more if unit not in group.units]
    composer = Composer(reader.title_of, groups)
    head = (GONE.format(gone) if gone else "") + head
    text = head + composer.paragraphs(groups) + "".join(f"\n\n{note}" for note in unsaid)
    return Recorded(composer.written(text), confidence=sure)


def _telling(what: facts.What, paper_id: str, reader: Reader) -> Group:
    """The sentences that tell it of a work."""
    found = told_of(what, reader.sentences.of_work(paper_id), reader.title_of(paper_id))
    return Group(paper_id, [(e,) for e in found])


def _numbered(turn: Turn, reader: Reader) -> Recorded | None:
    """The review of a number in its series: the sentence that numbers it, its header, its gist."""
    number = headers.asked_number(turn.text)
    if number is None:
        return None
    for work in reader.library.works:
        if numbered := headers.numbering(reader.sentences.of_work(work.paper_id), number):
            stated = headers.stated("when", work.paper_id, reader.library, reader.lines_of)
            group = Group(work.paper_id, [(numbered,), *(u for g in stated for u in g.units)])
            if facts.asks_gist(turn.text):
                query = f"what is it about ({work.name})"
                made = make_draft(Turn(query, query, query, "", (work.paper_id,), (), 0.0), reader)
                group.units += [u for g in made[0].groups[:1] for u in g.units[:MOST_MORE]]
            composer = Composer(reader.title_of, [group])
            return Recorded(composer.written(composer.paragraphs([group])))
    return None


def _meant(text: str, reader: Reader) -> Meant:
    """The work that a question about a record speaks of without naming it.

    What asks for the record is no word of the work's.
    """
    filters, subject = listing.read_filters(text, reader.library)
    if not subject_terms(subject):
        only = listing.only_one(filters, reader.library)
        return Meant((only,), 1.0) if only else Meant((), 0.0)
    if named := reader.names.named_in(subject) or reader.names.with_words(subject):
        return Meant(named[:1], 1.0)
    if foreign_titles(text, _titles(reader)):
        return Meant((), 0.0)
    if _IN_THREAD.search(text):
        filters = filters.model_copy(update={"told_in": "thread"})
    hits = reader.searcher.search(subject, reader.settings.works, filters=filters or None).hits
    made = make_draft(Turn(subject, subject, subject, "", (), hits, 0.0), reader)[0]
    sure = reader.sure(made.seen)
    gone = next(iter(missing_names(text, "", lambda: reader.said)), "")
    if gone:
        # a name that no text has, or has otherwise, need not hide what the rest says
        rest = text.replace(gone, " ")
        other = _meant(rest, reader) if len(subject_terms(rest)) > 1 else Meant((), 0.0)
        if other.sure >= SURE:
            return other._replace(gone=gone)
    works = made.groups[:1] if sure >= reader.threshold else []
    return Meant(tuple(group.paper_id for group in works), sure, gone)


def _titles(reader: Reader) -> str:
    """All titles of the library in plain words, with and without what they have in brackets."""
    names = (work.name for work in reader.library.works)
    return " ".join(plain(form) for name in names for form in {name, unbracketed(name)})
