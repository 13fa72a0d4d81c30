"""In: a turn and the works found for it, a reader; out: the evidence and the answer it makes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

import numpy as np

from app.answering import abstain, attribute, claim
from app.answering.archive.facts import subject_words
from app.answering.archive.people import people
from app.answering.compare import without_usual
from app.answering.comparison import Chosen, compared, uncompared
from app.answering.compose import Composer, Written
from app.answering.group import Group
from app.answering.leaning import COMMON, FEWEST
from app.answering.missing import is_phrase, missing_names, names, stands_somewhere, strange_pair
from app.answering.question import Question, understand
from app.answering.rank import Ranked, rank
from app.answering.reader import Reader
from app.answering.records import DemoEntry
from app.answering.select import select
from app.answering.sense.premise import contradicted
from app.answering.stated import untold
from app.answering.terms import stem, terms
from app.answering.turn import Turn, since
from app.answering.vectors import Vector
from app.answering.worklist import worklist
from index.ranking import Hit

UNDECIDED = "*It cannot be told whether a sentence here says or denies that. What comes nearest:*"

NEAREST = 3
"""So many sentences are quoted where none tells what is asked."""
THEMES = 0.6
"""How far a question after several works is drawn to the reading lists it means; .3 to 1 alike."""


class Draft(NamedTuple):
    """What was found for a question before it is decided whether that is an answer.

    `missing` are the names in the question that no text of the library has, `unsaid` those that
    others have, but not what is said of the works of the answer; `unspoken` the same of set phrases
    in plain words, `untold` of what papers mostly state. `apart` says that a comparison was asked
    for and no text bears it, `otherwise` that the answer opens with what contradicts the question.
    """

    question: Question
    hits: tuple[Hit, ...]
    ranked: Ranked
    groups: list[Group]
    seen: abstain.Features
    written: Written
    missing: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()
    apart: bool = False
    otherwise: bool = False
    untold: tuple[str, ...] = ()


def make_draft(turn: Turn, reader: Reader) -> tuple[Draft, dict[str, float]]:
    """The draft of an answer, and the milliseconds that its stages took."""
    began = perf_counter()
    question = understand(
        turn.text, turn.query, turn.aloud, reader.names, turn.focus, reader.acronyms
    )
    made = draft_over(question, turn.hits, reader)
    return made, {"search": turn.search_ms, "compose": since(began)}


def draft_over(question: Question, hits: tuple[Hit, ...], reader: Reader) -> Draft:
    """The draft that these works make."""
    ranked, groups, written, apart, otherwise = _chosen(question, hits, reader)
    # what is compared is spread over works; any other question is about the first
    works = groups if question.kind == "compare" else groups[:1]
    about = reader.sentences.words_of(*(group.paper_id for group in works))
    gone = missing_names(question.text, about.text, lambda: reader.said)
    # initials or words of a title are a name that no text need have as it is put
    missing = tuple(
        n
        for n in gone
        if re.search(r"\d", n)
        or not (reader.names.named_in(n) or (is_phrase(n) and about.names.issuperset(terms(n))))
    )
    seen = abstain.NOTHING
    if groups:
        vocabulary = reader.sentences.vocabulary
        told = [group.paper_id for group in works]
        tokens = reader.searcher.matched(question.query, told)
        seen = abstain.features(question, ranked, told, vocabulary, about, missing, tokens)
    unsaid = _unsaid(question, groups, reader) if set(missing) >= set(gone) else ()
    absent, unspoken = _absent(question, ranked, groups, reader)
    if (absent or unspoken) and not otherwise:
        groups = _nearest(groups)
        composer = Composer(reader.title_of, groups)
        written = composer.written(composer.paragraphs(groups))
    plainly = without_usual(question.text) if question.kind == "compare" else question.text
    pair = strange_pair(plainly, reader.sentences.vocabulary, lambda: reader.said)
    if pair and " ".join(subject_words(question.text, people(reader.library))) == pair:
        # nothing else is asked for
        missing, seen = (*missing, pair), abstain.NOTHING
    unspoken = unspoken or ((pair,) if pair else ())
    return Draft(
        question,
        hits,
        ranked,
        groups,
        seen,
        written,
        missing,
        unsaid,
        unspoken,
        apart,
        otherwise,
        absent,
    )


def _nearest(groups: Sequence[Group]) -> list[Group]:
    """The first sentences of an answer that does not tell what is asked."""
    return [replace(group, units=group.units[:NEAREST]) for group in groups[:1]]


def _unsaid(question: Question, groups: Sequence[Group], reader: Reader) -> tuple[str, ...]:
    """The names in a question that nothing said of the works of its answer has.

    What many works have (LLM) names nothing.
    """
    if question.kind in ("list", "compare"):
        return ()
    about = reader.sentences.words_of(*(group.paper_id for group in groups))
    vocabulary = reader.sentences.vocabulary
    reviewers = " ".join(sorted(people(reader.library))).lower()
    return tuple(
        name
        for name in names(question.text)
        if not (is_phrase(name) or stands_somewhere(name, f"{about.text} {reviewers}"))
        and stem(name.lower()) not in about.terms
        and vocabulary.count(stem(name.lower())) < max(COMMON * vocabulary.size, FEWEST)
        and not question.short_names.get(stem(name.lower()), frozenset("?")) <= about.terms
        and not reader.names.named_in(name)
    )


def _absent(
    question: Question, ranked: Ranked, groups: Sequence[Group], reader: Reader
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a question about a named work asks for and nothing said of its answer's works tells:
    things that papers mostly state, or set phrases.

    A question that names none describes in its own words what a text says in others.
    """
    told = {group.paper_id for group in groups}
    names_one = question.named or question.specific
    if question.kind in ("list", "compare", "claim") or not names_one:
        return (), ()
    sentences = [e for paper_id in sorted(told) for e in reader.sentences.of_work(paper_id)]
    asked = untold(question.text, "\n".join(e.reading for e in sentences))
    if asked.all:
        return asked.untold, ()
    own = (s.dense for s in ranked.sentences if s.evidence.paper_id in told)
    if max(own, default=1.0) >= attribute.LIKE:
        return (), ()
    names = reader.sentences.words_of(*told).names
    return (), attribute.unspoken(question.text, names, sentences, lambda: reader.said)


def _chosen(question: Question, hits: Sequence[Hit], reader: Reader) -> Chosen:
    """The evidence by kind of question, and the answer written from it."""
    if question.kind == "compare" and (made := compared(question, hits, reader)):
        return made
    if question.kind == "list":
        hits = _of_kind(question, hits, reader)
        asked = _towards_themes(question, hits, reader)
        ranked = rank(question, hits, reader.sentences, asked)
        groups = worklist(question, ranked, hits)
        composer = Composer(reader.title_of, groups)
        return Chosen(ranked, groups, composer.written(composer.bullets(groups)))
    ranked = rank(question, hits[: reader.settings.read], reader.sentences)
    if question.kind == "claim":
        return _weighed(question, ranked, reader)
    groups = select(ranked, question, reader.sentences, reader.settings)
    otherwise = _otherwise(question, ranked, groups, reader)
    composer = Composer(reader.title_of, groups)
    written = composer.written(composer.paragraphs(groups))
    made = Chosen(ranked, groups, written, otherwise=otherwise)
    return uncompared(question, made, reader) if question.kind == "compare" else made


def _towards_themes(question: Question, hits: Sequence[Hit], reader: Reader) -> Vector:
    """The question's unit vector, drawn to how people ask for the reading lists that it means: the
    reason for listing a work is often in their words.
    """
    asked = reader.sentences.vectors.asked(question.aloud)
    meant = reader.searcher.meant(asked, hits)
    if meant is None:
        return asked
    drawn = asked + np.float32(THEMES) * meant
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)


def _otherwise(question: Question, ranked: Ranked, groups: Sequence[Group], reader: Reader) -> bool:
    """Whether a sentence on the first work contradicts the question; if so, it now opens that."""
    if not groups or question.kind == "compare":
        return False
    first = groups[0]
    names = reader.sentences.words_of(first.paper_id).names
    own = [term for term in question.own if term not in names]
    said = [s.evidence for s in ranked.sentences if s.evidence.paper_id == first.paper_id]
    found = contradicted(question.text, own, said, reader.sentences.vocabulary)
    if found is not None:
        kept = [unit for unit in first.units if found.key not in {e.key for e in unit}]
        first.units = [(found,), *kept]
    return found is not None


def _weighed(question: Question, ranked: Ranked, reader: Reader) -> Chosen:
    """What speaks for and against a claim, and what the demos of its works found."""
    said = reader.sentences
    groups = claim.weigh(question.statement, ranked, said.vocabulary, said.names)
    head = "" if groups else f"{UNDECIDED}\n\n"
    groups = groups or select(ranked, question, reader.sentences, reader.settings)
    composer = Composer(reader.title_of, groups)
    demos = map(reader.demo_for, dict.fromkeys(group.paper_id for group in groups))
    tested = [
        f"- `{demo.id}` ({demo.verdict or 'not yet recorded'}): {demo.claim}"
        for demo in demos
        if isinstance(demo, DemoEntry)
    ]
    tail = "\n\n**Tested here:**\n\n" + "\n".join(tested) if tested else ""
    return Chosen(ranked, groups, composer.written(head + composer.paragraphs(groups) + tail))


def _of_kind(question: Question, hits: Sequence[Hit], reader: Reader) -> Sequence[Hit]:
    """The hits of the kind of work that is asked for (surveys, benchmarks), or all if none is."""
    works = reader.library.works_by_id
    kept = [hit for hit in hits if works[hit.paper_id].kind == question.work_kind]
    return kept[: reader.settings.list_works] or hits[: reader.settings.list_works]
