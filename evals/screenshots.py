"""In: a home folder; out: the pictures of the pages that the README shows, in docs/screenshots.

Run as `python -m evals.screenshots [--home DIR] [NAME ...]`; look at every picture it makes.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from evals.bench_pages import still, visited

if TYPE_CHECKING:
    from PIL.Image import Image
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
COLOURS = 256
ASKED = "/?q=How+does+a+model+count+tokens+in+a+histogram%3F"
MANY = "/?q=Which+papers+are+about+forgetting+in+fine-tuning%3F"
QUICK = "/?q=Can+a+prompt+be+replaced+by+a+change+of+the+weights%3F"
LONG = 300_000


class Shot(NamedTuple):
    """A page at an address, on a screen, after somebody did something there."""

    path: str
    shown: str
    act: Callable[["Page"], object] | None = None
    width: int = 1440
    height: int = 900
    dark: bool = False


def _open_first_mark(page: "Page") -> None:
    page.locator("a.lt-mark").first.click()
    page.locator("mark:target").wait_for()


def _to_the_strip(page: "Page") -> None:
    label = page.locator(".lt-label", has_text="Cited works")
    label.evaluate("e => { e.style.scrollMarginTop = '5rem'; e.scrollIntoView() }")


def _run(page: "Page") -> None:
    page.get_by_role("button", name="Run the demo").first.click()
    _run_here(page)


def _run_here(page: "Page") -> None:
    run = page.get_by_role("button", name="Run", exact=True)
    run.or_(page.get_by_role("button", name="Already run")).first.wait_for()
    if run.count():
        run.first.click()
    page.locator(".lt-result").first.wait_for()
    page.locator('[data-testid="stImage"] img').first.wait_for()
    page.locator(".lt-result").first.evaluate("e => e.scrollIntoView({block: 'center'})")


def _measure(page: "Page") -> None:
    run = page.get_by_role("button", name="Run", exact=True)
    if run.count():
        run.click()
    page.get_by_text("all systems run").wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()


def _sweep(page: "Page") -> None:
    run = page.get_by_role("button", name="Run the sweep")
    page.get_by_label("Knob").first.wait_for()
    if run.count():
        run.click()
    page.get_by_text("Every value").wait_for()


def _to_the_code(page: "Page") -> None:
    page.locator(".lt-tested").evaluate("e => e.scrollIntoView()")


CHART = "[data-testid=stVegaLiteChart] svg"
DEMO = "/lab?demo=rank_one_patch"
SHOTS = {
    "ask": Shot(ASKED, "a.lt-mark", height=1140),
    "ask-empty": Shot("/", ".lt-hero h1"),
    "ask-source": Shot(ASKED, "a.lt-mark", _open_first_mark),
    "ask-works": Shot(MANY, "a.lt-mark", _to_the_strip, 1024, 768),
    "ask-demo": Shot(QUICK, "a.lt-mark", _run),
    "ask-phone-dark": Shot(ASKED, "a.lt-mark", _open_first_mark, 390, 844, dark=True),
    "browse-topics": Shot("/browse", ".lt-topics"),
    "browse-map": Shot("/browse?view=Map", CHART),
    "browse-map-dark": Shot("/browse?view=Map", CHART, dark=True),
    "browse-timeline": Shot("/browse?view=Timeline", CHART, width=1024, height=768),
    "paper": Shot("/paper?id=2405.03003", "h1"),
    "lab": Shot("/lab", ".lt-card"),
    "lab-run": Shot(DEMO, "h1", _run_here),
    "lab-sweep": Shot(f"{DEMO}&part=Sweep&sweep=skip", "h1", _sweep),
    "lab-notes": Shot(f"{DEMO}&part=Notes+and+code", "h1", _to_the_code),
    "evaluate": Shot("/evaluate", "h1", _measure, height=1100),
    "library": Shot("/library", ".lt-files"),
}


def screenshots(
    names: Annotated[list[str] | None, typer.Argument(help="which; else all")] = None,
    home: Annotated[Path | None, typer.Option(help="a home folder; else our cards")] = None,
) -> None:
    """Take the pictures. Example: `python -m evals.screenshots ask lab`."""
    with visited(home) as (browser, address):
        _taken(browser, address, SHOTS["ask"])  # index and model are open from then on
        for name in names or SHOTS:
            _small(_taken(browser, address, SHOTS[name])).save(FOLDER / f"{name}.png")
            typer.echo(f"{name}.png: {(FOLDER / f'{name}.png').stat().st_size // 1024} KB")


def _taken(browser: "Browser", address: str, shot: Shot) -> bytes:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
    )
    page = context.new_page()
    page.set_default_timeout(LONG)
    page.goto(address + shot.path)
    page.locator(shot.shown).first.wait_for()
    still(page)
    if shot.act is not None:
        shot.act(page)
        still(page)
    page.wait_for_timeout(700)
    taken = page.screenshot()
    context.close()
    return taken


def _small(png: bytes) -> "Image":
    """The picture in as many colours as a page has."""
    from PIL.Image import open as open_image

    return open_image(BytesIO(png)).convert("RGB").quantize(COLOURS)


if __name__ == "__main__":
    typer.run(screenshots)
