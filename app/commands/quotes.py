"""In: a file of texts; out: `litmus check-quote`: where each stands in the library, if it does."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.batch import QuoteRow
from app.commands.options import HomeOption, print_json_lines
from app.home import find_home
from app.quotes import Found
from ingest.errors import UsageError
from ingest.rows import read_rows


def check_quote(
    file: Annotated[
        Path | None, typer.Argument(help='JSON Lines, one {"_id", "text", "paper_id"?} a line.')
    ] = None,
    text: Annotated[str | None, typer.Option(help="One text, instead of a file of them.")] = None,
    home: HomeOption = None,
) -> None:
    """Say of each text whether it stands word for word in the library, and where."""
    from app.readers import open_quotes

    if (file is None) == (text is None):
        raise UsageError("give a file of texts, or one text with --text")
    rows = read_rows(file, QuoteRow) if file else [QuoteRow(_id="text", text=text or "")]
    quotes = open_quotes(find_home(home))
    print_json_lines(_row(row.id, quotes.find(row.text, row.paper_id)) for row in rows)


def _row(name: str, found: Found | None) -> dict[str, Any]:
    place = found.model_dump() if found else dict.fromkeys(Found.model_fields)
    return {"_id": name, "found": found is not None} | place


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command("check-quote", epilog="Example: litmus check-quote --text '…'")(check_quote)
