"""In: a question, the works found for it, a reader; out: the sentences that answer, by kind of
question, and the answer written from them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.answering import attribute
from app.answering.claims.claim import is_of_it, weigh
from app.answering.comparing.comparison import compared, uncompared
from app.answering.compose import Chosen, Composer
from app.answering.group import Group
from app.answering.question import Question
from app.answering.rank import Ranked, rank
from app.answering.reader import Reader
from app.answering.records import DemoEntry
from app.answering.select import select
from app.answering.sense.premise import contradicted
from app.answering.stated import untold
from app.answering.vectors import Vector
from app.answering.worklist import worklist
from index.ranking import Hit
from index.themes import Asking

UNDECIDED = "*It cannot be told whether a sentence here says or denies that. What comes nearest:*"
UNWEIGHED = "*The texts speak of this; whether they bear the claim out is for you to read:*"
EARLY = 2
"""Among so many first sentences on a claim that is not decided, one on the very matter opens."""

NEAREST = 3
"""So many sentences are quoted where none tells what is asked."""
THEMES = 0.6
"""How far a question after several works is drawn to the reading lists it means; .3 to 1 alike."""


def choose(question: Question, hits: Sequence[Hit], reader: Reader) -> Chosen:
    """The evidence by kind of question, and the answer written from it."""
    if question.kind == "compare" and (made := compared(question, hits, reader)):
        return made
    if question.kind == "list":
        return _listed(question, _of_kind(question, hits, reader), reader)
    ranked = rank(question, hits[: reader.settings.read], reader.sentences)
    if question.kind == "claim":
        return _weighed(question, ranked, reader)
    made = _told(question, ranked, reader)
    return uncompared(question, made, reader) if question.kind == "compare" else made


def _told(question: Question, ranked: Ranked, reader: Reader) -> Chosen:
    """What tells what is asked; its first sentences alone where they do not."""
    groups = select(ranked, question, reader.sentences, reader.settings)
    otherwise = _otherwise(question, ranked, groups, reader)
    absent, unspoken = _absent(question, ranked, groups, reader)
    if (absent or unspoken) and not otherwise:
        groups = [replace(group, units=group.units[:NEAREST]) for group in groups[:1]]
    composer = Composer(reader.title_of, groups)
    written = composer.written(composer.paragraphs(groups))
    return Chosen(ranked, groups, written, otherwise=otherwise, untold=absent, unspoken=unspoken)


def _listed(question: Question, hits: Sequence[Hit], reader: Reader) -> Chosen:
    """The works that belong in a list, each with the sentence that says why."""
    asked = _towards_themes(question, hits, reader)
    ranked = rank(question, hits, reader.sentences, asked)
    groups = worklist(question, ranked, hits)
    composer = Composer(reader.title_of, groups)
    return Chosen(ranked, groups, composer.written(composer.bullets(groups)))


def _weighed(question: Question, ranked: Ranked, reader: Reader) -> Chosen:
    """What speaks for and against a claim, and what the demos of its works found."""
    said = reader.sentences
    groups = weigh(question.statement, ranked, said.vocabulary, said.names)
    head = ""
    if not groups:
        groups = select(ranked, question, reader.sentences, reader.settings)
        head = f"{UNWEIGHED if _opens_with_it(groups, question, reader) else UNDECIDED}\n\n"
    composer = Composer(reader.title_of, groups)
    demos = map(reader.demo_for, dict.fromkeys(group.paper_id for group in groups))
    tested = [
        f"- `{demo.id}` ({demo.verdict or 'not yet recorded'}): {demo.claim}"
        for demo in demos
        if isinstance(demo, DemoEntry)
    ]
    tail = "\n\n**Tested here:**\n\n" + "\n".join(tested) if tested else ""
    return Chosen(ranked, groups, composer.written(head + composer.paragraphs(groups) + tail))


def _opens_with_it(groups: Sequence[Group], question: Question, reader: Reader) -> bool:
    """Whether the first sentences have one on the very matter of a claim; if so, it now opens."""
    if not groups:
        return False
    said, first = reader.sentences, groups[0]
    named = said.names(first.paper_id)
    for place, unit in enumerate(first.units[:EARLY]):
        hangs = place > 0 and unit[0].hangs
        if not hangs and is_of_it(question.statement, unit[0], said.vocabulary, named):
            first.units.insert(0, first.units.pop(place))
            return True
    return False


def _of_kind(question: Question, hits: Sequence[Hit], reader: Reader) -> Sequence[Hit]:
    """The hits of the kind of work that is asked for (surveys, benchmarks), or all if none is."""
    works = reader.library.works_by_id
    kept = [hit for hit in hits if works[hit.paper_id].kind == question.work_kind]
    return kept[: reader.settings.list_works] or hits[: reader.settings.list_works]


def _towards_themes(question: Question, hits: Sequence[Hit], reader: Reader) -> Vector:
    """The question's unit vector, drawn to how people ask for the reading lists that it means: the
    reason for listing a work is often in their words.
    """
    asked = reader.sentences.vectors.asked(question.aloud)
    meant = reader.searcher.meant(Asking(question.aloud, asked), hits)
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


def _absent(
    question: Question, ranked: Ranked, groups: Sequence[Group], reader: Reader
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a question asks for and nothing said of its answer's works tells: things that papers
    mostly state (of the first work, where a name tells which is meant), or set phrases.

    A question that names none describes in its own words what a text says in others, so that it
    asks for no set phrase.
    """
    if question.kind == "compare":
        return (), ()
    named = bool(question.named or question.specific)
    told = {group.paper_id for group in groups}
    sentences = [e for paper_id in sorted(told) for e in reader.sentences.of_work(paper_id)]
    asked_of = {group.paper_id for group in groups[:1]} if named else told
    asked = untold(
        question.text,
        "\n".join(e.reading for e in sentences if e.paper_id in asked_of and e.reading[-1:] != "?"),
    )
    if asked.all or not named:
        return asked.untold, ()
    own = (s.dense for s in ranked.sentences if s.evidence.paper_id in told)
    if max(own, default=1.0) >= attribute.LIKE:
        return (), ()
    names = reader.sentences.words_of(*told).names
    return (), attribute.unspoken(question.text, names, sentences, lambda: reader.said)
