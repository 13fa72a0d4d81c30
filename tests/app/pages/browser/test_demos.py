"""Demos: run, a knob moved, run again, the page loaded anew: all is as it was."""

import pytest

QUESTION = "Can a prompt be replaced by a change of the weights?"


def run(here, page) -> str:
    """Run it as it is set; the line that says how it ended, once that of the run before is gone."""
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Already run").wait_for()
    page.locator('[data-testid="stImage"] img').first.wait_for()
    here.settle()
    return page.locator(".lt-result").inner_text()


def move(here, page) -> tuple[str, str]:
    """Move the first knob one step by keyboard; its name and value."""
    slider = page.get_by_role("slider").first
    before = slider.input_value()
    slider.press("ArrowRight")
    page.get_by_role("button", name="Run", exact=True).wait_for()
    here.settle()
    after = slider.input_value()
    assert after != before
    return slider.get_attribute("aria-label") or "", after


def test_in_an_answer_run_move_a_knob_reload_still_there(visit):
    page = (here := visit()).open()
    here.ask(QUESTION)
    page.get_by_role("button", name="Run the demo").first.click()
    seed = page.get_by_label("Seed", exact=True)
    seed.fill("31")  # other tests run the demo as it is
    seed.press("Enter")
    here.settle()
    first = run(here, page)
    assert any(word in first for word in ("Holds", "Mixed", "Does not hold"))
    knob = move(here, page)
    second = run(here, page)
    page.reload()
    page.locator("h2.lt-question").wait_for()
    here.settle()
    assert page.get_by_role("button", name="Close the demo").is_visible()
    assert seed.input_value() == "31"
    assert page.get_by_role("button", name="Already run").is_visible()
    assert page.locator(".lt-result").inner_text() == second
    slider = page.get_by_role("slider").first
    assert (slider.get_attribute("aria-label") or "", slider.input_value()) == knob
    page.get_by_role("button", name="Close the demo").click()
    page.locator(".lt-result").wait_for(state="detached")
    assert "open=" not in page.url


@pytest.mark.parametrize(
    ("path", "seed"),
    [("/lab?demo=rank_one_patch", "11"), ("/paper?id=2507.16003&part=Demo", "13")],
)
def test_in_the_lab_and_on_a_papers_page_too(visit, path, seed):
    page = (here := visit()).open(f"{path}&seed={seed}&control=1")
    assert "mechanism removed" in run(here, page)
    knob = move(here, page)
    second = run(here, page)
    page.reload()
    page.get_by_role("button", name="Already run").wait_for()
    here.settle()
    assert page.get_by_label("Seed", exact=True).input_value() == seed
    assert page.locator(".lt-result").inner_text() == second
    slider = page.get_by_role("slider").first
    assert (slider.get_attribute("aria-label") or "", slider.input_value()) == knob


def test_a_run_that_is_left_goes_on_and_a_reload_finds_it(visit):
    page = visit().open("/lab?demo=rank_one_patch&seed=12")
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator('[data-testid="stProgress"], .lt-result').first.wait_for()
    page.reload()
    page.get_by_role("button", name="Already run").wait_for()
    page.locator(".lt-result").wait_for()
