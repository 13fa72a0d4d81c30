"""In: evaluations of systems on one set; out: HTML of their figures, and a plot by kind."""

from collections.abc import Sequence
from typing import Any

from app.markup import plain, table
from evals.compare import Comparison
from evals.metrics import MEASURES, Mean
from evals.retrieval import Evaluation


def figures(evaluations: Sequence[Evaluation], kind: str) -> str:
    """A row a system: each measure with its 95% interval, the best of a column in bold."""
    best = {
        measure: max(evaluation.means[kind][measure].value for evaluation in evaluations)
        for measure in MEASURES
    }
    rows = "".join(
        f"<tr><th scope='row'>{plain(evaluation.system)}</th>"
        + "".join(_cell(evaluation.means[kind][m], best[m]) for m in MEASURES)
        + "</tr>"
        for evaluation in evaluations
    )
    return table(("System", *MEASURES), rows)


def _cell(mean: Mean, best: float) -> str:
    value = f"{mean.value:.3f}"
    shown = f"<b>{value}</b>" if mean.value == best else value
    interval = f'<span class="lt-soft">{mean.low:.2f}–{mean.high:.2f}</span>'
    return f'<td class="lt-num">{shown} {interval}</td>'


def verdict(found: Comparison, a: str, b: str) -> str:
    """A paired comparison in a sentence that does not say more than the test does."""
    sure = "more than chance would give" if found.p_value < 0.05 else "no more than chance may give"
    return plain(
        f"{a} − {b}: {found.difference:+.3f} {found.measure} "
        f"(paired randomisation test, p = {found.p_value:.3g}: {sure}). {a} is better on "
        f"{len(found.wins)} questions, {b} on {len(found.losses)}, {found.ties} are equal."
    )


def plot(evaluations: Sequence[Evaluation], measure: str) -> dict[str, Any]:
    """Vega-Lite: a measure by kind of question, a point a system with its 95% interval."""
    kinds = list(evaluations[0].means)
    rows = [
        {
            "System": evaluation.system,
            "Kind": f"{kind} ({mean.queries})",
            measure.replace(".", ""): round(mean.value, 4),
            "low": round(mean.low, 4),
            "high": round(mean.high, 4),
        }
        for evaluation in evaluations
        for kind in kinds
        if (mean := evaluation.means[kind].get(measure))
    ]
    order = list(dict.fromkeys(row["Kind"] for row in rows))
    names = [evaluation.system for evaluation in evaluations]
    x = {
        "field": "Kind",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {"labelAngle": 0, "labelOverlap": True},
    }
    y = {"type": "quantitative", "title": measure, "scale": {"domain": [0, 1]}}
    shared = {
        "x": x,
        "xOffset": {"field": "System", "sort": names},
        "color": {
            "field": "System",
            "type": "nominal",
            "sort": names,
            "legend": {"orient": "bottom", "title": None},
        },
        "tooltip": [
            {"field": f} for f in ("System", "Kind", measure.replace(".", ""), "low", "high")
        ],
    }
    value = {"field": measure.replace(".", ""), **y}
    interval = {"y": {"field": "low", **y}, "y2": {"field": "high"}}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": shared | interval},
            {
                "mark": {"type": "point", "filled": True, "size": 70},
                "encoding": shared | {"y": value},
            },
        ],
        "height": 320,
    }
