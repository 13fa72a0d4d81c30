"""In: command-line words; out: the `litmus` command, every error of our own as one line."""

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from demos.errors import DemoError
from ingest.errors import LitmusError

if TYPE_CHECKING:
    import typer

COMMANDS = {
    "library": ("ingest", "forget"),
    "records": ("export", "papers", "show"),
    "search": ("search",),
    "ask": ("ask",),
    "chats": ("chats",),
    "quotes": ("check-quote",),
    "demo": ("demo",),
    "page": ("app",),
    "mcp": ("mcp",),
    "doctor": ("doctor",),
}
"""The modules of `app/commands` in the order in which help lists them, and what each mounts."""
INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended: 128 + SIGINT."""


class _Stopped(BaseException):
    """Ctrl-C; not a KeyboardInterrupt, which typer would end without a word."""


def main() -> None:
    """Run the command; errors of our own tree end as one line on stderr and exit code 1."""
    before = signal.signal(signal.SIGINT, _stop)
    try:
        build(sys.argv[1] if len(sys.argv) > 1 else "")()
    except (LitmusError, DemoError) as exc:
        sys.stderr.write(f"litmus: {' '.join(str(exc).split())}\n")
        sys.exit(1)
    except _Stopped:
        sys.stderr.write("litmus: stopped; what was published stands as it was\n")
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _Stopped


def build(word: str = "") -> "typer.Typer":
    """The command with the sub-command `word` mounted; with all of them if there is no such one.

    A cold command is mostly imports: asking must not pay for the parsers of files. Sub-commands of
    installed packages are entry points.
    """
    from importlib import import_module
    from importlib.metadata import entry_points

    import typer

    app = typer.Typer(
        name="litmus",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback(epilog='Example: litmus ask "How do a few Fourier coefficients fine-tune?"')(
        _litmus
    )
    mounted = entry_points(group="litmus.commands")
    ours = [module for module, words in COMMANDS.items() if word in words]
    others = [entry for entry in mounted if entry.name == word]
    alone = bool(ours or others)
    for module in ours if alone else COMMANDS:
        import_module(f"app.commands.{module}").register(app)
    for entry in others if alone else mounted:
        app.add_typer(entry.load(), name=entry.name)
    return app


def _litmus() -> None:
    """Ask paper reviews a question; run the experiment that tests each claim."""
