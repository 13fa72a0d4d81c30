"""Demos: run in an answer, with knobs, found again after a reload."""


def test_a_demo_is_run_in_the_answer_and_a_reload_finds_chat_and_result(visit):
    page = (here := visit()).open()
    here.ask("Can a prompt be replaced by a change of the weights?")
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
    here.settle()
    assert page.get_by_label("Seed", exact=True).input_value() == "11"
