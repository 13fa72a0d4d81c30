"""In: the home folder; out: the published index, checked against its manifest."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from index.acronyms import reverse
from index.lexical import LexicalIndex
from index.manifest import MANIFEST, REMEDY, Manifest, hash_files, read_manifest
from index.passages import Passage
from index.store import FlatStore
from index.token_store import TokenStore
from ingest.errors import StateError
from ingest.library import Library
from ingest.records import Document, Record, Work

CURRENT = "CURRENT"
DOCUMENTS, WORKS, PASSAGES = "documents.jsonl", "works.jsonl", "passages.jsonl"
TOKENS = "tokens"
VECTORS, BM25_PASSAGES, BM25_WORKS = "vectors.faiss", "bm25-passages", "bm25-works"
WORDS, ACRONYMS = "words.json", "acronyms.json"

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Embedded(NamedTuple):
    """Passages, with the vector and the tokens of each."""

    passages: tuple[Passage, ...]
    store: FlatStore
    tokens: TokenStore


@dataclass(frozen=True)
class Index:
    """A published index.

    Row i of `store`, `tokens` and `lexical` is `passages[i]`, row j of `lexical_works` `works[j]`.
    `words` are the library's, with how often each stands there, `acronyms` its short names, with
    what they stand for. All but the documents is here once it is loaded, so that a generation that
    is removed while somebody reads from it goes on being searched.
    """

    folder: Path
    manifest: Manifest
    works: tuple[Work, ...]
    passages: tuple[Passage, ...]
    store: FlatStore
    tokens: TokenStore
    lexical: LexicalIndex
    lexical_works: LexicalIndex
    words: dict[str, int]
    acronyms: dict[str, str]

    @cached_property
    def library(self) -> Library:
        """The documents and works; read on first use, since a search needs no document.

        Raises StateError where this generation has been removed meanwhile: a long-lived searcher
        was opened, but never asked for a document, two publications ago.
        """
        try:
            documents = tuple(read_records(self.folder / DOCUMENTS, Document))
        except (OSError, ValueError) as exc:
            raise StateError(f"the index {self.folder} was replaced; open it again") from exc
        return Library(documents=documents, works=self.works)

    @cached_property
    def long_forms(self) -> dict[str, str]:
        """What short names stand for, with the short names."""
        return reverse(self.acronyms)


def index_folder(home: Path) -> Path:
    """Where the generations of an index live."""
    return home / "index"


def current_generation(home: Path) -> Path:
    """The folder that `CURRENT` names. Raises StateError where nothing was published."""
    try:
        name = (index_folder(home) / CURRENT).read_bytes().decode(errors="replace").strip()
    except OSError as exc:
        raise StateError(f"there is no index in {home} yet; run `litmus ingest`") from exc
    folder = index_folder(home) / name
    if not name or not folder.is_dir():
        raise StateError(f"the index of {home} is gone; {REMEDY}")
    return folder


def load_index(home: Path) -> Index:
    """Load the published index. Raises StateError where there is none or it is damaged."""
    folder = current_generation(home)
    try:
        return load_generation(folder)
    except StateError:
        # a writer may have switched, and removed this generation, while it was being read
        if (newer := current_generation(home)) == folder:
            raise
        return load_generation(newer)


def load_generation(folder: Path) -> Index:
    """Load one folder and check it whole. Raises StateError where it is damaged."""
    manifest = read_manifest(folder)
    try:
        passages = tuple(read_records(folder / PASSAGES, Passage))
        index = Index(
            folder=folder,
            manifest=manifest,
            works=tuple(read_records(folder / WORKS, Work)),
            passages=passages,
            tokens=_load_tokens(folder, len(passages)),
            store=FlatStore.load(folder / VECTORS),
            lexical=LexicalIndex.load(folder / BM25_PASSAGES),
            lexical_works=LexicalIndex.load(folder / BM25_WORKS),
            words=json.loads((folder / WORDS).read_text("utf-8")),
            acronyms=json.loads((folder / ACRONYMS).read_text("utf-8")),
        )
    except (OSError, ValueError, RuntimeError, KeyError) as exc:
        raise StateError(f"the index {folder} cannot be read ({exc}); {REMEDY}") from exc
    if not _fits(index):
        raise StateError(f"the parts of the index {folder} do not belong together; {REMEDY}")
    return index


def _fits(index: Index) -> bool:
    """Whether the parts have as many rows as each other, and as the manifest says."""
    counts, works, passages = index.manifest.counts, len(index.works), len(index.passages)
    return (
        counts.passages == passages == len(index.store) == index.lexical.size == len(index.tokens)
        and counts.works == works == index.lexical_works.size
        and (index.tokens.anything is None or len(index.tokens.anything) == works)
        and index.manifest.model.dimension == index.store.dimension
    )


def _load_tokens(folder: Path, passages: int) -> TokenStore:
    """The tokens of an index; one made before there were any is searched without them."""
    made = (folder / TOKENS).is_dir()
    return TokenStore.load(folder / TOKENS) if made else TokenStore.empty(passages)


def load_embedded(home: Path, fingerprint: str) -> Embedded | None:
    """The published passages as embedded, of any format, if this model made them; else None.

    So a new format of the index costs no embedding.
    """
    try:
        folder = current_generation(home)
        stated = json.loads((folder / MANIFEST).read_text("utf-8"))
        if stated["model"]["fingerprint"] != fingerprint:
            return None
        found = hash_files(folder)
        used = [n for n in found if n in {PASSAGES, VECTORS} or n.startswith(f"{TOKENS}/")]
        if any(found[name].sha256 != stated["files"][name]["sha256"] for name in used):
            return None
        passages = tuple(read_records(folder / PASSAGES, Passage))
        store = FlatStore.load(folder / VECTORS)
        tokens = _load_tokens(folder, len(passages))
    except (StateError, OSError, ValueError, RuntimeError, KeyError, TypeError):
        return None
    fits = len(passages) == len(store) == len(tokens)
    return Embedded(passages, store, tokens) if fits else None


def load_library(home: Path) -> Library:
    """The published documents and works, without vectors.

    Raises StateError where nothing was published or they cannot be read.
    """
    folder = current_generation(home)
    try:
        documents = tuple(read_records(folder / DOCUMENTS, Document))
        works = tuple(read_records(folder / WORKS, Work))
    except (OSError, ValueError) as exc:
        raise StateError(f"the library in {folder} cannot be read; {REMEDY}") from exc
    return Library(documents=documents, works=works)


def load_passages(home: Path) -> tuple[Passage, ...]:
    """The published passages. Raises StateError where there are none or they cannot be read."""
    folder = current_generation(home)
    try:
        return tuple(read_records(folder / PASSAGES, Passage))
    except (OSError, ValueError) as exc:
        raise StateError(f"the passages in {folder} cannot be read; {REMEDY}") from exc


def read_records(path: Path, kind: type[AnyRecord]) -> list[AnyRecord]:
    """Read a record from every line; raises ValueError for a line that is none."""
    with path.open("rb") as lines:
        return [kind.model_validate_json(line) for line in lines]


def records_as_lines(records: Iterable[Record]) -> bytes:
    """JSON Lines of records, as `read_records` reads them."""
    return "".join(record.model_dump_json() + "\n" for record in records).encode()
