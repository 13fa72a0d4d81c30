"""In: an answer that names several works; out: the reading list that its question asks for.

It stands beneath the answer and has no part in making it.
"""

import numpy as np

from app.answering.kinds import kind_of
from app.answering.records import Answer
from app.themes import Theme, lists_of, read_themes
from index.search import Searcher
from index.themes import load_themes
from ingest.library import Library

LIKE, AHEAD = 0.5, 0.05
"""The least cosine of a question with its list, and how far any other list must be behind."""
NAMED = 0.5
"""The least share of the works that the answer names which are on the list."""


def asked_list(made: Answer, searcher: Searcher, library: Library) -> Theme | None:
    """The one of the library's lists that the question is clearly like, if the answer agrees.

    None where the question does not ask for works, or limits them by what their records say.
    """
    named = {citation.paper_id for citation in made.citations}
    if len(named) < 2 or kind_of(made.question) != "list":
        return None
    lists = lists_of(library)
    themes = load_themes(searcher.embedder.fingerprint)
    reading = searcher.read(made.question)
    if not lists or themes is None or reading.filters:
        return None
    alike = themes.cosines(searcher.vector(reading))
    second, first = np.argsort(alike)[-2:]
    theme = tuple(read_themes().values())[first]
    if alike[first] < max(LIKE, alike[second] + AHEAD):
        return None
    agrees = len(named & theme.works.keys()) >= NAMED * len(named)
    return lists.get(theme.id) if agrees else None
