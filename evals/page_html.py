"""In: evaluations of systems on one set; out: HTML of their figures, and a plot by kind."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.drawn.links_html import go
from app.drawn.markup import plain, table
from evals.beir import Query
from evals.compare import Comparison
from evals.metrics import MEASURES, Mean, by_kind
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


def what_a_run_does() -> str:
    """What a run asks, what comes of it, and where it is kept."""
    facts = {
        "Asked": "every question of the set, of each system, over this library and nothing else",
        "Comes back": "each measure with its interval by kind of question, the questions on which "
        "two systems differ, the run in TREC’s form and a report",
        "Kept": "in the home folder, for this index and this code; your own questions are not kept",
        "From a terminal": "<code>litmus eval retrieval --split dev</code>",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts.items())
    return f'<div class="lt-honest"><dl class="lt-facts">{rows}</dl></div>'


def committed(figures: Mapping[str, float], queries: Iterable[Query]) -> str:
    """The committed nDCG@10 of each of the questions, by kind, as bars with intervals."""
    kinds = {query.id: query.metadata.kind for query in queries if query.id in figures}
    if not kinds:
        return ""
    means = by_kind({name: {MEASURES[0]: figures[name]} for name in kinds}, kinds)
    rows = "".join(_bar(kind, mean[MEASURES[0]]) for kind, mean in means.items())
    lead = (
        "Litmus over our cards alone, as it was when this version was made. "
        "<code>python -m evals.gate</code> holds a change of the code against these."
    )
    return f'<h2 class="lt-h2">Committed figures</h2><p class="lt-small">{lead}</p>' + table(
        ("Kind of question", "Questions", MEASURES[0], ""), [rows], "lt-bars"
    )


def _bar(kind: str, mean: Mean) -> str:
    share = f'<div class="lt-bar"><b style="width:{100 * mean.value:.1f}%"></b></div>'
    return (
        f"<tr><th scope='row'>{plain(kind)}</th><td class='lt-num'>{mean.queries}</td>"
        f"{_cell(mean, 2.0)}<td>{share}</td></tr>"
    )


def verdict(found: Comparison, a: str, b: str) -> str:
    """A paired comparison in a sentence that does not say more than the test does."""
    sure = "more than chance would give" if found.p_value < 0.05 else "no more than chance may give"
    return plain(
        f"{a} − {b}: {found.difference:+.3f} {found.measure} "
        f"(paired randomisation test, p = {found.p_value:.3g}: {sure}). {a} is better on "
        f"{len(found.wins)} questions, {b} on {len(found.losses)}, {found.ties} are equal."
    )


def differing(
    rows: Sequence[Mapping[str, str | float]],
    a: str,
    b: str,
    works: Mapping[str, str],
    kept: Mapping[str, Sequence[str]],
) -> str:
    """A row a question on which A and B differ, a link that keeps the rest of the address."""
    lines = "".join(
        f"<tr><td>{go(str(row['Question']), 'evaluate', **{**kept, 'question': str(row['Id'])})}"
        f'<div class="lt-small">{plain(row["Kind"])}</div></td>'
        + "".join(f'<td class="lt-num">{row[name]:.3f}</td>' for name in (a, b))
        + f'<td class="lt-num">{row["Difference"]:+.3f}</td>'
        + f'<td class="lt-small">{_firsts(row, (a, b), works)}</td></tr>'
        for row in rows
    )
    heads = ("Question", a, b, "Difference", "First work of each")
    return f'<div class="lt-tall">{table(heads, [lines], "lt-versus")}</div>'


def _firsts(
    row: Mapping[str, str | float], systems: Sequence[str], works: Mapping[str, str]
) -> str:
    """The work that each system puts first; one where they agree."""
    firsts = [str(row[f"First of {name}"]) for name in systems]
    named = [plain(works.get(first, first) or "none") for first in firsts]
    if firsts[0] == firsts[1]:
        return f"both: {named[0]}"
    pairs = zip(systems, named, strict=True)
    return "<br>".join(f"{plain(system)}: {name}" for system, name in pairs)


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
