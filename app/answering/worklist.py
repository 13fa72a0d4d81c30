"""In: the ranked sentences of many works; out: those that belong in a list, each with its reason.

A list stops where evidence stops: a work stays for the sentence that says why it belongs, and
its place in the ranking alone keeps nobody in.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from app.answering.abstain import UNKNOWN
from app.answering.group import Group
from app.answering.question import Question
from app.answering.rank import Ranked, Scored
from app.answering.sense.agreement import negated
from app.answering.terms import ASK_WORDS, STOPWORDS, stem, words
from index.plural import WORKS
from index.ranking import Hit

LEANING = 0.85
"""What a reason is worth whose subject stands in the sentence before."""
OPINION = 0.85
"""What a reason is worth that says what somebody thinks of the work."""
RANKING, TOKENS, WORDS, ALIKE, TOPICS, LINKS = 0.24, 0.16, 0.16, 0.15, 0.18, 0.11
"""What speaks for a work: its score in the ranking, how well its tokens match the question's, its
reason's words and likeness, the topics and the links it shares with the best works; all but the
first two as shares of the best. What no work has, a library without topics say, is left out."""
FLOOR = 0.61
"""A work is listed from here on; this and the weights are a logistic regression on the dev half and
forty invented questions, rounded. Fitted without one author, F1 of that author's lists goes from
0.745 to 0.768 (a), 0.474 to 0.553 (b), 0.743 to 0.787 (c), 0.795 to 0.828 (d), 0.423 to 0.492."""
SQUARELY = 0.95
"""A work that belongs so far, of 1, to the reading lists asked for is listed in any case."""
LEAST, NEARLY = 0.50, 0.05
"""Where no work reaches that, but some reach the first of these, those are listed that come so near
to the best: whether it is good enough is rather said by what is weighed for a refusal."""
SHOWS_WORDS, SHOWS_ALIKE = 0.15, 0.35
"""A reason has so much of the question's words, or is so much like it, or it shows nothing. Both
are low: the lists of the dev half hardly change without them."""

Pairs = frozenset[tuple[str, str]]
_OTHER = STOPWORDS | ASK_WORDS | frozenset(WORKS.split("|"))
APART = 0.3
"""What a reason loses in words if none of the subject's pairs ("world models") is together."""
DENIED = 0.6
"""What a reason is worth that names the subject only to say that it is none of it."""


def worklist(question: Question, ranked: Ranked, hits: Sequence[Hit]) -> list[Group]:
    """The works that belong in the list, in ranked order, each with the sentence that says why.

    Where only a kind of work is asked for, every work that was found is of it.
    """
    top = reasons(ranked, question)
    if not question.terms:
        return [_group(top[hit.paper_id]) for hit in hits if hit.paper_id in top]
    shown = [hit for hit in hits if hit.paper_id in top and _shows(top[hit.paper_id])]
    worths = _worths([(hit, top[hit.paper_id]) for hit in shown], list(top.values()), hits)
    standing = list(zip(worths, (top[hit.paper_id] for hit in shown), strict=True))
    best = max(worths, default=0.0)
    floor = FLOOR if best >= FLOOR else max(LEAST, best - NEARLY)
    return [
        _group(reason)
        for hit, (worth, reason) in zip(shown, standing, strict=True)
        if worth >= floor or _seen(hit, "themes") >= SQUARELY
    ]


def _worths(
    shown: Sequence[tuple[Hit, Scored]], reasons: Sequence[Scored], hits: Sequence[Hit]
) -> list[float]:
    """What speaks for each work, between 0 and 1."""
    words = max((reason.lexical for reason in reasons), default=0.0)
    alike = max((reason.dense for reason in reasons), default=0.0)
    topics, links = (max(_seen(hit, name) for hit in hits) for name in ("topics", "links"))
    whole = 1.0 - TOPICS * (topics == 0) - LINKS * (links == 0)
    return [
        (
            RANKING * hit.score
            + TOKENS * (_seen(hit, "tokens") or UNKNOWN)
            + WORDS * _share(reason.lexical, words)
            + ALIKE * _share(reason.dense, alike)
            + TOPICS * _share(_seen(hit, "topics"), topics)
            + LINKS * _share(_seen(hit, "links"), links)
        )
        / whole
        for hit, reason in shown
    ]


def reasons(ranked: Ranked, question: Question) -> dict[str, Scored]:
    """The sentence of each work that best says why it is named."""
    subject, pairs = frozenset(question.terms), _pairs(question.query)
    worth: dict[str, tuple[float, Scored]] = {}
    for scored in (s for s in ranked.sentences if not s.evidence.items):
        held = worth.get(scored.evidence.paper_id, (0.0, scored))
        if _reason(scored) > held[0]:
            # only now, since most sentences need not be read for what they deny
            said = _as_said(scored, subject, pairs)
            worth[scored.evidence.paper_id] = max(held, (_reason(said), said), key=lambda w: w[0])
    return {paper_id: scored for paper_id, (_, scored) in worth.items()}


def _as_said(scored: Scored, subject: frozenset[str], pairs: Pairs) -> Scored:
    """The sentence, worth less if it denies the subject or has its words, but not together."""
    evidence = scored.evidence
    if subject & evidence.terms & negated(evidence.reading):
        scored = replace(scored, lexical=DENIED * scored.lexical, dense=DENIED * scored.dense)
    if not pairs:
        return scored
    kept = len(pairs & _pairs(evidence.reading)) / len(pairs)
    return replace(scored, lexical=scored.lexical * (1 - APART * (1 - kept)))


@lru_cache(maxsize=1 << 14)
def _pairs(text: str) -> Pairs:
    """The pairs of content words that stand side by side in a text, "of" aside."""
    stems = [stem(word) if word not in _OTHER else "" for word in words(text) if word != "of"]
    return frozenset(pair for pair in pairwise(stems) if all(pair))


def _reason(scored: Scored) -> float:
    """What a sentence is worth as the reason for listing its work: only what was asked counts."""
    evidence = scored.evidence
    alike = 0.5 * scored.dense + 0.4 * scored.lexical + scored.place
    alike *= OPINION if evidence.voice == "reviewer" else 1.0
    return alike * evidence.fit * (LEANING if evidence.leans else 1.0)


def _shows(reason: Scored) -> bool:
    """Whether a reason shows why its work is named."""
    return reason.lexical >= SHOWS_WORDS or reason.dense >= SHOWS_ALIKE


def _seen(hit: Hit, ranker: str) -> float:
    """The score of a work with a ranker, 0 where it has none."""
    seen = hit.rankers.get(ranker)
    return seen.score if seen else 0.0


def _group(scored: Scored) -> Group:
    return Group(scored.evidence.paper_id, [(scored.evidence,)])


def _share(part: float, whole: float) -> float:
    return max(0.0, part) / whole if whole > 0 else 0.0
