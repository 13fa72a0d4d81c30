"""In: a library and its passages; out: a folder with their index, complete and checked."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from index.acronyms import find_acronyms
from index.embed import Embedder, Progress, TokenEmbedder, Vectors, tokens_made_with
from index.lexical import LexicalIndex
from index.load import (
    ACRONYMS,
    BM25_PASSAGES,
    BM25_WORKS,
    DOCUMENTS,
    PASSAGES,
    TOKENS,
    VECTORS,
    WORDS,
    WORKS,
    Embedded,
    load_generation,
    records_as_lines,
)
from index.manifest import (
    FORMAT,
    Counts,
    Manifest,
    Model,
    hash_files,
    litmus_version,
    write_manifest,
)
from index.passages import make_passages, tells_of_cards, works_of
from index.projection import Tokens
from index.settings import BuildSettings
from index.spelling import count_words
from index.store import FlatStore
from index.threads import one_blas_thread
from index.token_store import TokenStore
from index.tokens import DRAWN, WorkTokens
from index.work_texts import work_texts
from ingest.library import Library


class Plan:
    """An index to be: its records as they will be written, and its name."""

    def __init__(self, library: Library, settings: BuildSettings, embedder: Embedder) -> None:
        self.library = library
        self.settings = settings
        self.embedder = embedder
        self.passages = make_passages(library, settings)
        self.files = {
            DOCUMENTS: records_as_lines(library.documents),
            WORKS: records_as_lines(library.works),
            PASSAGES: records_as_lines(self.passages),
        }
        self.generation = _name(self.files, settings, embedder)


def _name(files: Mapping[str, bytes], settings: BuildSettings, embedder: Embedder) -> str:
    """The name of an index, which follows from all that it is made from."""
    origin = {
        "format": FORMAT,
        "model": [embedder.name, embedder.fingerprint, tokens_made_with(embedder)],
        "settings": settings.model_dump(mode="json"),
        "tokens drawn": DRAWN,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return hashlib.sha256(json.dumps(origin, sort_keys=True).encode()).hexdigest()[:16]


def embed(plan: Plan, before: Embedded | None, progress: Progress) -> tuple[Embedded, int]:
    """The plan's passages embedded, and how many had to be computed.

    A text that stands `before`, embedded the same way, keeps its vector and its tokens.
    """
    made_with = tokens_made_with(plan.embedder)
    if before is not None and before.tokens.made_with != made_with:
        before = None
    known = {p.text: row for row, p in enumerate(before.passages)} if before else {}
    texts = [passage.text for passage in plan.passages]
    new = [row for row, text in enumerate(texts) if text not in known]
    old = [row for row, text in enumerate(texts) if text in known]
    dimension = before.store.dimension if before else plan.embedder.dimension
    vectors = np.empty((len(texts), dimension), dtype=np.float32)
    tokens = [_NO_TOKENS] * len(texts)
    if before and old:
        rows = [known[texts[row]] for row in old]
        vectors[old] = before.store.vectors(rows)
        for row, known_row in zip(old, rows, strict=True):
            tokens[row] = before.tokens.tokens(known_row)
    if new:
        vectors[new], computed = _computed(plan.embedder, [texts[row] for row in new], progress)
        for row, told in zip(new, computed, strict=True):
            tokens[row] = told
    made = TokenStore.of(tokens, made_with)
    return Embedded(plan.passages, FlatStore.of(vectors), made), len(new)


_NO_TOKENS = Tokens(np.empty(0, np.int32), np.empty((0, 0), np.int8))


def _computed(
    embedder: Embedder, texts: list[str], progress: Progress
) -> tuple[Vectors, list[Tokens]]:
    if isinstance(embedder, TokenEmbedder):
        return embedder.encode_tokens(texts, progress)
    return embedder.encode(texts, progress), [_NO_TOKENS] * len(texts)


def build(folder: Path, plan: Plan, embedded: Embedded) -> None:
    """Write a new folder, bring it to the disk, and read it back as a reader would.

    Raises OSError where it cannot be written.
    """
    folder.mkdir()
    for name, data in plan.files.items():
        (folder / name).write_bytes(data)
    embedded.store.save(folder / VECTORS)
    _reckoned(plan, embedded.tokens).save(folder / TOKENS)
    LexicalIndex.of([passage.text for passage in plan.passages]).save(folder / BM25_PASSAGES)
    texts = work_texts(plan.library, plan.passages)
    LexicalIndex.of(texts).save(folder / BM25_WORKS)
    _write_json(folder / WORDS, count_words(texts))
    titles = [work.title for work in plan.library.works if work.title]
    _write_json(folder / ACRONYMS, find_acronyms(texts, titles))
    write_manifest(folder, _manifest(folder, plan, embedded.store.dimension))
    for path in (*folder.rglob("*"), folder):
        to_disk(path)
    load_generation(folder)


@one_blas_thread()
def _reckoned(plan: Plan, tokens: TokenStore) -> TokenStore:
    """The tokens with what works match anyway; only where there are cards are they ranked by."""
    if not tells_of_cards(plan.passages):
        return tokens
    works = plan.library.works
    return WorkTokens(tokens, works_of(plan.passages, works), len(works)).reckoned()


def _write_json(path: Path, content: Mapping[str, int] | Mapping[str, str]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", "utf-8")


def _manifest(folder: Path, plan: Plan, dimension: int) -> Manifest:
    embedder, library = plan.embedder, plan.library
    return Manifest(
        format=FORMAT,
        litmus=litmus_version(),
        generation=plan.generation,
        model=Model(name=embedder.name, fingerprint=embedder.fingerprint, dimension=dimension),
        settings=plan.settings.model_dump(mode="json"),
        counts=Counts(
            documents=len(library.documents),
            sources=len(library.sources),
            works=len(library.works),
            passages=len(plan.passages),
        ),
        files=hash_files(folder),
    )


def to_disk(path: Path) -> None:
    """Wait until a file, or the list of names of a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
