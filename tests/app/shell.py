"""The command as a person runs it, in this process or in one of its own, and cards to give it."""

import os
import subprocess
import sys
from pathlib import Path

from app.command import main

# A process started in the background of a shell ignores Ctrl-C; this one must not.
COMMAND = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from app.command import main; sys.argv[0] = 'litmus'; {loaded}; main()"
)
ROOT = Path(__file__).resolve().parents[2]
CARD = """---
id: {name}
title: "{title}"
arxiv: null
arxiv_why: "none given"
kind: method
topics: [diffusion-models]
sources: []
---
## In plain words
{title}: {text}
"""


def card(folder: Path, name: str, text: str = "A rope holds the kite.") -> Path:
    path = folder / f"{name}.md"
    path.write_text(CARD.format(name=name, title=name.title(), text=text), "utf-8")
    return path


def call(home: Path, *words: str) -> int:
    """Run the command in this process; its exit code."""
    before = sys.argv
    sys.argv = ["litmus", *words, "--home", str(home)]
    try:
        main()
    except SystemExit as exc:
        return int(exc.code or 0)
    finally:
        sys.argv = before
    return 0


def start(
    home: Path, *words: str, limit: int | None = None, tell: bool = False
) -> "subprocess.Popen[str]":
    """Run the command in a process of its own, with a limit on the size of any file it writes.

    With `tell` its first line says that it is loaded and will now begin.
    """
    sets_limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            (sets_limit if limit else "")
            + COMMAND.format(loaded="print('loaded', flush=True)" if tell else "pass"),
            *words,
            "--home",
            str(home),
        ],
        cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
