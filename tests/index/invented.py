"""Invented cards, reviews and an embedder whose vectors can be computed by hand."""

import re
from collections.abc import Sequence

import numpy as np

from index.embed import Progress, Vectors, silent
from ingest.library import Library
from ingest.records import Block, Document, Source, Work

AXES = ("owl", "kettle", "snow", "violin", "harbour", "lantern")
"""The words the toy embedder knows; every other word counts on the last axis."""


class CountingEmbedder:
    """Counts known words; `encoded` keeps what was asked of it."""

    name = "counting"
    fingerprint = "counting-1"
    dimension = len(AXES) + 1

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        self.encoded.extend(texts)
        for done in range(len(texts)):
            progress(done + 1, len(texts))
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        words = re.findall(r"\w+", text.lower())
        counts = np.array([words.count(axis) for axis in AXES] + [0.01], dtype=np.float32)
        return counts / np.linalg.norm(counts)


def paragraph(text: str, first: int, section: str | None = None) -> Block:
    lines = tuple(range(first, first + text.count("\n") + 1))
    return Block(kind="paragraph", voice="reviewer", text=text, lines=lines, section=section)


def heading(text: str, line: int, section: str | None = None) -> Block:
    return Block(kind="heading", voice="card", text=text, lines=(line,), section=section)


def item(text: str, line: int, section: str) -> Block:
    return Block(kind="item", voice="card", text=text, lines=(line,), section=section)


def review(source_id: str, *blocks: Block, header: str | None = None) -> Source:
    last = max(line for block in blocks for line in block.lines)
    return Source(
        source_id=source_id,
        type="review",
        file=f"{source_id.split(':', maxsplit=1)[0]}.txt",
        spans=((1, last),),
        header=header,
        blocks=blocks,
    )


def work(paper_id: str, title: str | None, *sources: str, dates: tuple[str, ...] = ()) -> Work:
    return Work(
        paper_id=paper_id,
        title=title,
        arxiv_id=None,
        kind="method",
        topics=(),
        dates=dates,
        reviewers=("Ada",),
        sources=sources,
    )


def library(*pairs: tuple[Work, Source]) -> Library:
    """A library of one document for each pair, works in order of id."""
    documents = tuple(
        Document(
            file=source.file,
            sha256="0" * 64,
            type=source.type,
            encoding="utf-8",
            line_count=source.spans[-1][1],
            sources=(source,),
        )
        for _, source in pairs
    )
    works = sorted((one for one, _ in pairs), key=lambda one: one.paper_id)
    return Library(documents=documents, works=tuple(works))


def small_library() -> Library:
    """Three works with one obvious answer each for owl, kettle and violin."""
    owls = review(
        "owls:1",
        paragraph("The owl net hears prey in the snow.", 1),
        paragraph("An owl needs no lantern at night.", 3),
        header="Daily Paper 2.11.2024",
    )
    kettles = review("kettles:1", paragraph("A kettle boils sooner at a harbour.", 1))
    violins = review(
        "violins:1",
        paragraph("Each violin is tuned by ear in the snow.", 1),
        paragraph("The kettle of the orchestra is a drum.", 2),
    )
    return library(
        (work("b-owls", "Owl Networks", "owls:1", dates=("2024-11-02",)), owls),
        (work("a-kettles", None, "kettles:1"), kettles),
        (work("c-violins", "Violin Tuning", "violins:1"), violins),
    )


def carded_library(topics: tuple[str, ...] = ()) -> Library:
    """The small library and a work that a card tells of; the three others have these topics."""
    small = small_library()
    card = (work("d", "Other", "card:d"), review("card:d", item("- A lantern.", 2, "Method")))
    told = ((one.model_copy(update={"topics": topics}), small.sources) for one in small.works)
    return library(*((one, sources[one.sources[0]]) for one, sources in told), card)
