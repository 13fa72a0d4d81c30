"""In: an evaluation of answers; out: the tables that a terminal, a Markdown file, a script read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.answers import MEASURES, SOON, AnswersEvaluation
from evals.metrics import Mean
from evals.risk import Point, curve, draw

_HEADINGS = {
    "answered": "answered",
    "first": "right work first",
    "any": "right work cited",
    "right_work": "citations of it",
    "precision": "precision",
    "on_lines": "on gold lines",
    "recall": "recall",
    "facts": "key facts",
    "opens_on_fact": "opens on a fact",
    "fact_soon": f"fact in {SOON}",
    "opens_on_line": "opens on gold lines",
    "sentences": "sentences",
}
_SHOWN = 12
"""So many points of the curve are listed."""
_LEGEND = (
    "precision: citations on gold lines or on the right work's card; on gold lines: those alone;"
    " recall: gold passages cited; key facts: those that the quotes say; opens on: its first"
    " sentence; fact in: its first few. A refused question counts as 0 everywhere."
)


def markdown(found: AnswersEvaluation, command: str, plot: str | None = None) -> str:
    """The report: the command that made it, a table by kind, refusals, the curve, the times."""
    lines = [f"`{command}`", "", *_by_kind(found), "", _LEGEND, "", *_refusals(found), ""]
    lines += ["## Risk and coverage", ""]
    lines += [f"![risk against coverage]({plot})", ""] if plot else []
    lines += [*_curve(curve(found.scores)), "", *_facts(found), ""]
    return "\n".join(lines)


def as_json(found: AnswersEvaluation) -> dict[str, Any]:
    """The same for scripts; `latency_ms` alone differs from run to run."""
    row = found.model_dump(mode="json", exclude={"latency": True, "scores": True})
    row["latency_ms"] = found.latency.model_dump(mode="json")
    row["curve"] = [p.model_dump(mode="json") for p in curve(found.scores)]
    timed = {"wall_ms", "cpu_ms"}
    row["questions"] = [s.model_dump(mode="json", exclude=timed) for s in found.scores]
    return row


def write_report(found: AnswersEvaluation, command: str, path: Path) -> None:
    """The Markdown report, and its picture beside it under the same name, as SVG."""
    picture = path.with_suffix(".svg")
    draw(curve(found.scores), found.threshold, picture)
    path.write_text(markdown(found, command, picture.name), "utf-8")


def _by_kind(found: AnswersEvaluation) -> list[str]:
    lines = ["## Answers by kind of question", ""]
    lines += [f"| kind | questions | {' | '.join(_HEADINGS[m] for m in MEASURES)} |"]
    lines += ["|---" * (len(MEASURES) + 2) + "|"]
    for kind, means in found.means.items():
        cells = " | ".join(f"{means[measure].value:.3f}" for measure in MEASURES)
        lines.append(f"| {kind} | {means['first'].queries} | {cells} |")
    return lines


def _refusals(found: AnswersEvaluation) -> list[str]:
    lines = [f"## Refused (threshold {found.threshold:g})", ""]
    lines += ["| kind | questions | refused |", "|---|---|---|"]
    lines += [
        f"| {kind} | {mean.queries} | {_interval(mean)} |" for kind, mean in found.refused.items()
    ]
    return lines


def _curve(points: Sequence[Point]) -> list[str]:
    step = max(1, len(points) // _SHOWN)
    shown = list(points[step - 1 :: step])
    lines = ["| threshold | coverage | risk | answerable answered | unanswerable refused |"]
    lines += ["|---|---|---|---|---|"]
    lines += [
        f"| {p.threshold:.3f} | {p.coverage:.3f} | {p.risk:.3f} | {p.answerable:.3f} |"
        f" {p.refused:.3f} |"
        for p in shown
    ]
    return lines


def _facts(found: AnswersEvaluation) -> list[str]:
    t = found.latency
    return [
        "## In figures",
        "",
        f"- quotes that do not stand where they say: {found.lost_quotes}",
        f"- sentences an answer: {found.sentences_p50:g} (median), {found.sentences_most} (most)",
        f"- milliseconds a question: p50 {t.wall_p50:g}, p99 {t.wall_p99:g};"
        f" processor time p50 {t.cpu_p50:g}, p99 {t.cpu_p99:g}",
    ]


def _interval(mean: Mean) -> str:
    return f"{mean.value:.3f} ({mean.low:.2f}–{mean.high:.2f})"
