"""What holds of every page: narrow screens, dark ground, errors of one sentence."""

from pathlib import Path

import pytest


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


def test_an_error_is_one_sentence(visit):
    page = (here := visit()).open("/paper?id=no-such-work-at-all")
    here.settle()
    alert = page.get_by_role("alert").inner_text()
    assert "no-such-work-at-all" in alert
    assert "Traceback" not in page.content()
