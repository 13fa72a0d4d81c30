"""In: a library; out: `litmus export`, `litmus papers` and `litmus show`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from app.bibtex import bibtex
from app.catalogue import PaperFilter, find_list, paper_row, papers, show_paper, source_row
from app.commands.options import HomeOption, JsonOption, print_json, print_json_lines
from app.home import find_home
from app.themes import BELONGING, Theme
from index.load import load_library, load_passages
from ingest.records import Work


class What(StrEnum):
    """What `export` writes."""

    papers = "papers"
    sources = "sources"
    passages = "passages"
    bibtex = "bibtex"
    demos = "demos"


def export(
    what: Annotated[What, typer.Argument(help="Which records.")],
    to: Annotated[Path, typer.Option(help="Folder for `demos`; the others go to stdout.")] = Path(
        "litmus-demos"
    ),
    run: Annotated[
        bool, typer.Option("--run", help="With `demos`: run those whose run is not kept yet.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Write all records of one kind on stdout: JSON Lines, or BibTeX.

    `demos` writes pages that open from disk into a folder: notes beside code, one run, a notebook.
    """
    folder = find_home(home)
    if what is What.demos:
        from app.commands.demo import write_demos

        write_demos(to, folder, run)
        return
    if what is What.passages:
        print_json_lines(passage.model_dump() for passage in load_passages(folder))
        return
    library = load_library(folder)
    if what is What.papers:
        print_json_lines(paper_row(work) for work in library.works)
    elif what is What.sources:
        print_json_lines(
            source_row(source, library.work_of[source.source_id])
            for source in library.sources.values()
        )
    else:
        typer.echo("\n\n".join(bibtex(work) for work in library.works))


def list_papers(
    topic: Annotated[str | None, typer.Option(help="A topic id; see data/topics.yaml.")] = None,
    reading_list: Annotated[
        str | None, typer.Option("--list", help="A reading list's id; see data/themes.yaml.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="method, analysis, theory, survey, …")] = None,
    by: Annotated[str | None, typer.Option(help="Part of a reviewer's name.")] = None,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.")] = None,
    source: Annotated[
        str | None, typer.Option(help="card, review, thread, transcript or document.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List works, newest first; of a reading list those squarely about it before all others."""
    library = load_library(find_home(home))
    wanted = PaperFilter.of(
        topic=topic,
        reading_list=reading_list,
        kind=kind,
        by=by,
        since=since,
        until=until,
        source=source,
    )
    found = papers(library, wanted)
    if as_json:
        print_json([paper_row(work) for work in found])
        return
    theme = find_list(library, reading_list) if reading_list else None
    for work in found:
        typer.echo(_line(work, theme))
    of_list = f" on the reading list “{theme.name}”" if theme else ""
    typer.echo(f"{len(found)} of {len(library.works)} works{of_list}", err=True)


def _line(work: Work, theme: Theme | None) -> str:
    """A work in one line; of a reading list it says which works only touch on it."""
    date = work.dates[-1] if work.dates else "no date   "
    touches = theme is not None and not theme.is_squarely(work.paper_id)
    more = f"  ({BELONGING[False]})" if touches else ""
    return f"{date}  {work.paper_id:<14.60}  {work.name}{more}"


def show(
    paper: Annotated[str, typer.Argument(help="A paper id, a title, or an alias.")],
    raw: Annotated[bool, typer.Option("--raw", help="Show the untouched source text.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one work: its record, sources, claims, related works, and its demo's last verdict."""
    folder = find_home(home)
    shown = show_paper(load_library(folder), paper, folder if raw else None)
    if as_json:
        print_json(shown)
        return
    _print_work(shown)


def _print_work(shown: dict[str, Any]) -> None:
    typer.echo(f"{shown['title'] or shown['label'] or shown['paper_id']}  [{shown['paper_id']}]")
    for name in ("kind", "topics", "dates", "reviewers"):
        if value := shown[name]:
            typer.echo(f"  {name}: {value if isinstance(value, str) else ', '.join(value)}")
    for source in shown["sources"]:
        first, last = source["spans"][0][0], source["spans"][-1][1]
        typer.echo(f"\n{source['type']}  {source['file']}:{first}-{last}")
        for note in source["notes"]:
            typer.echo(f"  note, line {note['line']}: {note['message']}")
        for line in source.get("raw", []):
            typer.echo(f"  {line}")
    _print_ledger(shown)
    if shown["claims"]:
        typer.echo("\nClaims and views")
    for claim in shown["claims"]:
        typer.echo(f"  [{claim['voice']}] {claim['text']}  ({claim['file']}:{claim['start_line']})")
    for related in shown["related"]:
        typer.echo(f"  {related['relation']}: {related['title']} [{related['paper_id']}]")
    demo = shown["demo"]
    typer.echo(f"\ndemo: {demo['id']} ({demo['verdict']})" if demo else "\nno demo yet")


def _print_ledger(shown: dict[str, Any]) -> None:
    """What was read otherwise than printed (beside the raw text), and where sources differ."""
    if any("raw" in source for source in shown["sources"]):
        for repair in shown["repairs"]:
            read = f"{repair['before']!r} is read as {repair['after']!r}"
            typer.echo(f"\n{repair['file']}:{repair['line']}: {read} ({repair['rule']})")
    elif shown["repairs"]:
        count = len(shown["repairs"])
        said = (
            "1 repair; `--raw` lists it" if count == 1 else f"{count} repairs; `--raw` lists them"
        )
        typer.echo(f"\n{said} beside the text")
    for pair in shown["differing"]:
        pairs = zip(pair["values"], pair["source_ids"], pair["lines"], strict=True)
        values = " and ".join(f"{value} ({source}, line {line})" for value, source, line in pairs)
        typer.echo(f"\nsources differ on {pair['unit']}: {values}")


def register(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command(epilog="Example: litmus export papers > papers.jsonl")(export)
    app.command("papers", epilog="Example: litmus papers --topic attention")(list_papers)
    app.command(epilog="Example: litmus show 2405.03003")(show)
