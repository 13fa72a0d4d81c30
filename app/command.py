"""In: command-line words; out: the `litmus` command, every error of our own as one line."""

import sys
from importlib.metadata import entry_points

import typer

from app.commands import ask, demo, doctor, library, page, quotes, records, search
from ingest.errors import LitmusError

app = typer.Typer(
    name="litmus",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(epilog='Example: litmus ask "How can fine-tuning work with a few coefficients?"')
def _litmus() -> None:
    """Ask paper reviews a question; run the experiment that tests each claim."""


for _module in (library, records, search, ask, quotes, demo, page, doctor):
    _module.register(app)
for _entry in entry_points(group="litmus.commands"):
    app.add_typer(_entry.load(), name=_entry.name)


def main() -> None:
    """Run the command; errors of our own tree end as one line on stderr and exit code 1."""
    try:
        app()
    except LitmusError as exc:
        sys.stderr.write(f"litmus: {' '.join(str(exc).split())}\n")
        sys.exit(1)
