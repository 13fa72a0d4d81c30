"""In: BEIR files (corpus, queries, qrels); out: records, or one error that names file and line."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InputError
from ingest.rows import parse_rows, read_rows

Qrels = dict[str, dict[str, int]]
"""Judgements: query id -> document id -> grade; a grade above 0 is relevant."""
AUTHORS = ("a", "b", "c", "d", "e")
"""Who wrote our golden questions, each without having read another's."""


class QueryFacts(BaseModel):
    """What our golden sets say of a question beside its text; other collections say nothing.

    `author` tells apart the people who wrote the questions, one of `AUTHORS`.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: str = "any"
    split: str = "any"
    author: str = "any"
    evidence: tuple[dict[str, Any], ...] = ()
    facts: tuple[str, ...] = ()
    history: tuple[str, ...] = ()


class Query(BaseModel):
    """One line of `queries.jsonl`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(alias="_id", min_length=1)
    text: str = Field(min_length=1)
    metadata: QueryFacts = QueryFacts()


class Passage(BaseModel):
    """One line of `corpus.jsonl`: a document of a foreign collection."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str


class BeirFiles(NamedTuple):
    """The files of a collection in BEIR's layout."""

    corpus: Path
    queries: Path
    qrels: tuple[Path, ...]


def beir_files(folder: Path) -> BeirFiles:
    """The files of a BEIR folder: judgements in `qrels.tsv` or, several, in `qrels/`.

    Raises InputError where it has no judgements.
    """
    qrels = tuple(sorted((folder / "qrels").glob("*.tsv"))) or tuple(folder.glob("qrels.tsv"))
    if not qrels:
        raise InputError(str(folder), "no judgements in this folder", "add qrels.tsv, or --qrels")
    return BeirFiles(folder / "corpus.jsonl", folder / "queries.jsonl", qrels)


def read_queries(path: Path) -> tuple[Query, ...]:
    """All queries, in file order. Raises InputError for a broken line or an id met twice."""
    return tuple(read_rows(path, Query, apart=True))


def parse_queries(name: str, lines: Iterable[str]) -> tuple[Query, ...]:
    """All queries of the lines of a file of that name; raises as `read_queries`."""
    return tuple(parse_rows(name, lines, Query, apart=True))


def select(
    queries: Iterable[Query], split: str | None = None, author: str | None = None
) -> tuple[Query, ...]:
    """The queries of one half and of one author, in order; None asks all, `all` both halves."""
    return tuple(
        query
        for query in queries
        if split in (None, "all", query.metadata.split) and author in (None, query.metadata.author)
    )


def read_corpus(path: Path) -> tuple[Passage, ...]:
    """All documents, in file order. Raises InputError for a broken line or an id met twice."""
    return tuple(read_rows(path, Passage, apart=True))


def read_qrels(path: Path) -> Qrels:
    """Judgements from a BEIR `.tsv` (with or without header) or a four-column TREC file.

    Raises InputError naming the line that is neither.
    """
    with _open(path) as lines:
        return parse_qrels(str(path), lines)


def parse_qrels(name: str, lines: Iterable[str]) -> Qrels:
    """Judgements of the lines of a file of that name; raises as `read_qrels`."""
    qrels: Qrels = {}
    for number, row in enumerate(csv.reader(lines, delimiter="\t"), 1):
        cells = row[0].split() if len(row) == 1 else row
        if not cells or (number == 1 and not cells[-1].lstrip("-").isdigit()):
            continue
        if len(cells) not in (3, 4) or not cells[-1].lstrip("-").isdigit():
            remedy = "write `query-id<TAB>corpus-id<TAB>score`"
            raise InputError(name, "not a judgement", remedy, number)
        qrels.setdefault(cells[0], {})[cells[-2]] = int(cells[-1])
    return qrels


def _open(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8", newline="")
    except OSError as exc:
        remedy = "check the path"
        raise InputError(str(path), f"cannot be read ({exc.strerror})", remedy) from exc
