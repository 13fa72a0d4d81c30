"""In: scored sentences; out: the few that make an answer, grouped by work, in reading order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.picker import DOUBTFUL, Picker
from app.answering.question import Question
from app.answering.rank import Ranked, Scored
from app.answering.sentence_store import Sentences
from app.answering.settings import AppSettings
from app.answering.vectors import Vector

KNOWN = 0.2
"""What a sentence loses for its likeness (cosine) to one that is taken."""
OTHER_WORK = 0.98
"""A sentence of a further work must reach this share of the best total."""
OTHER_PER_WORK, BRIEF = 2, 5
"""So many sentences of a further work, and of the first where a number, a date, a name is asked."""
GOES_ON = (0.06, 0.04)
"""What the first and second sentence after the opening, in its paragraph, gain by reading on."""
NOTED = 0.8
"""A remark on a contradiction is added for this share of the opening's words of the question."""
SOUGHT = 0.1
"""From this bonus on a question asks for what stands under one kind of heading."""
WHOLE_LIST = 0.95
"""A list that was not asked for must come as near to the best score as this."""
GIST = "In plain words"
"""The section of a card (docs/cards.md) that says what its work is."""
_REMARK = re.compile(r"Reviewer:|Note:")
LEANING, LISTED = 0.85, 0.95
"""What a sentence is worth as an opening when its subject stands elsewhere: in the sentence
before, or in the introduction of its list."""


def select(
    ranked: Ranked, question: Question, sentences: Sentences, settings: AppSettings
) -> list[Group]:
    """The sentence that answers, what supports it in its work, then what other works add."""
    if not ranked.sentences:
        return []
    lists = question.asks_for_parts or question.asks_for_the_idea
    spoken = [s for s in ranked.sentences if _says(s, question)]
    best = max(spoken or ranked.sentences, key=lambda s: _worth(s, question, lists=lists))
    picker = Picker(ranked, sentences, settings.sentences)
    gist = _gist(ranked.sentences, best.evidence, question)
    for evidence in (*gist, best.evidence):
        picker.take_once(evidence)
    opener = gist[0] if gist else best.evidence
    brief = question.kind in ("number", "time", "person")
    most = BRIEF if brief else settings.per_work
    floor = best.score * settings.keep
    whole = 0.0 if lists else best.score * WHOLE_LIST
    wanted = [
        s
        for s in _read_on(ranked.sentences, best)
        if s.score >= max(floor, whole if s.evidence.items else 0.0)
    ]
    for scored in _in_turn(wanted, ranked.vectors, picker):
        if picker.room(scored, most, floor):
            picker.take(scored.evidence)
    if not question.named:
        for scored in _of_others(ranked.sentences, best):
            if picker.room(scored, OTHER_PER_WORK, floor):
                picker.take(scored.evidence)
    picker.take_conflicts(ranked.sentences)
    picker.take_note(ranked.sentences, NOTED * best.lexical if best.lexical else 1.0)
    return [group.in_order(opener) for group in picker.groups.values()]


def _gist(ranked: Sequence[Scored], best: Evidence, question: Question) -> list[Evidence]:
    """What a card says first of a work that no other source tells of, if what it is is asked.

    Also where its idea is asked for and the best that is found is a remark on it.
    """
    remark = question.asks_for_the_idea and bool(_REMARK.match(best.text))
    asked = question.asks_what_it_is or question.is_bare or remark
    told = [s.evidence for s in ranked if s.evidence.paper_id == best.paper_id]
    if not asked or any(evidence.source_type != "card" for evidence in told):
        return []
    return sorted((e for e in told if e.section == GIST), key=lambda e: e.order)


def _says(scored: Scored, question: Question) -> bool:
    """Whether a sentence is the word of the one whose word is asked for."""
    return scored.evidence.voice == question.voice and scored.evidence.fit > DOUBTFUL


def _worth(scored: Scored, question: Question, *, lists: bool) -> float:
    """What a sentence is worth as an opening; `lists` says whether a list may answer.

    An item under the very heading that is asked for (limits, doubts) needs no introduction.
    """
    heading, asked = scored.evidence.section, question.section
    sought = question.section_bonus >= SOUGHT and bool(heading and asked and asked.search(heading))
    discount = LEANING if scored.evidence.leans else 1.0
    discount *= LISTED if scored.evidence.kind == "item" and not sought else 1.0
    discount *= LISTED if scored.evidence.items and not lists else 1.0
    return scored.total - (1 - discount) * scored.score


def _of_others(ranked: Sequence[Scored], best: Scored) -> list[Scored]:
    """The sentences of other works that come near the opening."""
    own = best.evidence.paper_id
    near = OTHER_WORK * best.total
    return [s for s in ranked if s.evidence.paper_id != own and s.total >= near]


def _in_turn(
    scored: Sequence[Scored], vectors: Mapping[str, Vector], picker: Picker
) -> Iterator[Scored]:
    """Each sentence, next the one that is best once what is taken by then counts as known."""
    rows = np.stack([vectors[s.evidence.reading] for s in scored])
    scores = np.array([s.score for s in scored])
    known = np.zeros(len(scored))
    heard: set[str] = set()
    for _ in scored:
        for reading in picker.readings() - heard:
            if reading in vectors:
                known = np.maximum(known, rows @ vectors[reading])
            heard.add(reading)
        place = int(np.argmax(scores - KNOWN * known))
        yield scored[place]
        scores[place] = -np.inf


def _read_on(ranked: Sequence[Scored], best: Scored) -> list[Scored]:
    """The sentences of the opening's work, those that follow it in its paragraph moved up."""

    def gain(scored: Scored) -> float:
        e, first = scored.evidence, best.evidence
        after = e.order - first.order - 1
        same = e.source_id == first.source_id and e.block == first.block and e.fit == 1.0
        return GOES_ON[after] if same and 0 <= after < len(GOES_ON) else 0.0

    own = (s for s in ranked if s.evidence.paper_id == best.evidence.paper_id)
    return [replace(s, score=s.score + gain(s)) for s in own]
