"""In: a home folder and files to add or forget; out: the index published anew, what changed."""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.answering import calibration
from app.answering.kept_words import keep_words, kept_words
from app.answering.sentence_store import Sentences
from app.answering.vectors import SentenceVectors, keep
from app.home import MERGES, texts_of
from app.readers import lines_reader
from index.embed import Progress, open_embedder, silent
from index.load import load_library
from index.lock import locked, unwritable
from index.publish import PublishReport, publish
from index.settings import BuildSettings
from ingest.collect import Collected, collect
from ingest.collect import forget as forget_sources
from ingest.errors import StateError, UsageError
from ingest.formats import Format
from ingest.inputs import Input, input_of, read_inputs, write_inputs
from ingest.library import Library
from ingest.merge import read_merges
from ingest.statement import Statement, state
from ingest.texts import drop_texts

log = logging.getLogger(__name__)


class Watch(NamedTuple):
    """Who is told how far each step has come: files read, passages and sentences embedded."""

    files: Progress = silent
    passages: Progress = silent
    sentences: Progress = silent


UNWATCHED = Watch()


class Change(NamedTuple):
    """What an ingest or a forget did: files, lines accounted for, passages published."""

    collected: Collected
    account: Statement
    published: PublishReport

    def as_json(self) -> dict[str, Any]:
        """The change as `ingest --json` prints it."""
        files = self.collected.model_dump(mode="json", exclude={"library"})
        library = self.collected.library
        counts = {"works": len(library.works), "sources": len(library.sources)}
        published = self.published.model_dump(mode="json")
        account = self.account.model_dump(mode="json")
        return files | counts | {"account": account, "published": published}


def add(
    home: Path,
    paths: Sequence[Path],
    form: Format = "auto",
    watch: Watch = UNWATCHED,
) -> Change:
    """Parse files and folders into the library and publish it.

    Raises InputError when a path is missing or a folder has nothing to read, UsageError when
    no file could be read and there was none before, StateError when another ingest runs or the
    disk is full; what was published stays as it was.
    """
    with locked(home):
        before = _so_far(home)
        known = read_inputs(_inputs_of(home)) if before is None else _inputs(before)
        merges = read_merges(MERGES)
        collected = collect(
            before or Library(), known, paths, form, texts_of(home), merges, watch.files
        )
        if not collected.library.documents:
            raise UsageError(f"nothing to publish: {collected.rejected[0].reason}")
        return _publish(home, collected, watch)


def remove(
    home: Path,
    names: Iterable[str],
    watch: Watch = UNWATCHED,
) -> Change:
    """Take files or sources out of the library and publish what is left.

    Raises UsageError for a name that is neither, or when nothing would be left.
    """
    with locked(home):
        collected = forget_sources(load_library(home), names, read_merges(MERGES))
        if not collected.library.documents:
            raise UsageError("nothing would be left; ingest something else first")
        return _publish(home, collected, watch)


def rebuild(
    home: Path,
    watch: Watch = UNWATCHED,
) -> Change:
    """Parse every kept text again and publish what comes of it; known texts keep their vectors.

    Raises StateError where nothing was ever ingested, and what `add` raises.
    """
    with locked(home):
        before = _so_far(home)
        known = read_inputs(_inputs_of(home)) if before is None else _inputs(before)
        if not known:
            raise StateError("nothing was ingested yet; add a file first")
        stale = (
            [doc.model_copy(update={"reader": ""}) for doc in before.documents] if before else []
        )
        collected = collect(
            Library(documents=tuple(stale)),
            known,
            [],
            "auto",
            texts_of(home),
            read_merges(MERGES),
            watch.files,
        )
        return _publish(home, collected, watch)


def was_read(home: Path) -> bool:
    """Whether files were ingested here, so that `rebuild` has something to read again."""
    return _inputs_of(home).is_file()


def _so_far(home: Path) -> Library | None:
    """The published library where it can be read, even beside damaged vectors; else None."""
    try:
        return load_library(home)
    except StateError as exc:
        log.info("starting from the stored texts: %s", exc)
        return None


def _publish(home: Path, collected: Collected, watch: Watch) -> Change:
    library = collected.library
    counted = state(library.documents, lines_reader(home, library))
    settings = BuildSettings()
    embedder = open_embedder(settings.model)
    report = publish(home, library, settings, embedder, watch.passages)
    said = Sentences(library, lines_reader(home, library), SentenceVectors(embedder))
    try:
        keep(home, report.generation, said.compared, embedder, watch.sentences)
        if kept_words(home, report.generation) is None:
            keep_words(home, report.generation, said.vocabulary)
        calibration.keep(home)
        write_inputs(_inputs_of(home), _inputs(library))
        drop_texts(texts_of(home), frozenset(doc.sha256 for doc in library.documents))
    except OSError as exc:
        raise unwritable(home, exc) from exc
    return Change(collected, counted, report)


def _inputs(library: Library) -> tuple[Input, ...]:
    return tuple(input_of(doc) for doc in library.documents)


def _inputs_of(home: Path) -> Path:
    """The list of ingested files, from which an index that cannot be read is made again."""
    return home / "inputs.jsonl"
