"""In: a turn and the works found for it, a reader; out: a draft of the answer, and how it fits."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.answering import abstain
from app.answering.archive.facts import subject_words
from app.answering.archive.people import people
from app.answering.choose import choose
from app.answering.comparing.phrasing import without_usual
from app.answering.compose import Chosen
from app.answering.group import Group
from app.answering.leaning import COMMON, FEWEST
from app.answering.missing import is_phrase, missing_names, names, stands_somewhere, strange_pair
from app.answering.names import spelled_by
from app.answering.question import Question, understand
from app.answering.reader import Reader
from app.answering.terms import stem, terms
from app.answering.turn import Turn
from index.ranking import Hit


class Draft(NamedTuple):
    """What was found for a question before it is decided whether that is an answer.

    `missing` are the names in the question that no text of the library has, `unsaid` those that
    others have, but not what is said of the works of the answer.
    """

    question: Question
    hits: tuple[Hit, ...]
    chosen: Chosen
    seen: abstain.Features
    missing: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def groups(self) -> list[Group]:
        """The sentences chosen, by work; none where nothing was found."""
        return self.chosen.groups


def make_draft(turn: Turn, reader: Reader) -> Draft:
    """The draft of an answer to a turn."""
    first = reader.title_of(turn.hits[0].paper_id) if turn.hits else ""
    own = {n.lower(): spelled for n in names(turn.text) if (spelled := spelled_by(n, first))}
    question = understand(
        turn.text, turn.query, turn.aloud, reader.names, turn.focus, {**own, **reader.acronyms}
    )
    return draft_over(question, turn.hits, reader)


def draft_over(question: Question, hits: tuple[Hit, ...], reader: Reader) -> Draft:
    """The draft that these works make."""
    chosen = choose(question, hits, reader)
    groups, vocabulary = chosen.groups, reader.sentences.vocabulary
    # what is compared is spread over works; any other question is about the first
    works = [g.paper_id for g in (groups if question.kind == "compare" else groups[:1])]
    about = reader.sentences.words_of(*works)
    gone = missing_names(question.text, about.text, lambda: reader.said)
    # initials, beginnings or words of a title are a name that no text need have as it is put
    missing = tuple(
        n
        for n in gone
        if re.search(r"\d", n)
        or not (
            reader.names.named_in(n)
            or (is_phrase(n) and about.names.issuperset(terms(n)))
            or question.short_names.get(stem(n.lower()), frozenset("?")) <= about.terms
        )
    )
    seen = abstain.NOTHING
    if groups:
        tokens = reader.searcher.matched(question.query, works)
        field = reader.field(question.query, works)
        seen = abstain.features(
            question, chosen.ranked, works, vocabulary, about, missing, tokens, field
        )
    unsaid = _unsaid(question, groups, reader) if set(missing) >= set(gone) else ()
    plainly = without_usual(question.text) if question.kind == "compare" else question.text
    pair = strange_pair(plainly, vocabulary, lambda: reader.said)
    if pair and " ".join(subject_words(question.text, people(reader.library))) == pair:
        # nothing else is asked for
        missing, seen = (*missing, pair), abstain.NOTHING
    if pair and not chosen.unspoken:
        chosen = chosen._replace(unspoken=(pair,))
    return Draft(question, hits, chosen, seen, missing, unsaid)


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
