"""In: our golden files, or what somebody uploaded; out: judged questions as one named set."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from app.home import DATA
from evals.beir import Qrels, Query, parse_qrels, parse_queries, read_qrels, read_queries, select
from ingest.errors import InputError, UsageError

GOLDEN = DATA / "golden"
MOST_MIB = 4
MOST_QUESTIONS = 2000
_QUESTIONS, _JUDGEMENTS = "questions", "judgements"
"""What the files of an upload are called in a message, whatever they were called at home."""

_T = TypeVar("_T")


class QuestionSet(BaseModel):
    """Questions that are all judged, and their judgements; `ours` are the golden ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    ours: bool
    digest: str
    queries: tuple[Query, ...]
    qrels: Qrels

    def unknown(self, works: frozenset[str]) -> tuple[str, ...]:
        """The judged works that are none of these, in order of id."""
        return tuple(sorted({work for grades in self.qrels.values() for work in grades} - works))


@cache
def golden(split: str, author: str | None = None) -> QuestionSet:
    """A half of our own questions. Raises UsageError where it has none that is judged."""
    qrels = read_qrels(GOLDEN / "qrels" / f"{split}.tsv")
    name = f"{split} half" + (f", author {author}" if author else "")
    return _made(name, True, select(read_queries(GOLDEN / "queries.jsonl"), split, author), qrels)


def uploaded(questions: bytes, judgements: bytes) -> QuestionSet:
    """A set from the bytes of a `queries.jsonl` and of its qrels, which are read and never kept.

    Raises InputError naming the line that is wrong or the file that is too big, UsageError where
    no question is judged.
    """
    queries = _read(_QUESTIONS, questions, parse_queries)
    if len(queries) > MOST_QUESTIONS:
        raise InputError(_QUESTIONS, f"are more than {MOST_QUESTIONS}", "upload fewer at a time")
    return _made("uploaded", False, queries, _read(_JUDGEMENTS, judgements, parse_qrels))


def _read(name: str, data: bytes, parse: Callable[[str, list[str]], _T]) -> _T:
    if len(data) > MOST_MIB * 2**20:
        raise InputError(name, f"are larger than {MOST_MIB} MiB", "upload fewer at a time")
    try:
        return parse(name, data.decode("utf-8-sig").splitlines())
    except UnicodeDecodeError as exc:
        raise InputError(name, "are not text in UTF-8", "save the file as UTF-8") from exc


def _made(name: str, ours: bool, queries: tuple[Query, ...], qrels: Qrels) -> QuestionSet:
    judged = {q for q, grades in qrels.items() if any(grade > 0 for grade in grades.values())}
    asked = tuple(query for query in queries if query.id in judged)
    if not asked:
        raise UsageError(
            "no question has a relevant work in the judgements; their ids must be the same"
        )
    kept = {query.id: qrels[query.id] for query in asked}
    said = repr([q.model_dump() for q in asked]) + repr(kept)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return QuestionSet(name=name, ours=ours, digest=digest, queries=asked, qrels=kept)
