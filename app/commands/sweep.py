"""In: a demo's id and a range of one knob; out: `litmus demo sweep`."""

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import HomeOption, JsonOption, print_json, write_picture
from app.home import find_home, jobs_of
from demos.errors import DemoError, KnobError
from ingest.errors import UsageError

if TYPE_CHECKING:
    from demos.job import Job
    from demos.ranges import Range
    from demos.records import Knob, Number
    from demos.sweep import Progress, Reading, Sweep


def knob_values(words: list[str]) -> dict[str, str]:
    """`--knob value` and `--knob=value` pairs. Raises KnobError on anything else."""
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        value = value if equals else next(rest, "")
        if not word.startswith("--") or not value:
            raise KnobError(f"{word!r} is no knob with a value; write --KNOB VALUE")
        found[name.replace("-", "_")] = value
    return found


def sweep_demo(
    context: typer.Context,
    demo: Annotated[str, typer.Argument(metavar="ID", help="A demo's id; see `demo list`.")],
    seeds: Annotated[int, typer.Option(min=1, max=20, help="Seeds 0, 1, … at each value.")] = 3,
    refine: Annotated[
        int, typer.Option(min=0, max=8, help="How often a gap in which it turns is halved.")
    ] = 4,
    figure: Annotated[Path | None, typer.Option(help="Write the picture to this PNG.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a demo along one knob, `--KNOB LOW:HIGH[:COUNT]`: where does its claim hold, and turn?

    Other knobs are set by `--KNOB VALUE`. Values are spaced in equal ratios where HIGH is more
    than 30 times LOW. A value holds if all checks hold on more than half of its seeds.
    """
    from demos.job import run_job
    from demos.process import Keeper
    from demos.registry import knobs
    from demos.sweep import sweep

    jobs = jobs_of(find_home(home))

    keeper, stop = Keeper(warm=True), threading.Event()

    def run(seed: int, values: "Mapping[str, Number]") -> "Job":
        return run_job(demo, jobs, seed=seed, given=values, keeper=keeper, stop=stop)

    try:
        asked, given = _one_range(demo, knobs(demo), knob_values(context.args))
        found = sweep(
            demo,
            asked,
            run,
            seeds=range(seeds),
            given=given,
            refine=refine,
            at_once=max(1, (os.cpu_count() or 2) // 2),
            tell=_tell if sys.stderr.isatty() else None,
        )
    except DemoError as exc:
        raise UsageError(str(exc)) from exc
    finally:
        stop.set()
        keeper.close()
    if figure is not None:
        from demos.sweep_figure import sweep_png

        write_picture(figure, sweep_png(found))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _show(found)


def _one_range(
    demo: str, known: "tuple[Knob, ...]", words: Mapping[str, str]
) -> "tuple[Range, dict[str, str]]":
    """The one knob that has a range, and the values of the others. Raises KnobError."""
    from demos.ranges import read_range
    from demos.run import check_knobs

    by_name = {knob.name: knob for knob in known}
    ranged = [name for name, value in words.items() if ":" in value]
    if len(ranged) != 1:
        names = ", ".join(sorted(by_name))
        raise KnobError(f"give one knob of {demo} as --KNOB LOW:HIGH[:COUNT]; it has {names}")
    name = ranged[0]
    check_knobs(demo, known, {name: by_name[name].min} if name in by_name else {name: 0})
    return read_range(by_name[name], words[name]), {n: v for n, v in words.items() if n != name}


def _tell(progress: "Progress") -> None:
    sys.stderr.write(f"\r{progress.done} of {progress.total} runs")
    sys.stderr.write("\n" if progress.done == progress.total else "")
    sys.stderr.flush()


def _show(found: "Sweep") -> None:
    from demos.sweep import in_words

    typer.echo(f"{found.demo}, {in_words(found)}")
    typer.echo(f"claim: {found.claim}")
    others = ", ".join(f"{name} {value:g}" for name, value in found.knobs.items())
    typer.echo(f"{len(found.seeds)} seeds a value{', ' + others if others else ''}")
    for point in found.points:
        checks = ", ".join(_reading(reading) for reading in point.checks)
        failed = "".join(f"; {message}" for message in dict.fromkeys(point.failed))
        mark = {True: "holds", False: "fails", None: "no run"}[point.holds]
        typer.echo(f"  {point.value:<8g} {mark:<6} {point.held} of {point.ran}  {checks}{failed}")
    for turn in found.crossings:
        what = "begins" if turn.begins else "ceases"
        typer.echo(f"the claim {what} between {turn.low:g} and {turn.high:g}")


def _reading(reading: "Reading") -> str:
    measured, needed = (sum(row) / len(row) for row in (reading.measured, reading.needed))
    return f"{measured:.4g} {reading.relation} {needed:.4g}"
