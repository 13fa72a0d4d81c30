"""Asking: from the first visit to a cited answer, its sources, and who sees it."""

QUESTION = "How can fine-tuning work with a few Fourier coefficients?"


def test_from_the_first_visit_by_an_example_to_a_cited_answer(visit):
    page = (first := visit()).open()
    example = page.locator(".lt-examples a").first
    question = example.inner_text().strip()
    example.click()
    page.get_by_role("heading", name=question).wait_for()
    page.locator("a.lt-mark, .lt-label").first.wait_for()
    first.settle()
    assert page.locator("details.lt-source").count() >= 1
    assert "chat=" in page.url


def test_a_mark_opens_its_source_with_the_quote_marked_among_its_neighbours(visit):
    page = (here := visit()).open()
    here.ask(QUESTION)
    mark = page.locator("a.lt-mark").first
    mark.wait_for()
    number = mark.inner_text()
    fold = page.locator("details.lt-source").filter(has=page.locator(f"#source-0-{number}"))
    assert fold.get_attribute("open") is None
    mark.focus()
    page.keyboard.press("Enter")
    marked = fold.locator(f"mark#source-0-{number}")
    marked.wait_for(state="visible")
    words = marked.inner_text().strip()
    said = page.locator('[data-testid="stMarkdown"]').first.inner_text()
    assert " ".join(words.split())[:25] in " ".join(said.split())
    assert fold.locator(".lt-near").count() >= 1
    assert marked.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def walk(page, target, key: str = "Tab") -> None:
    """Press the key until the target has the focus."""
    for _ in range(60):
        if target.count() and target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {target}")


def test_the_keyboard_alone_leads_to_an_answer_its_source_and_its_demo(visit):
    page = (here := visit()).open()
    walk(page, page.get_by_placeholder("Ask in your own words"))
    page.keyboard.type("Can a prompt be replaced by a change of the weights?")
    page.keyboard.press("Enter")
    page.locator("a.lt-mark").first.wait_for()
    here.settle()
    walk(page, page.get_by_role("button", name="Run the demo").first, "Shift+Tab")
    page.keyboard.press("Enter")
    run = page.get_by_role("button", name="Run", exact=True)
    done = page.get_by_role("button", name="Already run")
    run.or_(done).wait_for()
    here.settle()
    if run.count():
        walk(page, run)
        page.keyboard.press("Enter")
        done.wait_for()
    here.settle()
    walk(page, page.locator("a.lt-mark").first, "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("mark:target").wait_for(state="visible")


def test_the_keyboard_alone_leads_through_the_lab_and_back(visit):
    page = (here := visit()).open("/lab?verdict=confirmed")
    here.settle()
    card = page.locator(".lt-card a").first
    walk(page, card)
    name = card.inner_text()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=name, level=1).wait_for()
    page.go_back()
    page.locator(".lt-card").first.wait_for()
    assert "/lab?verdict=confirmed" in page.url


def test_two_people_do_not_see_each_others_chats(visit):
    one, two = visit(), visit()
    one.open()
    one.ask(QUESTION)
    page = two.open()
    two.settle()
    assert page.locator("h2.lt-question").count() == 0
    assert QUESTION not in page.content()


def test_a_filter_is_chosen_and_its_chip_takes_it_away(visit):
    page = (here := visit()).open()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Our card").click()
    chip = page.locator('[class*="st-key-chip-"]').get_by_role("button", name="Our card")
    chip.wait_for()
    page.keyboard.press("Escape")
    here.settle()
    here.ask(QUESTION)
    page.locator("details.lt-source").first.wait_for()
    assert "source=card" in page.url
    assert all(".md" in each for each in page.locator("details.lt-source").all_inner_texts())
    assert page.locator(".lt-limited").inner_text() == "Only: Our card"
    chip.click()
    chip.wait_for(state="detached")
    assert "source=card" not in page.url


def test_past_chats_are_found_again_by_their_words_and_by_nobody_else(visit):
    page = (here := visit()).open()
    here.ask(QUESTION)
    chat = page.url
    page.get_by_role("button", name="New chat").click()
    page.locator(".lt-hero").wait_for()
    page.get_by_role("button", name="Your chats").click()
    page.get_by_label("Search your chats").fill("Fourier")
    page.get_by_label("Search your chats").press("Enter")
    page.locator(".st-key-past mark").first.wait_for()
    page.locator('.st-key-past [class*="st-key-past-"] button').first.click()
    page.get_by_role("heading", name=QUESTION).wait_for()
    page.wait_for_url(f"**chat={chat.split('chat=')[1][:22]}*")
    stranger = (other := visit()).open()
    stranger.get_by_role("button", name="Your chats").click()
    stranger.get_by_text("No chats yet").wait_for()
    assert other.page.locator(".st-key-past mark").count() == 0
