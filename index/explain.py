"""In: a searcher and a question; out: why each work stands where it does."""

from collections.abc import Sequence

from index.filters import Filters
from index.ranking import Ranking
from index.search import AUTO, Auto, Searcher
from index.settings import SearchSettings
from ingest.records import Record

_MATCHED = 12
_WITHOUT = {
    "dense": {"dense_weight": 0.0},
    "lexical": {"dense_weight": 1.0},
    "tokens": {"token_weight": 0.0},
    "topics": {"topic_weight": 0.0, "topic_weight_many": 0.0},
    "links": {"link_weight": 0.0},
    "themes": {"theme_weight": 0.0, "theme_weight_many": 0.0},
}
"""The settings that leave a ranker out."""


class Match(Record):
    """A term of the question in a work, as it is indexed, and what it adds to the lexical score."""

    term: str
    score: float


class Reason(Record):
    """One hit: the terms it shares with the question, and its rank were one ranker left out.

    A rank of None: it would not be among the works ranked.
    """

    paper_id: str
    matched: tuple[Match, ...]
    without: dict[str, int | None]


class Explanation(Record):
    """A ranking with what was made of its question, and a reason for every hit.

    `without` maps a ranker to the order of works in its absence.
    """

    ranking: Ranking
    mended: dict[str, str]
    added: tuple[str, ...]
    reasons: tuple[Reason, ...]
    without: dict[str, tuple[str, ...]]


def explain(
    searcher: Searcher,
    query: str,
    k: int = 10,
    history: Sequence[str] = (),
    filters: Filters | Auto | None = AUTO,
) -> Explanation:
    """Search and explain; raises what `Searcher.search` raises."""
    ranking = searcher.search(query, k, history, filters)
    reading = searcher.read(query, None if ranking.doubted else filters)
    rankers = {ranker for hit in ranking.hits for ranker in hit.rankers} | {"dense", "lexical"}
    settled = None if ranking.doubted else filters
    orders = {
        ranker: _order(searcher, query, history, settled, without)
        for ranker, without in _WITHOUT.items()
        if ranker in rankers
    }
    reasons = tuple(
        Reason(
            paper_id=hit.paper_id,
            matched=_matched(searcher, reading.spelt_out, hit.paper_id),
            without={ranker: _rank(order, hit.paper_id) for ranker, order in orders.items()},
        )
        for hit in ranking.hits
    )
    return Explanation(
        ranking=ranking,
        mended=reading.mended,
        added=reading.added,
        reasons=reasons,
        without={ranker: order[:k] for ranker, order in orders.items()},
    )


def _order(
    searcher: Searcher,
    query: str,
    history: Sequence[str],
    filters: Filters | Auto | None,
    without: dict[str, float],
) -> tuple[str, ...]:
    """The works without one ranker; what the others do not find has no place."""
    # the filters of the ranking hold in each order, however far a work outside is ahead there
    settings: SearchSettings = searcher.settings.model_copy(update=without | {"filter_margin": 1.0})
    alone = Searcher(searcher.index, searcher.embedder, settings)
    hits = alone.search(query, len(searcher.index.works) or 1, history, filters).hits
    return tuple(hit.paper_id for hit in hits if hit.score > 0)


def _rank(order: tuple[str, ...], paper_id: str) -> int | None:
    return order.index(paper_id) + 1 if paper_id in order else None


def _matched(searcher: Searcher, text: str, paper_id: str) -> tuple[Match, ...]:
    """The terms of a text in a work, the weightiest first."""
    lexical = searcher.index.lexical_works
    row = next(n for n, work in enumerate(searcher.index.works) if work.paper_id == paper_id)
    numbers, scores = lexical.terms_of(row)
    here = dict(zip(numbers.tolist(), scores.tolist(), strict=True))
    asked = lexical.weights(text)
    found = [
        Match(term=lexical.names[number], score=round(weight * here[number], 4))
        for number, weight in asked.items()
        if number in here
    ]
    return tuple(sorted(found, key=lambda match: (-match.score, match.term))[:_MATCHED])
