"""What holds of every page: narrow screens, dark ground, errors of one sentence."""

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/browse?view=List",
        "/browse?view=Map",
        "/lab",
        "/lab?demo=rank_one_patch&part=Notes+and+code",
        "/evaluate",
        "/evaluate?set=own",
        "/library",
        "/library?tab=Settings",
        "/paper?id=2405.03003",
    ],
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


def test_an_error_is_one_sentence(visit):
    page = (here := visit()).open("/paper?id=no-such-work-at-all")
    here.settle()
    alert = page.get_by_role("alert").inner_text()
    assert "no-such-work-at-all" in alert
    assert "Traceback" not in page.content()


def test_an_answer_fits_a_phone_in_the_dark(visit):
    dark = visit(color_scheme="dark", viewport={"width": 390, "height": 844})
    page = dark.open("/?q=How+can+fine-tuning+work+with+a+few+Fourier+coefficients%3F")
    page.locator("a.lt-mark").first.wait_for()
    dark.settle()
    page.locator("a.lt-mark").first.click()
    page.locator("mark:target").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "[...document.querySelectorAll('.st-key-ask *, .st-key-composer *')]"
    over = "e => e.getBoundingClientRect().right > 391 && !e.closest('.lt-scroll, .katex')"
    assert page.evaluate(f"{wide}.filter({over}).map(e => e.className)") == []
