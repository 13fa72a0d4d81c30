"""In: a question; out: works ranked, each with its best passages and how each ranker saw it."""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Final, Literal, Self

import numpy as np
from numpy.typing import NDArray

from index.adapter import Adapter, load_adapter
from index.doubt import doubtful
from index.embed import Embedder, TokenEmbedder, Vectors, open_embedder
from index.filters import Filters
from index.followup import weight_of_history
from index.fuse import behind, mixed
from index.hits import make_hits
from index.load import Index, load_index
from index.looks import Asked, Found, Looks
from index.manifest import REMEDY
from index.name_terms import NameTerms
from index.passages import tells_of_cards
from index.prefixes import with_prefixes
from index.projection import Tokens
from index.ranking import Hit, Ranking, Timings
from index.reading import Reading, read
from index.settings import BuildSettings, SearchSettings
from index.themes import Asking, Themes, load_themes
from index.threads import one_blas_thread
from ingest.errors import StateError, UsageError

Auto = Literal["auto"]
AUTO: Final[Auto] = "auto"
"""Filters are read from the question."""

Reranker = Callable[[str, Ranking], Ranking]
_TURNS = 3
"""A turn can lean on the one before, which leans on the one before; further back nobody means."""


class Searcher:
    """An index with the embedder it was made with; safe to share by threads."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        settings: SearchSettings | None = None,
        rerank: Reranker | None = None,
    ) -> None:
        self.index = index
        self.embedder = embedder
        self.settings = settings or SearchSettings()
        self._rerank = rerank
        self._looks = Looks(index, self.settings, self._themes)
        self._within: frozenset[str] | None = None

    def within(self, paper_ids: Iterable[str]) -> Self:
        """The same index, in which none but these works are ever found."""
        narrowed = copy(self)
        narrowed._within = frozenset(paper_ids)
        return narrowed

    @one_blas_thread()
    def search(
        self,
        query: str,
        k: int = 10,
        history: Sequence[str] = (),
        filters: Filters | Auto | None = AUTO,
    ) -> Ranking:
        """The k works that best fit a query.

        `history` are the questions asked before, oldest first; the ranking of the last counts
        where this one leans on it. `filters` limit the works: those read from the query, those
        given, or none (None). Raises UsageError for an empty query or k < 1.
        """
        if not query.strip():
            raise UsageError("the query is empty; type a question or a few words")
        if k < 1:
            raise UsageError(f"-k {k} asks for no work; give 1 or more")
        started = perf_counter()
        reading = self.read(query, filters)
        vector = self.vector(reading)
        embedded = perf_counter()
        wanted = max(k, self.settings.reranked) if self._rerank else k
        if not _given(filters) and self._is_doubtful(reading, vector):
            reading = self.read(query, None).model_copy(update={"doubted": reading.filters})
            vector = self.vector(reading)
        found = self._with_history(self.look(reading, vector), query, history)
        if found.several is not None:
            works = behind(found.works, found.several, self.settings.held_works)
            found = found._replace(works=works)
        hits = make_hits(found, self.index, self._looks.work_of_row, self.settings, wanted)
        done = perf_counter()
        ranking = Ranking(
            query=query,
            hits=hits,
            timings_ms=Timings(
                embed=_ms(embedded - started),
                retrieve=_ms(done - embedded),
                total=_ms(done - started),
            ),
            filters=reading.filters,
            unmet=reading.unmet,
            doubted=reading.doubted,
            subject=reading.subject,
            read_as=reading.spelt_out if reading.spelt_out != query else None,
        )
        if self._rerank is None:
            return ranking
        ordered = self._rerank(reading.text, ranking)
        return ordered.model_copy(update={"hits": ordered.hits[:k]})

    def read(self, query: str, filters: Filters | Auto | None = AUTO) -> Reading:
        """What is looked for when a query is typed."""
        reading = read(query, self.index, self.embedder, self.settings, filters == AUTO)
        return reading.model_copy(update={"filters": filters}) if _given(filters) else reading

    def vector(self, reading: Reading) -> Vectors:
        """The unit vector (dimension,) by which a reading is looked for.

        Other names are left to the words: in a vector they outweigh the rest of the question.
        """
        return self.embedder.encode_query(reading.text)

    def look(self, reading: Reading, vector: Vectors) -> Found:
        """What each ranker and all together find for a reading, among the works that pass."""
        allowed = None
        if reading.filters or self._within is not None:
            allowed = self._passing(reading.filters)
        tokens = self._tokens(reading) if self._has_cards else None
        moved = self._adapter(vector) if self._adapter else vector
        return self._looks.twice(Asked(reading, vector, moved, tokens), allowed)

    def _is_doubtful(self, reading: Reading, vector: Vectors) -> bool:
        """Whether the filters read from a question lose the work that its other words mean."""
        if not (reading.filters and reading.subject):
            return False
        everything = self.look(reading.model_copy(update={"filters": Filters()}), vector)
        passing = self._passing(reading.filters)
        return doubtful(everything, passing, self.settings.filter_margin)

    def meant(self, question: Asking, hits: Sequence[Hit]) -> Vectors | None:
        """The unit vector (dimension,) of how people ask for the reading lists that a question with
        these hits likely means; None where there are none.
        """
        return self._looks.meant(question, hits) if hits else None

    def matched(self, query: str, paper_ids: Sequence[str]) -> float | None:
        """How well some works' tokens match those of a query: mean cosine, weighted by rarity.

        None where the index or the model has no tokens.
        """
        tokens = self._tokens(self.read(query, None))
        return self._looks.matched(tokens, paper_ids) if tokens is not None else None

    def _tokens(self, reading: Reading) -> Tokens | None:
        """The tokens of a reading, None where the index has none that were made alike."""
        embedder, made_with = self.embedder, self.index.tokens.made_with
        if not isinstance(embedder, TokenEmbedder) or embedder.tokens_made_with != made_with:
            return None
        return embedder.query_tokens(reading.text)

    def _passing(self, filters: Filters) -> NDArray[np.bool_]:
        """Which works pass, (works,)."""
        within, library = self._within, lambda: self.index.library
        inside = (within is None or work.paper_id in within for work in self.index.works)
        return np.array(
            [
                here and (not filters or filters.passes(work, library))
                for here, work in zip(inside, self.index.works, strict=True)
            ],
            dtype=np.bool_,
        )

    def _with_history(self, found: Found, query: str, history: Sequence[str]) -> Found:
        """The ranking of a turn, to which that of the turn before is added as far as it counts."""
        earlier = [turn for turn in history if turn.strip()][-_TURNS:]
        if not earlier:
            return found
        has_words = len(found.rankers["lexical"].rows) > 0
        names_work = self._names.any_in(query)
        weight = weight_of_history(query, has_words=has_words, names_work=names_work)
        if not weight:
            return found
        *before, last = earlier
        reading = self.read(last, None)
        looked = self.look(reading, self.vector(reading))
        previous = self._with_history(looked, last, before)
        return found._replace(
            works=mixed(found.works, previous.works, weight),
            passages=mixed(found.passages, previous.passages, weight),
            several=None,
        )

    @cached_property
    def _names(self) -> NameTerms:
        return NameTerms(self.index.works, self.index.lexical_works)

    @cached_property
    def _adapter(self) -> Adapter | None:
        """The map for this model."""
        wanted = self.settings.adapter and self._has_cards
        return load_adapter(self.embedder.fingerprint) if wanted else None

    @cached_property
    def _themes(self) -> Themes | None:
        """The themes for this model."""
        return load_themes(self.embedder.fingerprint) if self._has_cards else None

    @cached_property
    def _has_cards(self) -> bool:
        return tells_of_cards(self.index.passages)


def open_searcher(
    home: Path, build: BuildSettings | None = None, search: SearchSettings | None = None
) -> Searcher:
    """Load the published index of a home folder with the model it was made with.

    Raises StateError where there is no index, it is damaged, it was made with another model, or
    the reranker of the settings is nowhere.
    """
    index = load_index(home)
    wanted = build or BuildSettings()
    model = index.manifest.model
    if wanted.model != model.name:
        raise StateError(f"the index was made with {model.name}, not with {wanted.model}; {REMEDY}")
    embedder = with_prefixes(open_embedder(wanted.model), wanted)
    if embedder.fingerprint != model.fingerprint:
        message = f"the files or prefixes of the model {wanted.model} have changed; {REMEDY}"
        raise StateError(message)
    settings = search or SearchSettings()
    if not settings.reranker:
        return Searcher(index, embedder, settings)
    from index.rerank import open_reranker

    return Searcher(index, embedder, settings, open_reranker(settings.reranker))


def _given(filters: Filters | Auto | None) -> bool:
    return isinstance(filters, Filters)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
