"""In: a question, a reader, a model's settings; out: its answer, live on a terminal or at once."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.live import Live
from rich.text import Text

from app.answering.reader import Reader
from app.answering.records import Answer
from app.commands.shown import console, show_sources, show_text
from app.llm.answer import Ended, Event, Extracted, Restarted, Words, answer_with_model
from app.llm.compose import Judged
from app.llm.settings import LLMSettings


def told(
    settings: LLMSettings, question: str, reader: Reader, history: Sequence[str] = ()
) -> Answer:
    """The answer at its end; one line on stderr says why it is not the model's, if it is not."""
    *_, end = answer_with_model(question, reader, settings, history)
    assert isinstance(end, Ended)
    _say_why(end)
    return end.answer


def tell(
    settings: LLMSettings, question: str, reader: Reader, history: Sequence[str] = ()
) -> Answer:
    """Print the extractive answer, then the model's sentences as they come and are checked."""
    out = console()
    end: Event | None = None
    with Live(console=out, transient=True) as live:
        for end in answer_with_model(question, reader, settings, history):
            if isinstance(end, Extracted):
                show_text(end.answer)
                if end.answer.status == "answered":
                    name = settings.model
                    out.print(f"\n[bold]In the words of[/bold] {name}, each sentence checked")
            elif isinstance(end, Words):
                live.update(Text(f"  {end.pending}", style="dim"))
            elif isinstance(end, Judged):
                _print(out, end)
            elif isinstance(end, Restarted):
                out.print(f"  (asked once more, what was said is void: {end.reason})", style="dim")
        live.update("")
    assert isinstance(end, Ended)
    _say_why(end)
    show_sources(end.answer)
    return end.answer


def _print(out: Console, row: Judged) -> None:
    marks = "".join(f"[{n}]" for n in row.sentence.cites)
    said = Text(f"  {row.sentence.text}", style="strike" if row.reason else "")
    said.append(f" {marks}", style="not strike")
    if row.reason:
        said.append(f" (not supported: {row.reason})", style="not strike italic red")
    out.print(said)


def _say_why(end: Ended) -> None:
    if end.failure:
        sys.stderr.write(f"litmus: {end.failure}; this is the answer in the sources' own words\n")
