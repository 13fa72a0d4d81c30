"""In: a question for a record; out: the name by which it calls a work, and whether one has it.

Who describes a work may be answered with the one that is nearest; who calls it by a name that none
here has must not be told the record of another.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from app.answering.archive.facts import subject_words
from app.answering.archive.people import people
from app.answering.archive.plainly import reviewing, without_asides
from app.answering.archive.wording import MARKS, Wording, other_words
from app.answering.reader import Reader
from app.answering.terms import STOPWORDS, subject_terms, terms
from index.periods import STRETCH
from index.timeless import without_periods

_NOUN = (
    r"(?:papers?|ones?|articles?|works?|surveys?|stud(?:y|ies)|reviews?|write-?ups?|threads?|posts?"
    r"|pieces?|preprints?|benchmarks?|talks?)"
)
_ON = (
    r",?\s+(?:about|on|that|which|where|whose|who|with|without|using|regarding|concerning|by|for|from"
    r"|in which|(?!(?:during|being|according|concluding|opening|closing)\b)\w+ing)\b"
)
_SEVERAL = re.compile(
    r"\b(?:(?:the|both|all|these|those|his|which|what)\s+)+(?:of\s+the\s+)?(?:(?:two|three|four|\d)\s+)?"
    r"(?P<name>[^\s,]+(?:\s+[^\s,]+){0,3}?)\s+(?:papers|articles|works|surveys|reviews|ones)\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"\b{_NOUN}{_ON}|\b(?:about|whose|in which)\b|,\s*(?:where|which|that)\b"
    r"|(?<!: )\b(?:the|that|this|an?|some|his)\s+(?:[\w-]+\s+){0,2}?"
    rf"(?:thing|something|stuff|method|model|technique|approach|idea|trick){_ON}",
    re.IGNORECASE,
)
"""Says what a work is about."""
_NAMED = re.compile(r"\b(?:called|titled|named|entitled|title)\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"\b(?:the|that|this|his|her|an?)\s+(?P<name>(?:(?!(?:the|that|this|an?|of|to|for)\s)[^\s,;:?!]+\s+){1,7}?)"
    rf"{_NOUN}\b(?!\s+{_NOUN}\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+(?:by|from)\b(?!\s+\w+ing\b)", re.IGNORECASE)
"""After "the ... paper": whose it is, which says nothing of what it is about."""
JOINED = 6
"""A word of so many letters may be several of a title: pretraining, pre-trained."""
_KIND_WORDS = frozenset(
    terms(
        "algorithm method model architecture network framework technique approach system idea"
        " trick hypothesis dataset library loss optimizer agent stuff thing"
        " code repo repository implementation slides video"
    )
)
"""What a name may be followed by and still be the same name."""
_VERSION = re.compile(
    rf"{MARKS}[\s-]v?\d{{1,2}}(?:\.\d)?(?![\w.]*[\w])(?!\s+(?:{STRETCH}|reviews|papers)\b)",
    re.IGNORECASE,
)
"""A work with the number of another version."""
_WHOSE = re.compile(r"^['’]s\b")
_OWNER = re.compile(r"s['’]$|['’]s$")
_LIKE_NAME = re.compile(r"[A-Z\d-]")
"""What a longer name has besides: Janus Pro, KAN 2.0."""
FEW = 2
"""So many words beside a name may be of what it names."""
_TOKEN = re.compile(r"[^\s,;:?!()\"“”]+")


class Called(NamedTuple):
    """The name that a question has for a work; a `loose` one are words in front of "paper"."""

    name: str
    loose: bool


def called(part: str, names: Collection[str]) -> Called | None:
    """The name of the work of which a question asks for a record; None if it describes it.

    `names` are those of people, who are no part of it.
    """
    part = reviewing(part)
    loose = _LOOSE.search(part)
    of_maker = loose and _BY.match(part, loose.end()) and subject_words(loose["name"], names)
    if _DESCRIBED.search(part) and not (of_maker or _NAMED.search(part)):
        return None
    if loose and subject_words(loose["name"], names):
        said = loose["name"].strip()
        return Called(said, loose=STOPWORDS.isdisjoint(said.lower().split()))
    part = without_periods(part)
    tokens = [t for t in _TOKEN.finditer(part) if subject_words(t[0], names)]
    if not any(subject_words(without_asides(token[0]), names) for token in tokens):
        return None
    return Called(part[tokens[0].start() : tokens[-1].end()], loose=False)


def those_called(question: str, reader: Reader) -> tuple[str, ...]:
    """The works that a question calls by words of their titles in the plural: "both KAN papers"."""
    found = _SEVERAL.search(question)
    if found is None or not subject_words(found["name"], people(reader.library)):
        return ()
    works = reader.names.all_with(found["name"], begun=True)
    return works if len(works) > 1 else ()


def is_called(name: Called, paper_id: str, reader: Reader) -> bool:
    """Whether a work goes by a name: it has all its words, be they joined in its title.

    Of a loose name half of them will do, if its texts have the rest.
    """
    own, said = reader.sentences.words_of(paper_id), frozenset(subject_terms(name.name))
    title = re.sub(r"\W+", "", reader.title_of(paper_id).lower())
    other = {t for t in said - own.names if len(t) < JOINED or t not in title}
    if not (other and name.loose):
        return not other
    return other <= own.terms and 2 * len(other) <= len(said)


def longer_name(asked: Wording, named: Sequence[str], reader: Reader) -> str:
    """The name in a question of which that of a work is only a part ("Quietnet Pro"); "" if none.

    What a text on the work has as well ("the Quietnet algorithm") makes no other name.
    """
    if asked.works and (version := _VERSION.search(asked.masked)):
        return asked.unmarked(version[0])
    if asked.bare or not named:
        return ""
    if not asked.works:  # a name that is part of a word: Quietnet-2
        whole = called(asked.masked, people(reader.library))
        own = reader.sentences.words_of(*named).terms | _KIND_WORDS
        return whole.name if whole and not own.issuperset(subject_terms(whole.name)) else ""
    for run in _runs(asked.masked, reader):
        texts = reader.sentences.words_of(*asked.works)
        more = _more(run, asked, reader)
        known = texts.terms | _KIND_WORDS if len(more) <= FEW else texts.names
        if not known.issuperset(more):
            return asked.unmarked(run[0])
    return ""


def _more(run: re.Match[str], asked: Wording, reader: Reader) -> list[str]:
    """The terms around the mark in a run of words that may belong to a longer name.

    That is what is joined to it or written as a name, be it no possessive, and, after a name in
    small letters or "KAN's", what else follows but adverbs. A few other words before it praise it;
    more are of a title.
    """
    before, mark, after = re.split(f"({MARKS})", run[0], maxsplit=1)
    led = before.split(" ")
    if len(other_words(run.string[: run.start() + len(before)], reader.library)) <= FEW:
        led = [w for w in led[:-1] if _LIKE_NAME.search(w) and not _OWNER.search(w)] + led[-1:]
    its, after = bool(_WHOSE.match(after)), _WHOSE.sub("", after)
    joined, *rest = re.sub(MARKS, " ", after).split(" ")
    small = its or asked.unmarked(mark).islower()  # "KAN's sequel" is another work
    rest = [w for w in rest if _LIKE_NAME.search(w) or (small and not w.endswith("ly"))]
    return subject_terms(" ".join((*led, joined, *rest)))


def _runs(masked: str, reader: Reader) -> Iterator[re.Match[str]]:
    """The marks in a text with the words right beside them that ask for no record."""
    other = frozenset(other_words(masked, reader.library))
    word = rf"(?:[^\s,;:?!()\"“”]*{MARKS}[^\s,;:?!()\"“”]*|{'|'.join(map(re.escape, other))})"
    for run in re.finditer(rf"(?<!\S){word}(?:\s+{word})*(?![^\s,;:?!()\"“”])", masked):
        if re.search(MARKS, run[0]):
            yield run
