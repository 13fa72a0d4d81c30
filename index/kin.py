"""In: ranked works; out: the works ranked again by what they have to do with the best and with the
question's themes: topics they share, links between their cards, reading lists that have both.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.fuse import reordered
from index.settings import SearchSettings
from index.store import Ranked, ranked
from index.themes import Asking, Lists, Themes
from ingest.records import Work

TEMPERATURE = 0.05
"""Themes apart by so much in what speaks for them count e times as much; .03 to .08 are alike."""
EVIDENCE = 0.3
"""What the best works say of a theme, beside its likeness to the question; .2 to .5 are alike."""


class _Way(NamedTuple):
    """A name, the works by it, and what it counts beside the ranking."""

    name: str
    works: Ranked
    weight: float


class Kin:
    """What the works of a library have to do with one another.

    Without themes there is nothing that a question can be like.
    """

    def __init__(
        self, works: Sequence[Work], themes: Themes | None, settings: SearchSettings
    ) -> None:
        self._topics = _topics(works)
        self._links = _links(works)
        self._themes = themes
        self._lists = themes.belonging([work.paper_id for work in works]) if themes else None
        self._settings = settings

    def orders(
        self, works: Ranked, question: Asking, *, several: bool
    ) -> tuple[Ranked, Ranked | None, dict[str, Ranked]]:
        """The works in their order, in that for a question after several of them, and by each way.

        Where the question says that it is after several works there is one order alone; else kin
        counts less in the first.
        """
        best, settings = self._settings.kin_works, self._settings
        topics = shared_topics(works, self._topics, best)
        ways = [
            _Way("topics", topics, settings.topic_weight_many),
            _Way("links", linked(works, self._links, best), settings.link_weight),
        ]
        ways_of_one = [_Way("topics", topics, settings.topic_weight)]
        if self._themes and self._lists:
            likeness = self._themes.likeness(question)
            likely = likeness + EVIDENCE * shown_themes(works, self._lists, best)
            found = themed(works, self._lists, likely)
            ways.append(_Way("themes", found, settings.theme_weight_many))
            if not several:
                found = themed(works, self._lists, self._themes.cosines(question.vector))
                ways_of_one.append(_Way("themes", found, settings.theme_weight))
        of_several, seen = _joined(works, ways)
        if several:
            return of_several, None, seen
        of_one, seen_of_one = _joined(works, ways_of_one)
        return of_one, of_several, seen | seen_of_one

    def meant(self, works: Ranked, question: Asking) -> Vectors | None:
        """The unit vector (dimension,) of how people ask for the themes that a question likely
        means, by itself and by the best works found; None where there are no themes.
        """
        if not (self._themes and self._lists):
            return None
        shown = shown_themes(works, self._lists, self._settings.kin_works)
        return self._themes.mean(_shares(self._themes.likeness(question) + EVIDENCE * shown))


def _joined(works: Ranked, ways: Sequence[_Way]) -> tuple[Ranked, dict[str, Ranked]]:
    """The works with all that counts for them, and each way's works that have any of it."""
    seen, counting = {}, []
    for name, kin, weight in ways:
        related = np.count_nonzero(kin.scores)
        if related and weight:
            seen[name] = Ranked(kin.rows[:related], kin.scores[:related])
            counting.append((kin, weight))
    return reordered(works, *counting) if counting else works, seen


def shared_topics(ranking: Ranked, topics: NDArray[np.bool_], best: int) -> Ranked:
    """The ranked works by how much they share topics with the first `best` of them, 0 if none.

    `topics[work, topic]` says what works are about. A topic counts as much as the scores of the
    best works that have it, and as it is rare; of a work with several each counts less. A work of
    which no topic is known, a user's own document say, gets the mean of the others.
    """
    first = ranking.rows[:best]
    rarity = np.log(len(topics) / np.maximum(topics.sum(axis=0), 1))
    wanted = ranking.scores[:best] @ topics[first] * rarity
    mine = topics[ranking.rows]
    count = mine.sum(axis=1)
    shared = mine @ wanted / np.sqrt(np.maximum(count, 1))
    if count.any():
        shared[count == 0] = shared[count > 0].mean()
    return ranked(ranking.rows, shared)


def linked(ranking: Ranked, links: Sequence[Sequence[int]], best: int) -> Ranked:
    """The ranked works by the scores of those of the first `best` that they are linked with.

    `links[work]` are those that a work is linked with; 0 for a work without such a link.
    """
    scores = np.zeros(len(links))
    for work, score in zip(ranking.rows[:best].tolist(), ranking.scores[:best], strict=True):
        scores[list(links[work])] += score
    return ranked(ranking.rows, scores[ranking.rows])


def shown_themes(works: Ranked, lists: Lists, best: int) -> NDArray[np.float32]:
    """What the first `best` works say of each theme, (themes,), 0 to 1.

    They say so much by their scores and by how far they belong to it, less of a long list.
    """
    shown = lists.grades[:, lists.place[works.rows[:best]]] @ works.scores[:best]
    shown /= np.sqrt(np.maximum(lists.grades.sum(axis=1), 1.0))
    return np.asarray(shown / max(shown.max(initial=0.0), 1e-9), dtype=np.float32)


def themed(works: Ranked, lists: Lists, likely: NDArray[np.float32]) -> Ranked:
    """The ranked works by how far they belong to the themes that are likely meant.

    `likely[theme]` are cosines. A work of no theme, a user's own document say, keeps its place
    among the others: it gets the most there is, times its score.
    """
    place = lists.place[works.rows]
    scores = (_shares(likely) @ lists.grades)[place].astype(np.float64)
    none = place == lists.nowhere
    scores[none] = scores.max(initial=0.0) * works.scores[none]
    return ranked(works.rows, scores)


def _shares(likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely each theme is meant, (themes,), in all 1."""
    asked = np.exp((likely - likely.max()) / TEMPERATURE)
    return np.asarray(asked / asked.sum(), dtype=np.float32)


def _topics(works: Sequence[Work]) -> NDArray[np.bool_]:
    """Which of all topics each work has, (works, topics)."""
    topics = sorted({topic for work in works for topic in work.topics})
    has = [[topic in work.topics for topic in topics] for work in works]
    return np.array(has, dtype=bool).reshape(len(works), len(topics))


def _links(works: Sequence[Work]) -> list[list[int]]:
    """Whom each work is linked with, by number: where either's card says to see the other."""
    numbers = {work.paper_id: number for number, work in enumerate(works)}
    links: list[set[int]] = [set() for _ in works]
    for number, work in enumerate(works):
        for other in work.see_also:
            if other.paper_id in numbers:
                links[number].add(numbers[other.paper_id])
                links[numbers[other.paper_id]].add(number)
    return [sorted(linked) for linked in links]
