"""In: evaluations and their questions; out: a table of all questions to read and to sort."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.beir import Query
from evals.retrieval import Evaluation


def write_differences(
    path: Path, evaluations: Sequence[Evaluation], queries: Mapping[str, Query], measure: str
) -> None:
    """Write a TSV: question, each system's value and first work, the last minus the best other.

    Questions on which the last system loses most come first.
    """
    ours = evaluations[-1]
    names = [evaluation.system for evaluation in evaluations]
    rows = sorted((_gap(evaluations, name, measure), name) for name in ours.scores)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        firsts = [f"first of {name}" for name in names]
        out.writerow(["query", "kind", "text", *names, "difference", *firsts])
        for gap, name in rows:
            values = [f"{evaluation.scores[name][measure]:.4f}" for evaluation in evaluations]
            first = [_first(evaluation.run.get(name, {})) for evaluation in evaluations]
            query = queries[name]
            text = " ".join(query.text.split())
            out.writerow([name, query.metadata.kind, text, *values, f"{gap:+.4f}", *first])


def versus(
    a: Evaluation, b: Evaluation, queries: Iterable[Query], measure: str
) -> list[dict[str, str | float]]:
    """A row a question that A or B does better, A's losses first; equal ones are left out."""
    rows: list[dict[str, str | float]] = []
    for query in queries:
        ours, theirs = (side.scores.get(query.id, {}).get(measure, 0.0) for side in (a, b))
        if ours != theirs:
            rows.append(
                {
                    "Question": " ".join(query.text.split()),
                    "Kind": query.metadata.kind,
                    a.system: round(ours, 3),
                    b.system: round(theirs, 3),
                    "Difference": round(ours - theirs, 3),
                    f"First of {a.system}": _first(a.run.get(query.id, {})),
                    f"First of {b.system}": _first(b.run.get(query.id, {})),
                    "Id": query.id,
                }
            )
    return sorted(rows, key=lambda row: (row["Difference"], row["Id"]))


def _gap(evaluations: Sequence[Evaluation], query: str, measure: str) -> float:
    *others, ours = (evaluation.scores[query][measure] for evaluation in evaluations)
    return ours - max(others, default=ours)


def _first(found: Mapping[str, float]) -> str:
    return min(found, key=lambda work: (-found[work], work), default="")
