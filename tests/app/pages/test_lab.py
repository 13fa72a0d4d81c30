"""The Lab under AppTest: gallery, runs, sweeps."""

from app.runs import Runs
from tests.app.pages.seen import html, labels, press, well
from tests.waiting import PATIENCE, wait_for


def test_a_demo_runs_and_is_there_after_a_reload(open_page):
    page = well(open_page("lab", demo="rank_one_patch"))
    assert "Not run" not in html(page)
    if "Run" in labels(page):
        press(page, "Run")
        wait_for(lambda: "Already run" in labels(page.run()), lambda: labels(page))
    again = well(open_page("lab", demo="rank_one_patch"))
    assert "Already run" in labels(again)
    assert "lt-result" in html(again)
    assert "Holds" in html(again)
    assert again.get("imgs") or again.get("image")


def test_a_run_can_be_stopped_and_begun_again(open_page, monkeypatch):
    def endless(self, request, stop, tell=None):
        stop.wait(PATIENCE)

    monkeypatch.setattr(Runs, "run", endless)
    page = press(well(open_page("lab", demo="rank_one_patch", seed="99")), "Run")
    assert "Running…" in labels(page)
    page = press(page, "Stop")
    wait_for(lambda: "Run" in labels(page.run()))
    assert "Stop" not in labels(well(page))


def test_a_link_sets_the_knobs_and_values_out_of_bounds_are_left_alone(open_page):
    page = well(open_page("lab", demo="rank_one_patch", seed="7", width="999999"))
    seed = next(box for box in page.number_input if box.label == "Seed")
    assert seed.value == 7
    assert page.query_params["seed"] == "7"
    assert "width" not in page.query_params


def test_an_unknown_demo_is_one_sentence(open_page):
    page = open_page("lab", demo="rank_two_patch")
    assert [error.value for error in page.error] == [
        "No demo is called 'rank_two_patch'; did you mean rank_one_patch?"
    ]


def test_the_gallery_lists_every_demo(open_page):
    from demos.registry import ids

    page = well(open_page("lab"))
    assert html(page).count("lt-card") == len(ids())


def test_a_link_restores_the_filters_of_the_gallery(open_page):
    from demos.registry import listed

    exact = [found for found in listed() if found.fidelity == "exact"]
    page = well(open_page("lab", fidelity="exact"))
    assert html(page).count("lt-card") == len(exact)
    assert page.query_params["fidelity"] == "exact"
    page = well(open_page("lab", verdict="no such verdict", find="rank-1 patch"))
    assert "verdict" not in page.query_params
    assert 1 <= html(page).count("lt-card") < len(exact)


def test_a_sweep_is_run_and_found_again(open_page):
    page = well(open_page("lab", demo="rank_one_patch", sweep="skip"))
    assert page.query_params["sweep"] == "skip"
    box = next(box for box in page.number_input if box.label == "Seeds")
    well(box.set_value(1).run())
    if "Run the sweep" in labels(page):
        press(page, "Run the sweep")
    wait_for(
        lambda: "Every value" in [fold.label for fold in page.run().expander], lambda: labels(page)
    )
    assert "ceases to hold between skip 0 and" in html(well(page))
    again = well(open_page("lab", demo="rank_one_patch", sweep="skip"))
    next(box for box in again.number_input if box.label == "Seeds").set_value(1).run()
    assert "ceases to hold between skip 0 and" in html(again)
