"""In: a question, or a file of them; out: `litmus ask`: cited answers with their demos."""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.answering.records import Answer
from app.batch import AskRow
from app.commands.options import HomeOption, JsonOption, print_json, print_json_lines
from app.commands.shown import show, show_list
from app.home import find_home
from ingest.errors import UsageError
from ingest.rows import read_rows

if TYPE_CHECKING:
    from app.answering.reader import Reader
    from app.answering.scope import Scope

Make = Callable[[str, "Reader", Sequence[str]], Answer]
"""How a question is answered, given a reader and the turns before."""


class Engine(StrEnum):
    """How the answer is made."""

    extractive = "extractive"
    llm = "llm"


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    questions: Annotated[
        Path | None,
        typer.Option(help='JSON Lines, one {"_id", "text", "history"?} a line; answers likewise.'),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(help="Sentences of the sources, or a language model's, each one checked."),
    ] = Engine.extractive,
    chat: Annotated[
        str | None, typer.Option(help="Keep the turn in a chat and lean on it: an id, new or last.")
    ] = None,
    work: Annotated[
        list[str] | None,
        typer.Option(help="Only this work: a paper id, a title or an alias; repeat for more."),
    ] = None,
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
    `--engine llm` needs LITMUS_LLM_URL and LITMUS_LLM_MODEL, and LITMUS_LLM_KEY where the endpoint
    wants one; LITMUS_LLM_API=ollama for Ollama.
    """
    from app.answering.answer import answer
    from app.answering.scope import Scope, narrowed
    from app.asked_list import asked_list
    from app.catalogue import find_work
    from app.readers import open_reader

    if (question is None) == (questions is None):
        raise UsageError("give one question, or a file of them with --questions")
    if questions is not None and chat:
        raise UsageError("--chat keeps one question; in a batch each row has its own history")
    folder = find_home(home)
    live = engine is Engine.llm and not as_json and not questions and sys.stdout.isatty()
    make = answer if engine is Engine.extractive else _modelled(live)
    whole = open_reader(folder)
    scope = Scope.of(
        work=[find_work(whole.library, name).paper_id for name in work or ()],
        topic=topic or (),
        by=by or (),
        since=since,
        until=until,
        source=source or (),
        voice=voice or (),
    )
    reader = narrowed(whole, scope)
    if questions is not None:
        rows = tuple(read_rows(questions, AskRow))
        answers = ((row.id, make(row.text, reader, row.history)) for row in rows)
        print_json_lines({"_id": name} | row.model_dump(mode="json") for name, row in answers)
        return
    if chat is None:
        said = make(question or "", reader, ())
    else:
        said = _in_chat(folder, chat, question or "", reader, scope, make)
    if as_json:
        print_json(said.model_dump(mode="json"))
        return
    if not live:
        show(said)
    if not scope and (theme := asked_list(said, whole.searcher, whole.library)):
        show_list(theme, whole.library)


def _in_chat(
    home: Path, chat: str, question: str, reader: "Reader", scope: "Scope", make: Make
) -> Answer:
    """The answer to the next turn of a chat, which is kept there."""
    from app.commands.kept import keep, open_chat

    kept = open_chat(home, chat)
    said = make(question, reader, kept.questions)
    keep(home, kept, question, said, scope, (reader.base or reader).library)
    return said


def _modelled(live: bool) -> Make:
    """How a question is answered with the model that is set. Raises UsageError if none is."""
    from app.commands.model import tell, told
    from app.llm.endpoint import ready
    from app.llm.settings import read_settings

    settings = read_settings()
    ready(settings)
    return partial(tell if live else told, settings)


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command(epilog='Example: litmus ask "How can a model forget less when fine-tuned?"')(ask)
