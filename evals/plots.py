"""In: evaluations of systems; out: a chart of each kind of question, an SVG file."""

from collections.abc import Sequence
from pathlib import Path

from evals.retrieval import Evaluation

_BAR = 0.8
_SALT = "litmus"
"""Fixed ids and no date inside, so that the same figures are the same bytes."""


def draw(evaluations: Sequence[Evaluation], measure: str, path: Path) -> None:
    """Bars of a measure by kind and system, with their 95% bootstrap intervals."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    kinds = list(evaluations[0].means)
    width = _BAR / len(evaluations)
    figure = Figure(figsize=(2 + 1.2 * len(kinds), 3.6), layout="constrained")
    axes = figure.add_subplot()
    for number, evaluation in enumerate(evaluations):
        means = [evaluation.means[kind][measure] for kind in kinds]
        places = [n + (number + 0.5) * width - _BAR / 2 for n in range(len(kinds))]
        below = [mean.value - mean.low for mean in means]
        above = [mean.high - mean.value for mean in means]
        axes.bar(
            places,
            [mean.value for mean in means],
            width,
            yerr=[below, above],
            error_kw={"elinewidth": 0.7},
            label=evaluation.system,
        )
    counts = [evaluations[0].means[kind][measure].queries for kind in kinds]
    labels = [f"{kind}\n({count})" for kind, count in zip(kinds, counts, strict=True)]
    axes.set_xticks(range(len(kinds)), labels)
    axes.set_ylim(0, 1.02)
    axes.set_ylabel(measure)
    axes.legend(ncols=len(evaluations), fontsize="small", loc="upper center")
    with mpl.rc_context({"svg.hashsalt": _SALT}):
        figure.savefig(path, format="svg", metadata={"Date": None})
