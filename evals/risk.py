"""In: scored answers; out: the risk-coverage curve of their confidence, as data and a picture."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.answers import Scored, wrong

_WIDTH, _HEIGHT = 6.0, 3.6


class Point(BaseModel):
    """At this threshold: the share of all questions answered, and the share of those misled.

    `answerable` is the share of the answerable questions that is answered, `refused` that of the
    unanswerable ones that is refused.
    """

    model_config = ConfigDict(frozen=True)

    threshold: float
    coverage: float
    risk: float
    answerable: float
    refused: float


def curve(scores: Sequence[Scored]) -> tuple[Point, ...]:
    """One point for each confidence that occurs, from the strictest to the laxest."""
    thresholds = sorted({s.confidence for s in scores}, reverse=True)
    return tuple(point(scores, threshold) for threshold in thresholds)


def point(scores: Sequence[Scored], threshold: float) -> Point:
    """What a threshold does to all the questions."""
    given = [s for s in scores if s.confidence >= threshold]
    known = [s for s in scores if s.answerable]
    unknown = [s for s in scores if not s.answerable]
    return Point(
        threshold=threshold,
        coverage=_share(len(given), len(scores)),
        risk=_share(sum(wrong(s) for s in given), len(given)),
        answerable=_share(sum(s.answerable for s in given), len(known)),
        refused=1 - _share(sum(not s.answerable for s in given), len(unknown)),
    )


def draw(points: Sequence[Point], threshold: float, path: Path) -> None:
    """Draw the curve and the threshold in use; the same points give the same bytes of SVG."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    with mpl.rc_context({"svg.hashsalt": "litmus", "font.size": 9}):
        figure, axes = plt.subplots(figsize=(_WIDTH, _HEIGHT), layout="constrained")
        axes.step([p.coverage for p in points], [p.risk for p in points], where="post")
        used = [p for p in points if p.threshold >= threshold]
        if used:
            here = used[-1]
            axes.plot([here.coverage], [here.risk], "o", label=f"threshold {threshold:g}")
            axes.legend(loc="upper left")
        axes.set_xlabel("questions answered (coverage)")
        axes.set_ylabel("of those, misled (risk)")
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
        plt.close(figure)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
