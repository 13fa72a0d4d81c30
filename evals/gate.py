"""In: the golden questions' dev half, our cards; out: whether retrieval is as good as committed.

The index is of the cards alone, so that every clone can hold itself to the same figures.
`python -m evals.gate` prints the comparison, `--save` makes today's figures the committed ones.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from app.home import DATA
from evals.catalogue import catalogue
from evals.compare import Comparison, compare
from evals.judge import judge
from index.embed import open_embedder
from index.publish import publish
from index.settings import BuildSettings
from ingest.errors import InputError

GOLDEN = DATA / "golden"
FIGURES = GOLDEN / "figures.json"
MEASURE = "nDCG@10"
SIGNIFICANT = 0.05

Figures = dict[str, float]
"""Dev question -> nDCG@10."""


def measure(home: Path) -> Figures:
    """The figures of Litmus on that dev half, over an index of our cards published in `home`."""
    settings = BuildSettings()
    publish(home, catalogue(), settings, open_embedder(settings.model))
    qrels = [GOLDEN / "qrels" / "dev.tsv"]
    (found,) = judge(home, GOLDEN / "queries.jsonl", qrels, "dev", None, ["litmus"], 100)
    return {query: round(scores[MEASURE], 4) for query, scores in sorted(found.scores.items())}


def read_figures(path: Path = FIGURES) -> Figures:
    """The committed figures. Raises InputError where they are missing or broken."""
    try:
        figures: Figures = json.loads(path.read_text("utf-8"))
    except (OSError, json.JSONDecodeError) as exc:
        raise InputError(str(path), "no figures", "run `python -m evals.gate --save`") from exc
    return figures


def held_against(now: Mapping[str, float], committed: Mapping[str, float]) -> Comparison:
    """Today's figures minus the committed ones, with a paired randomisation test.

    Raises UsageError where they are of different questions.
    """
    ours, theirs = (
        {query: {MEASURE: value} for query, value in side.items()} for side in (now, committed)
    )
    return compare(ours, theirs, MEASURE)


def has_dropped(found: Comparison) -> bool:
    """Whether retrieval is worse by more than chance."""
    return found.difference < 0 and found.p_value < SIGNIFICANT


def main(save: Annotated[bool, typer.Option(help="Commit to today's figures.")] = False) -> None:
    """Measure retrieval on the dev half and hold it against the committed figures."""
    with TemporaryDirectory() as folder:
        now = measure(Path(folder))
    if save:
        FIGURES.write_text(json.dumps(now, indent=0) + "\n", "utf-8")
    committed = read_figures()
    if now.keys() != committed.keys():
        typer.echo(f"{FIGURES.name} is of other questions; run `python -m evals.gate --save`")
        raise typer.Exit(2)
    found = held_against(now, committed)
    typer.echo(f"{MEASURE} {found.mean_a:.4f} against {found.mean_b:.4f}, p = {found.p_value:.4f}")
    typer.echo(f"lost: {', '.join(found.losses) or 'none'}")
    raise typer.Exit(has_dropped(found))


if __name__ == "__main__":
    typer.run(main)
