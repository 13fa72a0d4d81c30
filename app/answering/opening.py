"""In: scored sentences; out: the one that best answers, and what an answer says before it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.answering.archive.facts import asks_gist
from app.answering.bonus import REMARK_ON, names_the_idea
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.foremost import foremost
from app.answering.own_words import without_names
from app.answering.question import Question
from app.answering.rank import Scored
from app.answering.sentence_store import Sentences
from ingest.card_sections import GIST

SAYS_WHAT, EARLY, FAR = 0.15, 0.05, 160
"""Where a work is described, what a sentence gains as an opening that says in its first characters
what the work does, and one at the start of its source."""
_SAYS_WHAT = re.compile(
    r"\b(?:paper|authors?|work|study|survey|article|method|approach|researchers|review|they|model)\b"
    r".{0,60}?\b(?:propos|introduc|present|suggest|describ|develop|explor|stud|investigat|examin"
    r"|show|demonstrat|prov|claim|argu|revisit|reviv|challeng|offer|analy[sz])\w*",
    re.IGNORECASE,
)
LEANING, LISTED = 0.85, 0.95
"""What a sentence is worth as an opening when its subject stands elsewhere: in the sentence
before, or in the introduction of its list."""
NAMED = 0.05
"""What a sentence gains as an opening that calls itself the central idea, where it is sought."""
MARKED = 0.85
"""The same for what a card says of its sources or a reviewer thinks, where neither is asked for."""


class Opening(NamedTuple):
    """The sentence that best answers, and those of its work that go before it."""

    best: Scored
    before: list[Evidence]


def opening(ranked: Sequence[Scored], question: Question, sentences: Sentences) -> Opening:
    """How an answer opens; one sentence at least is ranked.

    The best sentence of all says which work answers, the foremost of that work what is answered.
    """
    lists = question.lists
    said = [s for s in ranked if _says(s, question)] or ranked
    best = max(said, key=lambda scored: _worth(scored, question, lists=lists))
    paper_id = best.evidence.paper_id
    best = foremost([s for s in said if s.evidence.paper_id == paper_id], question) or best
    own = [s for s in ranked if s.evidence.paper_id == paper_id]
    bare = _is_bare(question, paper_id, sentences)
    before = _gist(own, best.evidence, question, bare=bare) or _introduction(own, best, question)
    return Opening(best, before)


def _is_bare(question: Question, paper_id: str, sentences: Sentences) -> bool:
    """Whether nothing is asked beside the title of a work: not a word of it beside its name."""
    beside = without_names(question.text, sentences.names(paper_id)) != question.text
    return not beside and sentences.title_terms(paper_id).issuperset(question.own)


def _gist(
    own: Sequence[Scored], best: Evidence, question: Question, *, bare: bool
) -> list[Evidence]:
    """What a card says first of a work, if what it is is asked and nothing more (`bare`).

    Of one that no other source tells of also where its idea is asked for in so many words, or how
    or why is asked and the best that is found is a remark.
    """
    how = question.asks_for_the_idea and not question.asks_what_it_is
    remark = how and bool(REMARK_ON.match(best.text))
    asked = question.asks_what_it_is or question.is_bare or remark
    told = any(s.evidence.source_type != "card" for s in own)
    of_it = not told and (remark or asks_gist(question.text))
    if not asked or not (of_it or bare) or question.voice:
        return []
    gist = (s.evidence for s in own if s.evidence.section == GIST)
    return sorted(gist, key=lambda e: e.order)


def _introduction(own: Sequence[Scored], best: Scored, question: Question) -> list[Evidence]:
    """What says what a work does, if a work is described and not asked about."""
    if not question.describes:
        return []

    def worth(scored: Scored) -> float:
        e = scored.evidence
        says_what = bool(_SAYS_WHAT.search(e.reading[:FAR]))
        return _worth(scored, question, lists=False) + SAYS_WHAT * says_what + EARLY * (1 - e.at)

    return [max((best, *own), key=worth).evidence]


def _says(scored: Scored, question: Question) -> bool:
    """Whether a sentence is the word of the one whose word is asked for."""
    return scored.evidence.voice == question.voice and scored.evidence.fit > DOUBTFUL


def _worth(scored: Scored, question: Question, *, lists: bool) -> float:
    """What a sentence is worth as an opening; `lists` says whether a list may answer.

    An item under the very heading that is asked for (limits, doubts) needs no introduction.
    """
    sought = question.seeks(scored.evidence.section)
    counted = question.parts and scored.evidence.items
    discount = LEANING if scored.evidence.leans and not counted else 1.0
    remark = bool(REMARK_ON.match(scored.evidence.text)) and question.voice is None
    discount *= MARKED if remark and not sought else 1.0
    discount *= LISTED if scored.evidence.kind == "item" and not sought else 1.0
    discount *= LISTED if scored.evidence.items and not lists else 1.0
    named = question.asks_for_the_idea and names_the_idea(scored.evidence)
    return scored.total - (1 - discount) * scored.score + NAMED * named
