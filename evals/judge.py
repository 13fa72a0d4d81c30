"""In: a home folder or a foreign corpus, questions, judgements; out: systems evaluated on them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.beir import Qrels, read_corpus, read_qrels, read_queries, select
from evals.collection import open_collection
from evals.retrieval import Evaluation, evaluate
from evals.systems import DEFAULT, SYSTEMS, open_system
from index.search import Searcher, open_searcher
from ingest.errors import UsageError


def judge(
    home: Path,
    queries: Path,
    qrels: Iterable[Path],
    split: str | None,
    corpus: Path | None,
    systems: Sequence[str] | None,
    k: int,
    author: str | None = None,
) -> tuple[Evaluation, ...]:
    """Evaluate named systems (all where none is named) on the judged questions of a split
    and an author (of all where None).

    Raises UsageError for an unknown system or a selection without judged questions, InputError
    for a broken file, StateError where there is no index.
    """
    names = tuple(systems or DEFAULT)
    if unknown := set(names) - set(SYSTEMS):
        raise UsageError(f"--system {unknown.pop()!r} is none of {', '.join(SYSTEMS)}")
    judged = read_all_qrels(qrels)
    asked = tuple(q for q in select(read_queries(queries), split, author) if q.id in judged)
    if not asked:
        which = f"of split {split or 'any'} and author {author or 'any'}"
        raise UsageError(f"no judged question in {queries} is {which}")
    judged = {query.id: judged[query.id] for query in asked}
    searcher = _searcher(home, corpus)
    return tuple(evaluate(name, open_system(name, searcher), asked, judged, k) for name in names)


def read_all_qrels(paths: Iterable[Path]) -> Qrels:
    """The judgements of several files together."""
    judged: Qrels = {}
    for path in paths:
        for query, grades in read_qrels(path).items():
            judged.setdefault(query, {}).update(grades)
    return judged


def _searcher(home: Path, corpus: Path | None) -> Searcher:
    if corpus is None:
        return open_searcher(home)
    name = corpus.resolve().parent.name
    return open_collection(home / "collections" / name, read_corpus(corpus), corpus.name)
