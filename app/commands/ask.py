"""In: a question, or a file of them; out: `litmus ask`: cited answers with their demos."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.answering.records import Answer, Citation, DemoEntry, NoDemo
from app.batch import AskRow, read_rows
from app.commands.options import HomeOption, JsonOption, print_json, print_json_lines
from app.home import find_home
from ingest.errors import UsageError


class Engine(StrEnum):
    """How the answer is made."""

    extractive = "extractive"


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    questions: Annotated[
        Path | None,
        typer.Option(help='JSON Lines, one {"_id", "text", "history"?} a line; answers likewise.'),
    ] = None,
    engine: Annotated[Engine, typer.Option(help="How the answer is made.")] = Engine.extractive,  # noqa: ARG001
    topic: Annotated[
        list[str] | None, typer.Option(help="Only works of this topic or area; repeat for more.")
    ] = None,
    by: Annotated[list[str] | None, typer.Option(help="Only what this person reviewed.")] = None,
    since: Annotated[str | None, typer.Option(help="Only reviews from this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only reviews up to this day.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Only card, review, thread, transcript or document.")
    ] = None,
    voice: Annotated[
        list[str] | None,
        typer.Option(help="Only paper, reviewer, author, streamer, chat or card (our summary)."),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with sentences from the library, each with its source, and demos.

    What limits an answer works together: a sentence passes all of it or is not quoted.
    """
    from app.answering.answer import answer
    from app.answering.scope import Scope, narrowed
    from app.opening import open_reader

    if (question is None) == (questions is None):
        raise UsageError("give one question, or a file of them with --questions")
    scope = Scope.of(
        topic=topic or (),
        by=by or (),
        since=since,
        until=until,
        source=source or (),
        voice=voice or (),
    )
    reader = narrowed(open_reader(find_home(home)), scope)
    if questions is not None:
        rows = tuple(read_rows(questions, AskRow))
        answers = ((row.id, answer(row.text, reader, row.history)) for row in rows)
        print_json_lines({"_id": name} | made.model_dump(mode="json") for name, made in answers)
        return
    made = answer(question or "", reader)
    if as_json:
        print_json(made.model_dump(mode="json"))
    else:
        show(made)


def show(made: Answer) -> None:
    """Print an answer for a person: its text, where each sentence stands, and the demos."""
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.padding import Padding

    console = Console(highlight=False)
    console.print(Markdown(made.text))
    if made.citations:
        console.print("\n[bold]Sources[/bold]")
    for citation in made.citations:
        console.print(_place(citation), soft_wrap=True, markup=False)
        console.print(Padding(" ".join(citation.quote.split()), (0, 0, 0, 5)), markup=False)
    if made.demos:
        console.print("\n[bold]Demos[/bold]")
    for demo in made.demos:
        console.print(_demo(demo), soft_wrap=True, markup=False)
    if made.nearest:
        console.print("\n[bold]Near the question[/bold]")
    for near in made.nearest:
        console.print(f"  {near.title} ({near.paper_id})", soft_wrap=True, markup=False)


def _place(citation: Citation) -> str:
    first, last = citation.start_line, citation.end_line
    lines = str(first) if first == last else f"{first}-{last}"
    return f"[{citation.n}] {citation.file}:{lines}  {citation.title}"


def _demo(entry: DemoEntry | NoDemo) -> str:
    if isinstance(entry, NoDemo):
        return f"  {entry.paper_id}: {entry.reason}"
    verdict = entry.verdict or "not yet recorded"
    return f"  {entry.paper_id}: {entry.claim}\n    {verdict}; run it: {entry.command}"


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command(epilog='Example: litmus ask "How can a model forget less when fine-tuned?"')(ask)
