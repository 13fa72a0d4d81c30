"""In: a demo's id, knobs and seed; out: `litmus demo list`, `run`, `sweep` and `verify`."""

import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import HomeOption, JsonOption, print_json, write_picture
from app.commands.sweep import knob_values, sweep_demo
from app.home import find_home, jobs_of
from demos.errors import DemoError
from demos.records import Entry, Result
from ingest.errors import LitmusError, StateError, UsageError

if TYPE_CHECKING:
    from demos.receipt import Verification
    from demos.worker import Progress

_RUN = {"allow_extra_args": True, "ignore_unknown_options": True}


def list_demos(as_json: JsonOption = False) -> None:
    """List every demo with its claim, knobs and recorded verdict."""
    from demos.registry import listed

    try:
        entries = listed()
    except DemoError as exc:
        raise StateError(str(exc)) from exc
    if as_json:
        print_json([entry.model_dump(mode="json") for entry in entries])
        return
    for entry in entries:
        typer.echo(f"{entry.id}  [{_verdict(entry)}]  {entry.title} ({', '.join(entry.papers)})")
        typer.echo(f"    {entry.claim}")
        for knob in entry.knobs:
            words = f"--{knob.name} {knob.min}..{knob.max}, default {knob.default}"
            typer.echo(f"    {words}: {knob.help}")


def run_demo(
    context: typer.Context,
    demo: Annotated[str, typer.Argument(metavar="ID", help="A demo's id; see `demo list`.")],
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 0,
    control: Annotated[
        bool, typer.Option("--control", help="Remove the mechanism that the claim credits.")
    ] = False,
    figure: Annotated[Path | None, typer.Option(help="Write the picture to this PNG.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a demo as a job of its own; its knobs are further options, `--KNOB VALUE`."""
    from demos.job import run_job

    try:
        given = knob_values(context.args)
        tell = _Teller() if sys.stderr.isatty() else None
        jobs = jobs_of(find_home(home))
        job = run_job(demo, jobs, seed=seed, given=given, control=control, tell=tell)
        if tell:
            tell.end()
    except DemoError as exc:
        raise UsageError(str(exc)) from exc
    if job.result is None:
        raise LitmusError(f"{demo} {job.message}")
    if figure is not None:
        from demos.figure import png

        write_picture(figure, png(job.result))
    if as_json:
        print_json(json.loads(job.result.model_dump_json()))
    else:
        _show(job.result, job.not_enforced)


def verify_receipt(
    receipt: Annotated[Path, typer.Argument(help="A receipt.json that `demo run` wrote.")],
    as_json: JsonOption = False,
) -> None:
    """Run a receipt's demo again from nothing and compare every number."""
    from demos.job import verify

    try:
        found = verify(receipt)
    except DemoError as exc:
        raise UsageError(str(exc)) from exc
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _show_verified(found)
    if found.edited:
        raise LitmusError(
            f"{receipt}: was edited after the run; give the receipt as it was written"
        )
    if not found.same:
        raise LitmusError(_why_not(found))


def _show_verified(found: "Verification") -> None:
    verdicts = f"{found.verdict_then} then, {found.verdict_now} now"
    same = "same numbers" if not found.different else f"{len(found.different)} numbers differ"
    typer.echo(
        f"{found.demo}: {same} of {found.compared} (tolerance {found.tolerance}); {verdicts}"
    )
    for name in found.different[:5]:
        typer.echo(f"    differs: {name}")
    for words, changed in (("code", found.code_changed), ("versions", found.versions_changed)):
        if changed:
            typer.echo(f"    the {words} changed since the receipt was written")


def _why_not(found: "Verification") -> str:
    """One line: what differs, and what may have changed it."""
    what = f"{found.demo} gives other numbers than its receipt"
    if found.code_changed:
        return f"{what}: the demo's code changed since; run it again for a new receipt"
    if found.versions_changed:
        return f"{what}: other versions of its libraries; see `versions` in the receipt"
    return f"{what}, with the same code and versions: the receipt is not of this run"


def _show(result: Result, not_enforced: tuple[str, ...]) -> None:
    typer.echo(f"{result.demo}: {result.verdict} ({result.seconds:.1f} s, seed {result.seed})")
    typer.echo(f"claim: {result.claim}")
    if result.control:
        typer.echo("control: the paper's mechanism is taken away, so the checks should fail")
    typer.echo(f"{result.fidelity}: {result.stands_in}")
    for check in result.checks:
        mark = "holds" if check.holds else "fails"
        margin = f", margin {check.margin:.4g}" if check.margin else ""
        numbers = f"{check.measured:.4g} {check.relation} {check.baseline:.4g}{margin}"
        typer.echo(f"  {mark}  {check.name}: {numbers}")
    if not_enforced:
        typer.echo(f"not enforced on this platform: {', '.join(not_enforced)}")
    typer.echo(f"receipt: {result.receipt}")


class _Teller:
    """Writes how far a run is on stderr, over the line that is there."""

    def __init__(self) -> None:
        self._wrote = False

    def __call__(self, progress: "Progress") -> None:
        steps = f", {progress.steps:,} training steps" if progress.steps else ""
        sys.stderr.write(f"\r{progress.seconds:.0f} s{steps} ")
        sys.stderr.flush()
        self._wrote = True

    def end(self) -> None:
        """Clear the line."""
        sys.stderr.write("\r\033[K" if self._wrote else "")


def _verdict(entry: Entry) -> str:
    words = entry.verdict or "not recorded"
    counts = f", {entry.held} of {entry.seeds} seeds" if entry.seeds else ""
    return words + counts + (", stale: its code changed" if entry.stale else "")


def write_demos(to: Path, home: Path, run: bool) -> None:
    """Write every demo as page and notebook under `to`, with its run if kept, or if `run`."""
    from app.export_demos import export_demos
    from app.runs import Runs, request_for
    from demos.registry import listed

    runs = Runs(jobs_of(home))

    def result_of(demo_id: str) -> Result | None:
        request = request_for(demo_id)
        job = runs.run(request, threading.Event()) if run else runs.state(request).job
        return job.result if job else None

    try:
        missing = export_demos(to, listed(), result_of)
    except OSError as exc:
        raise UsageError(f"{to}: cannot be written ({exc.strerror}); give another --to") from exc
    finally:
        runs.close()
    typer.echo(f"open {to / 'index.html'}")
    if missing:
        typer.echo(f"{len(missing)} demos have no run kept; `--run` adds their pictures", err=True)


def register(app: typer.Typer) -> None:
    """Mount the parts of `litmus demo` on the command."""
    demo = typer.Typer(no_args_is_help=True, help="Run the experiment that tests a claim.")
    demo.command("list", epilog="Example: litmus demo list --json")(list_demos)
    demo.command(
        "run",
        context_settings=_RUN,
        epilog="Example: litmus demo run rank_one_patch --tokens 20 --seed 1 --control",
    )(run_demo)
    demo.command(
        "sweep",
        context_settings=_RUN,
        epilog="Example: litmus demo sweep guidance_basin --t_on 0.1:0.9:5 --figure turn.png",
    )(sweep_demo)
    demo.command("verify", epilog="Example: litmus demo verify receipt.json")(verify_receipt)
    app.add_typer(demo, name="demo")
