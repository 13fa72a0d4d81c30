"""In: a turn, a reader; out: its answer from headers, links and dates, if it asks for records."""

import re

from app.answering.archive import facts, headers, listing
from app.answering.archive.also import also_asked
from app.answering.archive.among import at_place, at_start, beside, summed
from app.answering.archive.by_word import asked_by_word
from app.answering.archive.called import longer_name, those_called
from app.answering.archive.chronicle import (
    asks_of_series,
    asks_of_waiting,
    told_of_series,
    told_of_waiting,
)
from app.answering.archive.content import of_content
from app.answering.archive.listed import (
    Recorded,
    counts_listed,
    people_listed,
    works_listed,
)
from app.answering.archive.makers import is_made, made
from app.answering.archive.meant import Meant, meant, titles
from app.answering.archive.nth import numbered
from app.answering.archive.oddities import odd
from app.answering.archive.origins import told_of
from app.answering.archive.people import people
from app.answering.archive.preprints import by_arxiv
from app.answering.archive.serial import serial
from app.answering.archive.tellings import told_in_both
from app.answering.archive.titled import by_title
from app.answering.archive.wording import MARKS, read_wording
from app.answering.compose import Composer
from app.answering.group import Group
from app.answering.missing import foreign_titles
from app.answering.reader import Reader
from app.answering.turn import Turn
from index.ordinals import MONTHS
from index.timeless import without_unread

MISSING: dict[facts.What, str] = {
    "when": "No text here says on which day “{}” was reviewed.",
    "who": "No text here says who reviewed “{}”.",
    "link": "No text here gives a link to “{}”.",
    "from": "No sentence found says who is behind “{}”.",
}
OF_A_NAMED: frozenset[facts.What] = frozenset(("when", "who", "link"))
"""Records that are never told of another work than the one that is named."""
NOT_HERE = "No work here is called “{}”."
WRITTEN_BY = "*No sentence found says where it comes from; of who wrote it one says:*\n\n"
HEADS: dict[facts.What, str] = {
    "out": "*No sentence found says when the work itself came out. It was reviewed:*\n\n",
    "by": "*No sentence found says who wrote the paper; its review is by:*\n\n",
    "often": "*Texts here that speak of it, summaries aside: {}.*\n\n",
}
NO_YEAR = (
    "Reviews are listed by the days that they bear, and this season is of no one year here:"
    " name its year, or of a winter both, as in “winter 2024/25”."
)
UNTOLD = "No record here tells that."
NOT_SO = "Works are listed by what their records say, not by what they do not say."
_OF_REVIEWS = re.compile(r"\breview(?:s|ed|ers?)?\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\bwithout (?:any |a single )?reviews?\b|"
    r"\b(?:not|never|\w+n['’]t)\s+(?:\w+\s+)?(?:review\w*|covered|written|by)\b"
    r"|\b(?:not|never|\w+n['’]t|outside|except(?: for)?|excluding|other than)\s+"
    r"(?:(?:in|on|of|from|during|between|since|before|after|until|the|those|early|mid|late)\s+)*"
    rf"(?:\d|(?:{MONTHS})\w*\b(?=\W*(?:$|\d)))",
    re.IGNORECASE,
)
_IS_END = re.compile(
    rf"^\W*(?:is|was|are|were)\s+(?:the\s+)?{MARKS}\s+(?:\w+\s+){{0,2}}(?:the|his|their)\s+(?:very\s+)?"
    r"(?:first|earliest|oldest|last|latest|newest|most recent)\b",
    re.IGNORECASE,
)
ALIKE = "*{} here have this in their titles; what their records say:*"
GONE = "*Nothing here names “{}”. What comes nearest:*\n\n"
NOT_CALLED = "*No work here is called “{}”. What comes nearest:*\n\n"


def from_records(turn: Turn, reader: Reader) -> Recorded | None:
    """An answer by records; None if content is asked for, or no text states the record."""
    text = facts.mended(turn.text, reader.used)
    asked = read_wording(text, reader.names, reader.library)
    turn = turn._replace(text=asked.said, wording=asked)
    told = next((told for way in _WAYS if (told := way(turn, reader))), None)
    alone = asked.alone and not (turn.focus or turn.before or turn.last)
    return told or (Recorded(None, UNTOLD, 0.0) if alone else None)


def _of_no_year(turn: Turn, reader: Reader) -> Recorded | None:
    """A refusal where reviews are asked for by a season whose days are not told, and nothing else.

    To answer without it would be to answer another question.
    """
    rest = without_unread(turn.text) if _OF_REVIEWS.search(turn.text) else None
    if rest is None or facts.subject_words(rest, people(reader.library)):
        return None
    return Recorded(None, NO_YEAR, 0.0)


def _series(turn: Turn, reader: Reader) -> Recorded | None:
    """What a reviewer tells of the series itself, with the record of the work told of there."""
    library, whose = reader.library, people(reader.library)
    waits = asks_of_waiting(turn.text, whose)
    if not waits and (turn.before or not asks_of_series(turn.text, whose)):
        return None
    said = (reader.sentences.of_work(work.paper_id) for work in library.works)
    units = told_of_waiting(said) if waits else told_of_series(turn.text, said)
    groups = [Group(unit[0].paper_id, [unit]) for unit in units]
    for group in groups[:1]:
        stated = headers.stated("when", group.paper_id, library, reader.lines_of)
        group.units += [line for of_work in stated for line in of_work.units]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(composer.paragraphs(groups))) if groups else None


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
    if what == "often" and not (turn.focus or _named(turn, reader)):
        return None
    works = turn.focus or _named(turn, reader)
    asked = turn.wording
    if asked and asked.without and not works:
        return None  # all works but those
    if what is None and is_made(turn.text, works, reader):
        what = "by"
    if what is None and asked and asked.bare and asked.works and not asked.guessed:
        what = asked_by_word(asked.masked)
    names = {n for w in works for n in reader.sentences.words_of(w).names} if works else None
    if what and not turn.before and of_content(what, turn.text, names):
        return None
    if asked and what in OF_A_NAMED and (other := longer_name(asked, works, reader)):
        return Recorded(None, NOT_HERE.format(other), 0.0)
    return _stated(what, turn, reader) if what else None


def _named(turn: Turn, reader: Reader) -> tuple[str, ...]:
    """The works that a turn names, be it by some words of a title where it asks for records; but
    for those that it leaves out."""
    asked = turn.wording
    named = (asked.works if asked and asked.bare else ()) or reader.names.named_in(turn.query)
    return tuple(work for work in named if not (asked and work in asked.without))


def _list(turn: Turn, reader: Reader) -> Recorded | None:
    last = turn.before or turn.last
    wanted = listing.read_follow_up(turn.text, last, reader.library) if last else None
    asked = turn.wording
    bare = asked is not None and asked.bare and not asked.works
    if asked and asked.bare and asked.works and _IS_END.search(asked.masked):
        # "was X the last one in May?" is told by the last one
        bare, turn = True, turn._replace(text=re.sub(MARKS, "this", asked.masked))
    text = f"reviews: {turn.text}" if asked and bare and asked.filters.timed else turn.text
    if asked and bare and asked.without and not asked.filters:
        text = f"all reviews: {turn.text}"
    wanted = wanted or listing.read_listing(text, reader.library, bare=bare)
    if wanted is None:
        return None
    if asked and asked.works and wanted.filters.timed and not (asked.filters.timed or last):
        return None  # a period within a title limits nothing
    if asked and asked.without:
        wanted = wanted._replace(without=asked.without)
    if _NOT_SO.search(turn.text) and not (wanted.but or wanted.filters.together):
        return Recorded(None, NOT_SO, 0.0)
    if wanted.per and not wanted.subject:
        return counts_listed(wanted, reader)
    if wanted.people:
        return people_listed(wanted, reader)
    return works_listed(wanted, "", reader, lambda work: also_asked(turn, "when", work, reader)[0])


def _stated(what: facts.What, turn: Turn, reader: Reader) -> Recorded | None:
    """The lines that state a record of the works meant, then what else is asked of them."""
    named = _named(turn, reader)
    each = turn.wording is not None and turn.wording.bare and what in OF_A_NAMED
    alike = () if turn.focus else those_called(turn.text, reader)
    found = Meant(turn.focus or alike or named[: None if each else 1], 1.0)
    if not found.works:
        asking = next((p for p in facts.parts(turn.text) if facts.asked(p)), turn.text)
        asking = facts.made_thing(asking) if what in ("by", "from") else asking
        found = meant(asking, reader, alike=what in OF_A_NAMED)
    works, sure = found.works, found.sure
    groups, head = [g for w in works if (g := _telling(what, w, reader)).units], ""
    if not groups and what == "from":
        groups = [g for w in works if (g := _telling("by", w, reader)).units]
        head = WRITTEN_BY if groups else ""
    elif not groups:
        stated = [headers.stated(what, w, reader.library, reader.lines_of) for w in works]
        groups = [group for of_work in stated for group in of_work]
        for group in groups if what == "when" else ():
            said = reader.sentences.of_work(group.paper_id)
            note = headers.noted(group.paper_id, reader.library, said)
            group.units += [(note,)] if note else []
        head = HEADS.get(what, "").format(sum(len(group.units) for group in groups))
    foreign = [] if works else foreign_titles(turn.text, titles(reader))
    if not works and (foreign or found.strange):
        return Recorded(None, NOT_HERE.format(found.strange or foreign[0]), 0.0)
    missing = MISSING.get(what) if works else None
    if not groups:
        return Recorded(None, missing.format(reader.title_of(works[0])), 0.0) if missing else None
    told = {group.paper_id for group in groups}
    several = len(works) > 1
    untold = [w for w in works if several and w not in told]
    unsaid = [missing.format(reader.title_of(w)) for w in untold] if missing else []
    for group in () if several and not turn.focus else groups[:1]:
        more, unsaid = also_asked(turn, what, group.paper_id, reader)
        group.units += [unit for unit in more if unit not in group.units]
    composer = Composer(reader.title_of, groups)
    if len(groups) > 1 and not (turn.focus or named):
        head = f"{ALIKE.format(listing.counted(len(groups)))}\n\n{head}"
    head = (NOT_CALLED.format(found.strange) if found.strange else "") + head
    head = (GONE.format(found.gone) if found.gone else "") + head
    text = head + composer.paragraphs(groups) + "".join(f"\n\n{note}" for note in unsaid)
    return Recorded(composer.written(text), confidence=sure)


def _telling(what: facts.What, paper_id: str, reader: Reader) -> Group:
    """The sentences that tell it of a work."""
    found = told_of(what, reader.sentences.of_work(paper_id), reader.title_of(paper_id))
    return Group(paper_id, [(e,) for e in found])


_WAYS = (
    _of_no_year, _series, serial, odd, by_title, told_in_both, made, at_start, beside,
    summed, by_arxiv, _guests, _asked, numbered, at_place, _list,
)  # fmt: skip
"""Each is tried until one tells something."""
