"""One server over a part of the catalogue, one Chromium, and a visit: a browser page of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock

from app.home import CATALOGUE
from app.library import add
from demos.registry import recorded
from tests.waiting import PATIENCE, wait_for

ROOT = Path(__file__).resolve().parents[4]
CORPUS = ROOT.parent / "shared" / "corpus"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONG = 120_000
"""Milliseconds for what must come; about what never does, not about speed."""
LOG = "server.log"
SHOWN = 4000
"""Signs of a page and of the server's log that the report of a failed test shows."""
ARCHIVE_LINES = 400

HERE = Path(__file__).parent
MARKS = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),  # one server for all of them
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            for mark in MARKS:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cards of all works with a demo, a thread, the archive's beginning; made once."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    home = root / "page-home"
    with FileLock(root / "page-home.lock"):
        if not (home / "index" / "CURRENT").is_file():
            add(home, [*_cards(), *_texts(root / "texts")])
    return home


def _cards() -> list[Path]:
    """Enough for every journey, and a fifth of the time that the whole catalogue takes."""
    tested = {paper_id for entry in recorded().values() for paper_id in entry.papers}
    cards = sorted(CATALOGUE.glob("*.md"))
    ids = [re.search(r"^id: *\"?([^\"\n]+)", card.read_text("utf-8"), re.M) for card in cards]
    return [card for card, found in zip(cards, ids, strict=True) if found and found[1] in tested]


def _texts(folder: Path) -> list[Path]:
    """A thread as it is and the first lines of the archive, where the corpus is at hand."""
    made = sorted(CORPUS.glob("000_*.txt"))
    for archive in CORPUS.glob("002_*.txt"):
        folder.mkdir(exist_ok=True)
        begun = folder / archive.name
        begun.write_bytes(b"".join(archive.read_bytes().splitlines(keepends=True)[:ARCHIVE_LINES]))
        made.append(begun)
    return made


@pytest.fixture(scope="session")
def served(full_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's own home."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(full_home, home, ignore=shutil.ignore_patterns("lock", "jobs", "chats"))
    return home


@pytest.fixture(scope="session")
def server(served: Path) -> Iterator[str]:
    """The address of a server that was started as a user starts it, over a home of its own."""
    home = served
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = "from app.command import main; main()"
    log = (home / LOG).open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", command, "app", "--port", str(port), "--home", str(home)],
        cwd=ROOT,
        stdout=log,
        stderr=log,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    def answers() -> bool:
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=PATIENCE):
                return True
        except OSError:
            return False

    wait_for(answers)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for each file: until it is closed, its event loop runs in the tests' own thread,
    where other tests have loops of their own and Python 3.11 parses no code (it loses count of
    the stack between greenlets)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


class Visit:
    """A browser page of its own session, and every address that it asked for."""

    def __init__(self, browser: Any, server: str, **options: Any) -> None:
        self.server = server
        self.context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"} | options
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(LONG)
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda channel: self.asked.append(channel.url))

    def open(self, path: str = "/") -> Any:
        self.page.goto(self.server + path)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        return self.page

    def settle(self) -> None:
        """Wait until the script has ended and everything is drawn."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")

    def ask(self, question: str) -> None:
        box = self.page.get_by_placeholder("Ask in your own words")
        box.fill(question)
        box.press("Enter")
        self.page.get_by_role("heading", name=question).wait_for()
        self.settle()

    def upload(self, box: int, name: str, content: bytes) -> None:
        """Give a file to the page's n-th box; ends when the page has been drawn anew with it."""
        file = {"name": name, "mimeType": "text/plain", "buffer": content}
        self.page.locator('input[type="file"]').nth(box).set_input_files(file)
        self.page.get_by_text(Path(name).name).first.wait_for()
        self.settle()

    def text(self) -> str:
        """All that the page shows, after whether its script still runs."""
        app = self.page.locator('[data-testid="stApp"]')
        state = app.first.get_attribute("data-test-script-state") if app.count() else "no page"
        return f"({state})\n{self.page.locator('body').inner_text()}"

    def hosts(self) -> set[str]:
        web = [url for url in self.asked if url.startswith(("http", "ws"))]
        return {urlsplit(url).hostname or "" for url in web}


_MADE = pytest.StashKey[list[Visit]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[pytest.TestReport]:
    """Show with a failure what the pages and the server said; a CI run leaves nothing else."""
    report = yield
    if report.when == "call" and report.failed:
        for each in item.stash.get(_MADE, []):
            report.sections.append((f"Page {each.page.url}", each.text()[:SHOWN]))
        if home := getattr(item, "funcargs", {}).get("served"):
            said = (home / LOG).read_text("utf-8", "replace")
            report.sections.append(("Server", said[-SHOWN:]))
    return report


@pytest.fixture
def visit(
    chromium: Any, server: str, served: Path, request: pytest.FixtureRequest
) -> Iterator[Any]:
    made: list[Visit] = []
    request.node.stash[_MADE] = made

    def start(**options: Any) -> Visit:
        made.append(Visit(chromium, server, **options))
        return made[-1]

    yield start
    for each in made:
        each.context.close()
        assert each.hosts() <= {"127.0.0.1"}, "something was fetched from outside"
