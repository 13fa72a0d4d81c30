"""Every page is looked at by axe-core, which is loaded from the disk: nothing serious is found.

Left out: nothing. What axe calls minor or moderate is not held here; of Streamlit's own there is
one, the drop zone of a file box, whose role says that it is decoration.
"""

from importlib.resources import files

import pytest

from app.themes import read_themes

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
GROUND = "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme.includes(scheme)"
"""Whether the page has followed the browser's light or dark."""
STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"
"""Colours on their way from light to dark are no one's to read."""
LIST = next(theme.id for theme in read_themes().values() if "2507.16003" in theme.works)
SERIOUS = {"serious", "critical"}
PATHS = (
    "/",
    "/browse",
    "/browse?view=List",
    f"/browse?view=List&list={LIST}",
    "/browse?view=Table",
    "/browse?view=Timeline",
    "/browse?view=Map",
    "/paper?id=2507.16003",
    "/paper?id=2507.16003&part=Sources",
    "/paper?id=2507.16003&part=Notes+and+repairs",
    "/lab",
    "/lab?demo=rank_one_patch",
    "/lab?demo=rank_one_patch&part=Sweep",
    "/lab?demo=rank_one_patch&part=Notes+and+code",
    "/evaluate",
    "/evaluate?set=own",
    "/library",
    "/library?file=000_7f727d5ea72c555c.txt",
    "/library?tab=Add",
    "/library?tab=Remove",
    "/library?tab=Health",
    "/library?tab=Settings",
)


def _found(page) -> list[str]:
    page.evaluate(AXE)
    ran = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['impact']} {each['id']}: {node['target']} {node['html'][:120]}"
        for each in ran["violations"]
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious_on_any_page(visit, path):
    page = (here := visit()).open(path)
    here.settle()
    page.add_style_tag(content=STILL)
    found = {}
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(GROUND, arg=scheme)
            if problems := _found(page):
                found[(width, scheme)] = problems
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_an_answer_with_its_sources(visit, scheme):
    page = (here := visit(color_scheme=scheme)).open()
    here.ask("Can a prompt be replaced by a change of the weights?")
    page.locator("a.lt-mark").first.click()
    here.settle()
    assert _found(page) == []


def test_axe_would_find_what_is_wrong(visit):
    page = visit().open("/lab")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x>')")
    assert any("image-alt" in problem for problem in _found(page))
