"""In: a port; out: `litmus app`: the page's server, until it is stopped."""

import os
import runpy
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import HomeOption
from app.home import find_home

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "app" / "pages" / "start.py"


def page(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; the default is this machine only.")
    ] = "127.0.0.1",
    home: HomeOption = None,
) -> None:
    """Open the page: ask, browse, run demos, add reviews."""
    os.environ["LITMUS_HOME"] = str(find_home(home))
    os.chdir(ROOT)  # where .streamlit/config.toml lies
    sys.argv = [
        "streamlit",
        "run",
        str(SCRIPT),
        f"--server.port={port}",
        f"--server.address={address}",
    ]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command("app", epilog="Example: litmus app --port 8600")(page)
