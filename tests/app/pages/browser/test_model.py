"""A language model in the browser: its sentences beside the sources' own, and one that fails."""

import pytest

from tests.app.llm.server import Reply, endpoint

QUESTION = "How can fine-tuning work with a few Fourier coefficients?"
SLOW = 120_000
"""Milliseconds; the first answer of a server imports what speaks to endpoints."""


def use(page, url: str) -> None:
    page.get_by_role("button", name="Model").click()
    page.get_by_label("Base address").fill(f"{url}/v1")
    page.get_by_label("Model", exact=True).last.fill("owl-7b")
    page.get_by_role("button", name="Use this model").click()
    page.get_by_role("button", name="owl-7b").wait_for()
    page.keyboard.press("Escape")


def test_a_model_tells_the_answer_and_what_is_not_borne_out_is_struck(visit):
    said = "The inverse Fourier transform gives the weight change [1]. It costs 77 euros [1]."
    with endpoint(Reply(said, each=0.05)) as server:
        page = (here := visit()).open()
        use(page, server.url)
        here.ask(QUESTION)
        page.get_by_text("each sentence checked").first.wait_for()
        assert "In the words of owl-7b".casefold() in page.locator("body").inner_text().casefold()
        page.locator('[class*="st-key-stop-"]').wait_for(state="detached", timeout=SLOW)
        page.locator("details.lt-source").first.wait_for(timeout=SLOW)  # it is whole
        page.locator(".lt-unsupported").wait_for()
        here.settle()
    assert "77 euros" in page.locator(".lt-unsupported").inner_text()
    page.reload()
    page.locator(".lt-unsupported").wait_for()


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (
            Reply(status=401),
            "is the sources’ own: the language model gave no answer: it answers 401",
        ),
        (Reply(endless=True, text="owl ", each=0.05), ": stopped"),
    ],
)
def test_one_that_fails_or_is_stopped_leaves_the_sources_own_sentences(visit, reply, note):
    with endpoint(reply) as server:
        page = (here := visit()).open()
        use(page, server.url)
        here.ask(QUESTION)
        page.locator("a.lt-mark").first.wait_for()
        stop = page.locator('[class*="st-key-stop-"] button')
        if reply.endless:
            stop.click()
        stop.wait_for(state="detached", timeout=SLOW)
        page.locator(".lt-note", has_text=note).wait_for()
        here.settle()
    assert page.locator("details.lt-source").count() >= 1
    assert "Traceback" not in page.content()
