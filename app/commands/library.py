"""In: files and folders; out: `litmus ingest` and `litmus forget`, with the account of lines."""

import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from app.commands.options import HomeOption, JsonOption, print_json
from app.home import CATALOGUE, find_home
from app.library import Change, add, remove
from index.embed import Progress
from ingest.formats import FORMATS

_SHOWN = 6


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; none: the catalogue in data/papers."),
    ] = None,
    form: Annotated[
        str, typer.Option("--as", help=f"What the files are: {', '.join(FORMATS)}.")
    ] = "auto",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Parse files, join works, embed what is new, publish the index in one step."""
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--as")
    change = add(find_home(home), paths or [CATALOGUE], form, _progress())
    _report(change, as_json)


def forget(
    sources: Annotated[list[str], typer.Argument(help="File names or source ids.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove sources and all that came from them alone."""
    _report(remove(find_home(home), sources, _progress()), as_json)


def _progress() -> Progress:
    """One line that rewrites itself; nothing where stderr is no terminal."""
    started = perf_counter()

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            left = (perf_counter() - started) / max(done, 1) * (total - done)
            note = f", {left:.0f} s left" if done < total else ""
            end = "" if done < total else "\n"
            sys.stderr.write(f"\rembedding {done}/{total} passages{note}    {end}")
            sys.stderr.flush()

    return show


def _report(change: Change, as_json: bool) -> None:
    if as_json:
        print_json(change.as_json())
    else:
        _print(change)
    if rejected := change.collected.rejected:
        reasons = " | ".join(bad.reason for bad in rejected)
        sys.stderr.write(f"litmus: set aside {len(rejected)}: {reasons}\n")
        raise typer.Exit(1)


def _print(change: Change) -> None:
    collected, report = change.collected, change.published
    for word in ("added", "changed", "removed"):
        if files := getattr(collected, word):
            more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
            typer.echo(f"{word:<9} {len(files):>5}  {', '.join(files[:_SHOWN])}{more}")
    typer.echo(f"{'unchanged':<9} {len(collected.unchanged):>5}")
    account = change.account
    typer.echo(
        f"lines     {account['non_blank']:>5}  = {account['in_sources']} in sources"
        + "".join(f" + {count} {kind}" for kind, count in account["furniture"].items())
    )
    types: Counter[str] = Counter(source.type for source in collected.library.sources.values())
    sources = ", ".join(f"{count} {kind}" for kind, count in sorted(types.items()))
    typer.echo(f"works     {len(collected.library.works):>5}  from {sources}")
    typer.echo(
        f"passages  {report.passages:>5}  {report.embedded} embedded, {report.reused} as before"
        f", {report.seconds:.1f} s"
    )


def register(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command(epilog="Example: litmus ingest my-reviews.txt --as archive")(ingest)
    app.command(epilog="Example: litmus forget my-reviews.txt")(forget)
