"""In: an embedder and a model's instructions; out: one whose texts begin with them."""

from collections.abc import Sequence

from index.embed import Embedder, Progress, Vectors, silent
from index.settings import BuildSettings


class PrefixedEmbedder:
    """Another embedder whose questions and passages begin with a model's instructions."""

    def __init__(self, embedder: Embedder, settings: BuildSettings) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._query, self._passage = settings.query_prefix, settings.passage_prefix
        # passages alone are stored, yet a question asked another way fits them less
        self.fingerprint = f"{embedder.fingerprint}|{self._query}|{self._passage}"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Unit rows (len(texts), dimension) of the prefixed passages."""
        return self._embedder.encode([self._passage + text for text in texts], progress)

    def encode_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of the prefixed question."""
        return self._embedder.encode_query(self._query + text)


def with_prefixes(embedder: Embedder, settings: BuildSettings) -> Embedder:
    """The embedder as the settings want it used: with prefixes where they have any."""
    wanted = settings.query_prefix or settings.passage_prefix
    return PrefixedEmbedder(embedder, settings) if wanted else embedder
