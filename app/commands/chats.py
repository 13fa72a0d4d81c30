"""In: a chat's id; out: `litmus chats list|show|export|reask|delete`."""

import sys
from typing import Annotated

import typer

from app.commands.options import HomeOption, JsonOption, print_json
from app.home import find_home

ChatArgument = Annotated[str, typer.Argument(metavar="ID", help="A chat's id, or last.")]


def list_chats(
    find: Annotated[str, typer.Option(help="Only chats in which these words stand.")] = "",
    limit: Annotated[int, typer.Option("-k", min=1, help="How many.")] = 20,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the chats of this home, latest first."""
    from app.history.store import all_chats

    rows = all_chats(find_home(home), find, limit)
    if as_json:
        print_json([row.model_dump() for row in rows])
        return
    for row in rows:
        day = row.last[:16].replace("T", " ") or "no date"
        typer.echo(f"{row.chat_id}  {day:<16}  {row.turns:>3} turns  {row.title}")
        if row.excerpt:
            typer.echo(f"    {' '.join(row.excerpt.split())}")


def show_chat(chat: ChatArgument, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Print a chat with its sources."""
    from app.commands.kept import open_chat
    from app.commands.shown import console, show

    found = open_chat(find_home(home), chat)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for number, turn in enumerate(found.turns, 1):
        console().print(f"\n{number}. {turn.question}", style="bold", markup=False)
        show(turn.answer)


def export_chat(chat: ChatArgument, home: HomeOption = None) -> None:
    """Write a chat as Markdown on stdout: answers, sources with lines, verdicts, receipts."""
    from app.commands.kept import open_chat
    from app.history.export import chat_markdown

    folder = find_home(home)
    sys.stdout.write(chat_markdown(open_chat(folder, chat), folder))


def reask(
    chat: ChatArgument,
    turn: Annotated[
        int | None, typer.Option(min=1, help="Which turn; the last one if none.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a question of a chat again and say what changed since, and why. The chat stays as it is.

    New evidence, works ranked otherwise, other verdicts: each with its reason.
    """
    from app.commands.kept import open_chat
    from app.commands.shown import console, show
    from app.history.again import ask_again
    from app.history.store import load_shelf
    from app.readers import open_reader

    folder = find_home(home)
    found = open_chat(folder, chat)
    number = (turn or len(found.turns)) - 1
    kept = found.turns[number] if number < len(found.turns) else None
    shelf = load_shelf(folder, kept.shelf) if kept else None
    made, changed = ask_again(found, number, open_reader(folder), shelf)
    if as_json:
        answer, said = made.model_dump(mode="json"), changed.model_dump(mode="json")
        print_json({"changes": said | {"same": changed.same}, "answer": answer})
        return
    typer.echo(f"{changed.question}\nasked {changed.asked or 'on a day that was not kept'}")
    for line in changed.lines() or ("Nothing has changed.",):
        console().print(f"- {line}", markup=False, soft_wrap=True)
    typer.echo("\nToday's answer\n")
    show(made)


def delete(chat: ChatArgument, home: HomeOption = None) -> None:
    """Delete a chat for good."""
    from app.commands.kept import open_chat
    from app.history.store import delete_chat

    folder = find_home(home)
    found = open_chat(folder, chat)
    delete_chat(folder, found.chat_id, None)
    typer.echo(f"deleted {found.chat_id}", err=True)


def register(app: typer.Typer) -> None:
    """Mount `litmus chats` on the command."""
    chats = typer.Typer(no_args_is_help=True, help="Find, export and re-ask what was asked.")
    chats.command("list", epilog="Example: litmus chats list --find pruning")(list_chats)
    chats.command("show", epilog="Example: litmus chats show last")(show_chat)
    chats.command("export", epilog="Example: litmus chats export last > chat.md")(export_chat)
    chats.command("reask", epilog="Example: litmus chats reask last --turn 1")(reask)
    chats.command("delete", epilog="Example: litmus chats delete ID")(delete)
    app.add_typer(chats, name="chats")
