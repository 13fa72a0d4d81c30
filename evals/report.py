"""In: evaluations of systems on one set; out: the table a terminal or a Markdown file shows."""

from collections.abc import Sequence

from evals.compare import compare
from evals.metrics import MEASURES
from evals.retrieval import Evaluation


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
