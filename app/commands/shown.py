"""In: an answer; out: it on the terminal: its text, where each sentence stands, and the demos."""

from typing import TYPE_CHECKING

from app.answering.records import Answer, Citation, DemoEntry, NoDemo
from app.drawn.markup import count

if TYPE_CHECKING:
    from rich.console import Console

    from app.themes import Theme
    from ingest.library import Library


def show(made: Answer) -> None:
    """Print an answer for a person."""
    show_text(made)
    show_sources(made)


def show_text(made: Answer) -> None:
    """Print what an answer says."""
    from rich.markdown import Markdown

    console().print(Markdown(made.text))


def show_sources(made: Answer) -> None:
    """Print what an answer rests on: its citations, the demos of their works, the nearest works."""
    from rich.padding import Padding

    out = console()
    if made.citations:
        out.print("\n[bold]Sources[/bold]")
    for citation in made.citations:
        out.print(_place(citation), soft_wrap=True, markup=False)
        out.print(Padding(" ".join(citation.quote.split()), (0, 0, 0, 5)), markup=False)
    if made.demos:
        out.print("\n[bold]Demos[/bold]")
    for demo in made.demos:
        out.print(_demo(demo), soft_wrap=True, markup=False)
    if made.nearest:
        out.print("\n[bold]Near the question[/bold]")
    for near in made.nearest:
        out.print(f"  {near.title} ({near.paper_id})", soft_wrap=True, markup=False)


def show_list(theme: "Theme", library: "Library") -> None:
    """Print the reading list that a question asks for, and how to see it."""
    out, works = console(), count(theme.works_in(library), "work")
    out.print(f"\nReading list: {theme.name}, {works}", soft_wrap=True, markup=False)
    out.print(f"  litmus papers --list {theme.id}", soft_wrap=True, markup=False)


def console() -> "Console":
    """Standard output as rich sees it."""
    from rich.console import Console

    return Console(highlight=False)


def _place(citation: Citation) -> str:
    first, last = citation.start_line, citation.end_line
    lines = str(first) if first == last else f"{first}-{last}"
    return f"[{citation.n}] {citation.file}:{lines}  {citation.title}"


def _demo(entry: DemoEntry | NoDemo) -> str:
    if isinstance(entry, NoDemo):
        return f"  {entry.paper_id}: {entry.reason}"
    verdict = entry.verdict or "not yet recorded"
    return f"  {entry.paper_id}: {entry.claim}\n    {verdict}; run it: {entry.command}"
