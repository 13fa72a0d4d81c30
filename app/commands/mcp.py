"""In: a home folder; out: `litmus mcp`: an MCP server on standard input and output."""

import typer

from app.commands.options import HomeOption
from app.home import find_home


def mcp(home: HomeOption = None) -> None:
    """Serve search, ask, show, check_quote, demo_list and demo_run over MCP (stdio).

    For programs that speak the Model Context Protocol; they start this command themselves.
    """
    from app.tools import server

    server(find_home(home)).run("stdio")


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command("mcp", epilog="Example: litmus mcp --home ~/litmus")(mcp)
