"""In: evaluations of systems on one set; out: the table a terminal or a Markdown file shows."""

from collections.abc import Sequence
from pathlib import Path

from evals.beir import read_queries
from evals.compare import compare
from evals.differences import write_differences
from evals.metrics import MEASURES
from evals.retrieval import Evaluation
from ingest.errors import InputError


def markdown(evaluations: Sequence[Evaluation], command: str) -> str:
    """A report: the command that made it, a table a kind of question, and paired tests."""
    lines = [f"`{command}`", ""]
    for kind in evaluations[0].means:
        count = evaluations[0].means[kind][MEASURES[0]].queries
        lines += [f"## {kind} ({count} questions)", ""]
        lines += ["| system | " + " | ".join(MEASURES) + " |", "|---" * (len(MEASURES) + 1) + "|"]
        for evaluation in evaluations:
            cells = [
                f"{mean.value:.3f} ({mean.low:.2f}–{mean.high:.2f})"
                for mean in (evaluation.means[kind][measure] for measure in MEASURES)
            ]
            lines.append(f"| {evaluation.system} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines + _tests(evaluations))


def write_report(path: Path, text: str, evaluations: Sequence[Evaluation], queries: Path) -> None:
    """Write a report, and beside it under the same name its plot (.svg) and questions (.tsv).

    Raises InputError where it cannot be written.
    """
    from evals.plots import draw

    asked = {query.id: query for query in read_queries(queries)}
    plot, table = path.with_suffix(".svg"), path.with_suffix(".tsv")
    measure = MEASURES[0]
    beside = f"![{measure} by kind]({plot.name})\n\nEvery question: [{table.name}]({table.name})\n"
    try:
        path.write_text(f"{text}\n{beside}", "utf-8")
        draw(evaluations, measure, plot)
        write_differences(table, evaluations, asked, measure)
    except OSError as exc:
        problem = f"cannot be written ({exc.strerror})"
        raise InputError(str(path), problem, "name a file in a folder you can write to") from exc


def _tests(evaluations: Sequence[Evaluation]) -> list[str]:
    """The last system against each other one, on every measure of rank."""
    *others, ours = evaluations
    if not others:
        return []
    lines = ["## Paired randomisation tests", ""]
    lines += ["| measure | systems | difference | p | won | lost |", "|---|---|---|---|---|---|"]
    for other in others:
        for measure in ("nDCG@10", "RR"):
            found = compare(ours.scores, other.scores, measure)
            lines.append(
                f"| {measure} | {ours.system} − {other.system} | {found.difference:+.3f} |"
                f" {found.p_value:.4f} | {len(found.wins)} | {len(found.losses)} |"
            )
    return [*lines, ""]
