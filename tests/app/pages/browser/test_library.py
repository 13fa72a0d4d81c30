"""The library by topic, and a review that is added to it."""

INVENTED = """Reviewed on 2031-02-03 by Ada

The Lantern Method: Pruning by Moonlight

The Lantern Method removes every weight that stays below the brightness of 0.37.
Lanterns keep 91 percent of the accuracy of the unpruned network on marsh data.
The reviewer doubts that marsh data are hard enough to tell.
"""


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
    here.ask("What accuracy does the Lantern Method keep on marsh data?")
    page.locator("a.lt-mark").first.wait_for()
    assert "91 percent" in page.locator('[data-testid="stMarkdown"]').first.inner_text()
    assert "lantern-notes.txt" in page.locator("details.lt-source").first.inner_text()
