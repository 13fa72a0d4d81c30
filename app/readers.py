"""In: the home folder; out: a reader over what is published there."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from app.answering.calibration import stored
from app.answering.kept_words import kept_words
from app.answering.reader import Reader, demo_entry
from app.home import texts_of
from app.quotes import QuoteFinder
from index.load import load_library
from index.search import open_searcher
from ingest.errors import UsageError
from ingest.library import Library
from ingest.read import decode
from ingest.texts import fetch_text


def open_reader(home: Path) -> Reader:
    """A reader over the published index and the texts it was made from.

    Raises StateError where there is no index or it is damaged.
    """
    searcher = open_searcher(home)
    library = searcher.index.library
    return Reader(
        searcher,
        library,
        lines_reader(home, library),
        cache(demo_entry),
        kept=home,
        words=partial(kept_words, home, searcher.index.manifest.generation),
        acronyms=searcher.index.acronyms,
        calibration=stored(home),
    )


def open_quotes(home: Path) -> QuoteFinder:
    """The published texts, searchable for quotes; no model and no vectors are loaded."""
    library = load_library(home)
    return QuoteFinder(library, lines_reader(home, library))


def lines_reader(home: Path, library: Library) -> Callable[[str], Sequence[str]]:
    """What gives the untouched lines of a file of the library, each file read once.

    What is returned raises UsageError for a file that is not of the library, StateError where
    its kept text is missing.
    """
    hashes = {doc.file: doc.sha256 for doc in library.documents}

    @cache
    def lines_of(file: str) -> Sequence[str]:
        if file not in hashes:
            raise UsageError(f"no file of the library is called {file!r}")
        return decode(file, fetch_text(texts_of(home), hashes[file])).lines

    return lines_of
