"""The page in a real browser: what a person does from the first visit on."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock

from app.home import CATALOGUE
from app.library import add

ROOT = Path(__file__).resolve().parents[3]
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
QUESTION = "How can fine-tuning work with a few Fourier coefficients?"
LONG = 40_000
INVENTED = """Reviewed on 2031-02-03 by Ada

The Lantern Method: Pruning by Moonlight

The Lantern Method removes every weight that stays below the brightness of 0.37.
Lanterns keep 91 percent of the accuracy of the unpruned network on marsh data.
The reviewer doubts that marsh data are hard enough to tell.
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),  # one server for all of them
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue, and the archive where it is at hand; made once for all workers."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    home = root / "page-home"
    with FileLock(root / "page-home.lock"):
        if not (home / "index" / "CURRENT").is_file():
            add(home, [CATALOGUE, *sorted(CORPUS.glob("002_*.txt"))])
    return home


@pytest.fixture(scope="session")
def server(full_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that was started as a user starts it, over a home of its own."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(full_home, home, ignore=shutil.ignore_patterns("lock", "jobs", "chats"))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = "from app.command import main; main()"
    log = (home / "server.log").open("wb")
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
    deadline = time.monotonic() + 90
    while True:
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.3)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
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

    def hosts(self) -> set[str]:
        web = [url for url in self.asked if url.startswith(("http", "ws"))]
        return {urlsplit(url).hostname or "" for url in web}


@pytest.fixture
def visit(chromium: Any, server: str) -> Iterator[Any]:
    made: list[Visit] = []

    def start(**options: Any) -> Visit:
        made.append(Visit(chromium, server, **options))
        return made[-1]

    yield start
    for each in made:
        each.context.close()
        assert each.hosts() <= {"127.0.0.1"}, "something was fetched from outside"


def ask(visit: Visit, question: str) -> None:
    box = visit.page.get_by_placeholder("Ask in your own words")
    box.fill(question)
    box.press("Enter")
    visit.page.get_by_role("heading", name=question).wait_for()
    visit.settle()


def test_from_the_first_visit_by_an_example_to_a_cited_answer(visit):
    page = (first := visit()).open()
    example = page.locator('[class*="st-key-example-"] button').first
    question = example.inner_text().strip()
    example.click()
    page.get_by_role("heading", name=question).wait_for()
    page.locator("a.lt-mark, .lt-label").first.wait_for()
    first.settle()
    assert page.locator("details.lt-source").count() >= 1
    assert "chat=" in page.url


def test_a_mark_opens_its_source_with_the_quote_marked_among_its_neighbours(visit):
    page = (here := visit()).open()
    ask(here, QUESTION)
    mark = page.locator("a.lt-mark").first
    mark.wait_for()
    number = mark.inner_text()
    fold = page.locator("details.lt-source").filter(has=page.locator(f"#source-0-{number}"))
    assert fold.get_attribute("open") is None
    mark.focus()
    page.keyboard.press("Enter")
    marked = fold.locator("mark").first
    marked.wait_for(state="visible")
    words = marked.inner_text().strip()
    said = page.locator('[data-testid="stMarkdown"]').first.inner_text()
    assert " ".join(words.split())[:25] in " ".join(said.split())
    assert fold.locator(".lt-near").count() >= 1
    assert marked.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_a_demo_is_run_in_the_answer_and_a_reload_finds_chat_and_result(visit):
    page = (here := visit()).open()
    ask(here, "Can a prompt be replaced by a change of the weights?")
    page.get_by_role("button", name="Run the demo").first.click()
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator('[data-testid="stProgress"], .lt-result').first.wait_for()
    page.locator(".lt-result").wait_for()
    here.settle()
    page.locator('[data-testid="stImage"] img').wait_for()
    assert page.locator(".lt-result .lt-chip").inner_text() in {"Holds", "Mixed", "Does not hold"}
    assert page.locator("h2.lt-question").count() == 1
    page.reload()
    page.locator("h2.lt-question").wait_for()
    here.settle()
    page.get_by_role("button", name="Run the demo").first.click()
    page.locator(".lt-result").wait_for()
    assert page.get_by_role("button", name="Already run").is_visible()


def test_a_knob_is_kept_in_the_address_and_the_run_is_found_again(visit):
    page = (here := visit()).open("/lab?demo=rank_one_patch&seed=11&control=1")
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator(".lt-result").wait_for()
    here.settle()
    assert "mechanism removed" in page.locator(".lt-result").inner_text()
    url = page.url
    assert "seed=11" in url
    page.goto(url)
    page.locator(".lt-result").wait_for()
    assert page.get_by_label("Seed", exact=True).input_value() == "11"


def test_by_topic_to_a_paper_to_its_demo(visit):
    page = (here := visit()).open("/browse")
    page.get_by_role("button", name="Fine-tuning and merging").click()
    page.get_by_role("button", name="Topic: Fine-tuning and merging").wait_for()
    here.settle()
    page.get_by_role("link", name="Discrete Fourier Transform").first.click()
    page.get_by_role("heading", name="Discrete Fourier Transform").first.wait_for()
    here.settle()
    assert "/paper?id=2405.03003" in page.url
    page.get_by_role("tab", name="Demo").click()
    page.get_by_role("button", name="Run", exact=True).or_(
        page.get_by_role("button", name="Already run")
    ).wait_for()


def test_an_uploaded_review_can_be_asked_about(visit):
    page = (here := visit()).open("/library")
    page.get_by_role("tab", name="Add").click()
    page.locator('input[type="file"]').set_input_files(
        {"name": "../lantern notes.txt", "mimeType": "text/plain", "buffer": INVENTED.encode()}
    )
    page.get_by_text("lantern notes.txt").first.wait_for()
    here.settle()
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_text("1 file added").wait_for()
    page = here.open("/")
    ask(here, "What accuracy does the Lantern Method keep on marsh data?")
    page.locator("a.lt-mark").first.wait_for()
    assert "91 percent" in page.locator('[data-testid="stMarkdown"]').first.inner_text()
    assert "lantern-notes.txt" in page.locator("details.lt-source").first.inner_text()


@pytest.mark.parametrize(
    "path", ["/", "/browse?view=List", "/lab", "/library", "/paper?id=2405.03003"]
)
def test_nothing_is_wider_than_a_phone(visit, path):
    page = (here := visit(viewport={"width": 390, "height": 844})).open(path)
    here.settle()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "[...document.querySelectorAll('.block-container, [data-testid=stHtml]')]"
    assert page.evaluate(f"{wide}.every(e => e.getBoundingClientRect().right <= 391)")


def test_the_dark_page_is_dark_and_has_ink(visit, tmp_path: Path):
    from matplotlib.image import imread

    (here := visit(color_scheme="dark")).open()
    here.settle()
    here.page.screenshot(path=tmp_path / "dark.png")
    picture = imread(tmp_path / "dark.png")[..., :3]
    assert picture.mean() < 0.25
    assert picture.max() > 0.8


def test_two_people_do_not_see_each_others_chats(visit):
    one, two = visit(), visit()
    one.open()
    ask(one, QUESTION)
    page = two.open()
    two.settle()
    assert page.locator("h2.lt-question").count() == 0
    assert QUESTION not in page.content()


def test_an_error_is_one_sentence(visit):
    page = (here := visit()).open("/paper?id=no-such-work-at-all")
    here.settle()
    alert = page.get_by_role("alert").inner_text()
    assert "no-such-work-at-all" in alert
    assert "Traceback" not in page.content()


def test_the_keyboard_alone_leads_to_an_answer(visit):
    page = (here := visit()).open()
    box = page.get_by_placeholder("Ask in your own words")
    for _ in range(40):
        if box.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("a.lt-mark").first.wait_for()
    here.settle()
    assert page.get_by_role("heading", name=QUESTION).is_visible()
