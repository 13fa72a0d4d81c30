"""In: scored sentences; out: the few that make an answer, grouped by work, in reading order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.answering.evidence import Evidence
from app.answering.foremost import as_openings, foremost, worths
from app.answering.group import Group
from app.answering.opening import opening
from app.answering.picker import Picker
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
CLEAR, CLEAREST, FEWEST = 0.5, 0.8, 5
"""From this match of the best sentence on an answer is shorter, down to the fewest sentences."""
GAP, WIDE = 4.2, 5.5
"""A sentence is left out that is worth so much less as the answer than the best: as one that comes
first in one order and about the seventieth in the other. How and why take more to tell."""
COMPARED, MATCHED = 3, 0.02
"""A sentence of another work is added if its few best match so much better than those of the first
(mean cosine of the question's tokens)."""
AFTER = (1.0, 0.67)
"""Of the first and second sentence after the opening, in its paragraph, how far they read on."""
GOES_ON, SOON = 0.06, 1.5
"""What a sentence gains by that, in its score and where it is told soon."""
NOTED = 0.8
"""A remark on a contradiction is added for this share of the opening's words of the question."""
WHOLE_LIST = 0.95
"""A list that was not asked for must come as near to the best score as this."""


def select(
    ranked: Ranked, question: Question, sentences: Sentences, settings: AppSettings
) -> list[Group]:
    """The sentence that answers, what supports it in its work, then what other works add."""
    if not ranked.sentences:
        return []
    best, before = opening(ranked.sentences, question, sentences)
    most = _most(question, best, settings)
    picker = Picker(ranked, sentences, settings.sentences)
    for evidence in (*before, best.evidence):
        picker.take_once(evidence)
    opener = before[0] if before else best.evidence
    other = _matching_better(ranked.sentences, best, question)
    if other and picker.room(other, 1, other.score):
        picker.take(other.evidence)
    floor = best.score * settings.keep
    whole = 0.0 if question.asks_for_parts else best.score * WHOLE_LIST
    wanted = [
        s
        for s in _read_on(_that_answer(ranked.sentences, best, question), best)
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
    soon = _soon(ranked.sentences, best, question)
    return [group.in_order(opener, soon) for group in picker.groups.values()]


def _most(question: Question, best: Scored, settings: AppSettings) -> int:
    """How many sentences of the first work: fewer where the best has most of what is asked."""
    if question.asks_for_several or question.asks_for_the_idea or question.describes:
        return settings.per_work
    most = BRIEF if question.kind in ("number", "time", "person") else settings.per_work
    clear = min(1.0, max(0.0, (best.match - CLEAR) / (CLEAREST - CLEAR)))
    return most - round(clear * max(0, most - FEWEST))


def _that_answer(ranked: Sequence[Scored], best: Scored, question: Question) -> list[Scored]:
    """The sentences of the opening's work but for those that are worth little as an answer."""
    own = [s for s in ranked if s.evidence.paper_id == best.evidence.paper_id]
    worth = worths(own, question)
    if worth is None:
        return own
    gap = WIDE if question.asks_for_the_idea else GAP
    return [s for s, w in zip(own, worth, strict=True) if w >= worth.max() - gap]


def _soon(ranked: Sequence[Scored], best: Scored, question: Question) -> list[Evidence]:
    """The sentences of the opening's work that could open as well, best first.

    What goes on from the opening gains by it.
    """
    own = [s for s in ranked if s.evidence.paper_id == best.evidence.paper_id]
    worth = as_openings(own, question)
    if worth is None:
        return []
    worth += [SOON * _goes_on(s, best) for s in own]
    order = np.argsort(-worth, kind="stable")
    return [own[place].evidence for place in order if worth[place] > -np.inf]


def _matching_better(ranked: Sequence[Scored], best: Scored, question: Question) -> Scored | None:
    """What another work than the opening's answers, if its best sentences match better."""
    works: dict[str, list[Scored]] = {}
    for scored in ranked:
        works.setdefault(scored.evidence.paper_id, []).append(scored)
    match = {
        paper_id: float(np.mean(sorted((s.match for s in own), reverse=True)[:COMPARED]))
        for paper_id, own in works.items()
    }
    other = max(match, key=lambda paper_id: match[paper_id])
    if question.named or match[other] <= match[best.evidence.paper_id] + MATCHED:
        return None
    return foremost(works[other], question) or works[other][0]


def _of_others(ranked: Sequence[Scored], best: Scored) -> list[Scored]:
    """The sentences of other works that come near the opening."""
    own = best.evidence.paper_id
    near = OTHER_WORK * best.total
    return [s for s in ranked if s.evidence.paper_id != own and s.total >= near]


def _in_turn(
    scored: Sequence[Scored], vectors: Mapping[str, Vector], picker: Picker
) -> Iterator[Scored]:
    """Each sentence, next the one that is best once what is taken by then counts as known."""
    if not scored:
        return
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


def _read_on(own: Sequence[Scored], best: Scored) -> list[Scored]:
    """The sentences of the opening's work, those that follow it in its paragraph moved up."""
    return [replace(s, score=s.score + GOES_ON * _goes_on(s, best)) for s in own]


def _goes_on(scored: Scored, best: Scored) -> float:
    """1 for what follows the opening in its paragraph, less for the sentence after, else 0."""
    e, first = scored.evidence, best.evidence
    after = e.order - first.order - 1
    same = e.source_id == first.source_id and e.block == first.block and e.fit == 1.0
    return AFTER[after] if same and 0 <= after < len(AFTER) else 0.0
