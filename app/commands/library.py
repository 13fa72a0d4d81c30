"""In: files and folders; out: `litmus ingest` and `litmus forget`, with the account of lines."""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from app.commands.options import HomeOption, JsonOption, print_json
from app.home import CATALOGUE, find_home
from app.library import Change, Watch, add, remove
from index.embed import Progress
from ingest.formats import FORMATS

_SHOWN = 6
_AT_ONCE = 0.5
"""Seconds within which nobody wants to be told of progress."""


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
    _report(add(find_home(home), paths or [CATALOGUE], form, _watch()), as_json)


def forget(
    sources: Annotated[list[str], typer.Argument(help="File names or source ids.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove sources and all that came from them alone."""
    _report(remove(find_home(home), sources, _watch()), as_json)


def _watch() -> Watch:
    return Watch(
        files=_progress("reading", "files"),
        passages=_progress("embedding", "passages"),
        sentences=_progress("embedding", "sentences"),
    )


def _progress(doing: str, what: str) -> Progress:
    """One line that rewrites itself; nothing where stderr is no terminal or all is done at once."""
    started = perf_counter()
    shown = False

    def show(done: int, total: int) -> None:
        nonlocal shown
        spent = perf_counter() - started
        if not sys.stderr.isatty() or not (shown or spent > _AT_ONCE):
            return
        shown = True
        left = f", {spent / done * (total - done):.0f} s left" if 0 < done < total else ""
        end = "" if done < total else "\n"
        sys.stderr.write(f"\r{doing} {done}/{total} {what}{left}    {end}")
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
    came = {*collected.added, *collected.changed}
    own = [one for one in account.files if one.file in came]
    for one in own if len(own) <= _SHOWN else ():
        sources = f"{one.sources} {one.type}{'s' * (one.sources != 1)}"
        typer.echo(
            f"  {one.file}: {sources}; {_sum(one.non_blank, one.in_sources, one.furniture).strip()}"
        )
        if one.repairs:
            repairs = ", ".join(f"{count} {rule}" for rule, count in one.repairs.items())
            typer.echo(f"    repaired: {repairs}")
    typer.echo(f"all       {_sum(account.non_blank, account.in_sources, account.furniture)}")
    types: Counter[str] = Counter(source.type for source in collected.library.sources.values())
    sources = ", ".join(f"{count} {kind}" for kind, count in sorted(types.items()))
    typer.echo(f"works     {len(collected.library.works):>5}  from {sources}")
    typer.echo(
        f"passages  {report.passages:>5}  {report.embedded} embedded, {report.reused} as before"
        f", {report.seconds:.1f} s"
    )


def _sum(lines: int, in_sources: int, furniture: Mapping[str, int]) -> str:
    """The account as a sum: every non-blank line is in a source or in a class of furniture."""
    parts = [f"{in_sources} in sources", *(f"{n} {kind}" for kind, n in furniture.items())]
    return f"{lines:>5} lines = {' + '.join(parts)}"


def register(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command(epilog="Example: litmus ingest my-reviews.txt --as archive")(ingest)
    app.command(epilog="Example: litmus forget my-reviews.txt")(forget)
