"""In: the corpus file of a foreign BEIR collection; out: a library of one work a document."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from evals.beir import Passage
from index.embed import Progress, open_embedder, silent
from index.publish import publish
from index.search import Searcher, open_searcher
from index.settings import BuildSettings
from ingest.library import Library
from ingest.records import Block, Document, Source, Work


def library_of(passages: Iterable[Passage], file: str) -> Library:
    """One document of many sources: row i of the corpus is line i + 1 and a work of its own."""
    rows = tuple(enumerate(passages, 1))
    sources = tuple(_source(passage, line, file) for line, passage in rows)
    works = tuple(sorted((_work(passage) for _, passage in rows), key=lambda w: w.paper_id))
    digest = hashlib.sha256("".join(p.model_dump_json() for _, p in rows).encode()).hexdigest()
    document = Document(
        file=file,
        sha256=digest,
        type="document",
        encoding="utf-8",
        line_count=len(rows),
        sources=sources,
    )
    return Library(documents=(document,), works=works)


def open_collection(
    home: Path, passages: Iterable[Passage], file: str, progress: Progress = silent
) -> Searcher:
    """Publish a collection under a home folder of its own and open it; unchanged, it is reused."""
    settings = BuildSettings()
    embedder = open_embedder(settings.model)
    publish(home, library_of(passages, file), settings, embedder, progress)
    return open_searcher(home)


def _source(passage: Passage, line: int, file: str) -> Source:
    # title and text as they stand, even where the text repeats the title: so BEIR's models do
    text = passage.text.strip() or passage.title
    block = Block(kind="paragraph", voice="paper", text=text, lines=(line,))
    return Source(
        source_id=passage.id,
        type="document",
        file=file,
        spans=((line, line),),
        title=passage.title or None,
        blocks=(block,),
    )


def _work(passage: Passage) -> Work:
    return Work(
        paper_id=passage.id,
        title=passage.title or None,
        arxiv_id=None,
        kind=None,
        topics=(),
        dates=(),
        reviewers=(),
        sources=(passage.id,),
    )
