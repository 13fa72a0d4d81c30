"""In: command-line words; out: the `litmus` command, every error of our own as one line."""

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from demos.errors import DemoError
from ingest.errors import LitmusError

if TYPE_CHECKING:
    import typer

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended: 128 + SIGINT."""


class _Stopped(BaseException):
    """Ctrl-C; not a KeyboardInterrupt, which typer would end without a word."""


def main() -> None:
    """Run the command; errors of our own tree end as one line on stderr and exit code 1."""
    before = signal.signal(signal.SIGINT, _stop)
    try:
        build()()
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


def build() -> "typer.Typer":
    """The command with every sub-command mounted, ours and those of installed packages."""
    from importlib.metadata import entry_points

    import typer

    from app.commands import ask, chats, demo, doctor, library, mcp, page, quotes, records, search

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
    for module in (library, records, search, ask, chats, quotes, demo, page, mcp, doctor):
        module.register(app)
    for entry in entry_points(group="litmus.commands"):
        app.add_typer(entry.load(), name=entry.name)
    return app


def _litmus() -> None:
    """Ask paper reviews a question; run the experiment that tests each claim."""
