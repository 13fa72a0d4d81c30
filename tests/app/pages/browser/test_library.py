"""The library by topic, and a review that is added to it."""

LONG = 120_000
INVENTED = """Reviewed on 2031-02-03 by Ada

The Lantern Method: Pruning by Moonlight

The Lantern Method removes every weight that stays below the brightness of 0.37.
Lanterns keep 91 percent of the accuracy of the unpruned network on marsh data.
The reviewer doubts that marsh data are hard enough to tell.
"""


def test_by_topic_to_a_paper_to_its_demo(visit):
    page = (here := visit()).open("/browse")
    page.get_by_role("link", name="Fine-tuning and merging").click()
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


def test_a_click_on_the_timeline_or_the_map_opens_the_work_and_back_leads_to_it(visit):
    here = visit()
    for view in ("Timeline", "Map"):
        page = here.open(f"/browse?view={view}&demo=confirmed")
        mark = page.locator("[data-testid=stVegaLiteChart] svg.marks .role-mark path").first
        mark.wait_for(timeout=2 * LONG)  # the map is laid out when it is first looked at
        here.settle()
        mark.click()
        page.wait_for_url("**/paper?id=*")
        page.get_by_role("tab", name="Overview").wait_for()
        here.settle()
        page.go_back()
        page.get_by_role("button", name="Demo: Confirmed").wait_for()
        assert f"/browse?view={view}&demo=confirmed" in page.url


def test_a_claim_opens_to_its_lines_and_leads_to_a_question_about_the_paper(visit):
    page = (here := visit()).open("/paper?id=2405.03003")
    place = page.locator("details.lt-place").first
    place.locator("> summary").click()
    assert place.locator("mark").first.is_visible()
    page.get_by_role("link", name="Ask about this paper").click()
    page.wait_for_url("**/?about=2405.03003*")
    here.settle()
    assert page.get_by_text("Discrete Fourier Transform").first.is_visible()


def test_an_uploaded_review_can_be_asked_about(visit):
    page = (here := visit()).open("/library")
    page.get_by_role("tab", name="Add").click()
    page.locator('input[type="file"]').set_input_files(
        [
            {"name": "../lantern notes.txt", "mimeType": "text/plain", "buffer": INVENTED.encode()},
            {"name": "noise.txt", "mimeType": "text/plain", "buffer": bytes(range(256))},
        ]
    )
    page.get_by_text("lantern notes.txt").first.wait_for()
    here.settle()
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_text("1 file added").wait_for()
    ledger = page.locator(".st-key-library-report table").inner_text()
    assert "lantern-notes.txt" in ledger
    assert "Review" in ledger
    assert "noise.txt" in page.locator(".st-key-library-report li").inner_text()
    page = here.open("/")
    here.ask("What accuracy does the Lantern Method keep on marsh data?")
    page.locator("a.lt-mark").first.wait_for()
    assert "91 percent" in page.locator('[data-testid="stMarkdown"]').first.inner_text()
    assert "lantern-notes.txt" in page.locator("details.lt-source").first.inner_text()
