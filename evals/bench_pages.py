"""In: a home folder; out: how long the pages take in Chromium, beside an empty Streamlit page.

Run as `python -m evals.bench_pages [--home DIR]`. Both servers run at once and are visited in
turns, step by step, so that what else the machine does falls on both. A page counts as switched to
when its own content is on the screen, not only its heading.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.home import CATALOGUE
from app.library import add
from ingest.errors import StateError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
EMPTY = """
import streamlit as st
def one():
    st.title("One")
    if asked := st.chat_input("Ask"):
        st.html(f'<p class="said">{asked}</p>')
def two():
    st.title("Two")
st.navigation([st.Page(one, title="First", default=True), st.Page(two, title="Second")],
              position="top").run()
"""
_OURS = "import sys; from app.command import main; sys.argv[0] = 'litmus'; main()"
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
QUESTIONS = (
    "How can fine-tuning work with a few Fourier coefficients?",
    "What does a model forget when it is fine-tuned?",
    "How is attention made cheaper for long texts?",
    "Why does grokking happen so late?",
    "Which papers change the tokenizer?",
    "Can a prompt be replaced by a change of the weights?",
)
SWITCHES = {
    "Browse": ".lt-topics li",
    "Lab": ".lt-card",
    "Evaluate": "[data-testid=stMain] [data-testid=stBaseButton-primary]",
    "Library": ".lt-files td",
    "Ask": ".st-key-below .lt-figures",
}
"""Each page of the frame, in the order they are visited, with what it shows last."""
Seconds = dict[str, list[tuple[float, float]]]
"""Step -> for each round the empty page's seconds and ours."""


def bench_pages(
    home: Annotated[Path | None, typer.Option(help="a home folder; else our cards")] = None,
) -> None:
    """Time first page, page switch and warm answer. Example: `python -m evals.bench_pages`."""
    with tempfile.TemporaryDirectory() as folder, visited(home) as (browser, ours):
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, "utf-8")
        empty = ["-m", "streamlit", "run", str(script), "--server.headless=true"]
        empty += ["--browser.gatherUsageStats=false", "--global.developmentMode=false"]
        with _server(empty, "--server.port") as theirs:
            _report(_rounds(browser, theirs, ours))


@contextmanager
def visited(home: Path | None) -> Iterator[tuple["Browser", str]]:
    """A Chromium, and the address of our server over a home, or over our cards where it is None.

    Raises StateError where there is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise StateError("no chromium on this machine; install it")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = home or Path(folder) / "home"
        if home is None:
            add(served, [CATALOGUE])
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS.split())
        with _server(["-c", _OURS, "app", "--home", str(served)], "--port") as address:
            yield browser, address
        browser.close()


def _rounds(browser: "Browser", empty: str, ours: str) -> Seconds:
    """Seconds of every step of every round; the first round, which warms, does not count."""
    found: Seconds = {}
    for number in range(ROUNDS + 1):
        contexts = [browser.new_context(viewport={"width": 1440, "height": 900}) for _ in range(2)]
        theirs, mine = (context.new_page() for context in contexts)
        question = QUESTIONS[number % len(QUESTIONS)]
        for step, seconds in _round(theirs, empty, mine, ours, question):
            if number:
                found.setdefault(step, []).append(seconds)
        for context in contexts:
            context.close()
    return found


def _round(
    theirs: "Page", empty: str, mine: "Page", ours: str, question: str
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Each step taken on the empty page, then on ours."""
    first = _timed(lambda: theirs.goto(empty), theirs, "h1:has-text('One')")
    yield "first page", (first, _timed(lambda: mine.goto(ours), mine, ".lt-hero h1"))
    for name, shown in SWITCHES.items():
        switch = _switch(theirs, "Second", "h1:has-text('Two')")
        yield f"switch to {name}", (switch, _switch(mine, name, shown))
        _switch(theirs, "First", "h1:has-text('One')")
    said = _asked(theirs, "Ask", "echo", "p.said")
    yield "answer", (said, _asked(mine, "Ask in your own words", question, "a.lt-mark"))


def _switch(page: "Page", name: str, shown: str) -> float:
    still(page)
    return _timed(page.get_by_role("link", name=name, exact=True).first.click, page, shown)


def _asked(page: "Page", box: str, question: str, shown: str) -> float:
    still(page)
    page.get_by_placeholder(box).fill(question)
    return _timed(lambda: page.keyboard.press("Enter"), page, shown)


def still(page: "Page") -> None:
    """Wait until the page has been drawn whole."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(300)


def _timed(act: Callable[[], object], page: "Page", shown: str) -> float:
    """Seconds until the first such element is on the screen."""
    began = time.perf_counter()
    act()
    page.locator(shown).first.wait_for()
    return time.perf_counter() - began


@contextmanager
def _server(arguments: list[str], option: str) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, *arguments, option, str(port)]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
    out = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=environment) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise StateError("a server did not start; run `litmus app` to see why")


def _report(found: Seconds) -> None:
    for step, seconds in found.items():
        empty, ours = (statistics.median(each) for each in zip(*seconds, strict=True))
        typer.echo(
            f"{step}: {ours * 1000:,.0f} ms; an empty Streamlit page: {empty * 1000:,.0f} ms"
            f" = x {ours / empty:.2f}"
        )


if __name__ == "__main__":
    typer.run(bench_pages)
