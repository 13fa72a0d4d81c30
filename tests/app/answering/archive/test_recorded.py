"""Questions about records, over the invented library: answered by the lines that state them."""

from dataclasses import replace

import pytest

from app.answering.answer import answer
from ingest.library import Library
from tests.app.invented import CARD, GARDEN, REVIEW, make_reader


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who reviewed Quietnet?", 1),
        ("When was Quietnet reviewed?", 1),
        ("What is the arXiv link of Quietnet?", 19),
        ("which date does the Quietnet review carry?", 1),
        ("Quietnet review date", 1),
        ("date and reviewer of Quietnet", 1),
        ("How long ago was Quietnet reviewed?", 1),
        ("was Quietnet reviewed alone or with somebody?", 1),
        ("is Quietnet on arXiv?", 19),
        ("Who was the guest who wrote the review of Quietnet?", 1),
        ("did anybody write the Quietnet review with you?", 1),
        ("do you have a link to Quietnet", 19),
        ("could you point me to the pdf of the Quietnet paper", 19),
        ("gimme the url of Quietnet", 19),
        ("when'd you cover Quietnet?", 1),
        ("Quietnet timestamp", 1),
        ("has Quietnet been reviewed, and if so when?", 1),
        ("was the Quietnet review a solo effort?", 1),
        ("how recent is the review of Quietnet?", 1),
        ("Under which id can I find Quietnet on arXiv?", 19),
    ],
)
def test_records_are_answered_by_the_line_that_states_them(reader, question, line) -> None:
    made = answer(question, reader)
    assert [(c.file, c.start_line) for c in made.citations] == [("notes.txt", line)]


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote Hamlet?",
        "When was the Magna Carta written?",
        "Where can I find a plumber?",
        "Which songs were written in April 2025?",
        "Which movies appeared in 2025?",
    ],
)
def test_a_record_of_something_else_is_not_made_up(question) -> None:
    assert answer(question, make_reader()).status == "abstained"


def test_a_work_is_meant_by_what_is_left_without_the_words_that_ask(reader) -> None:
    made = answer("give me the link to the one that prunes layers by the cosine", reader)
    assert [(c.file, c.quote) for c in made.citations] == [
        ("notes.txt", "<https://arxiv.org/abs/2401.00001>")
    ]
    assert answer("Who reviewed Pruning Is All You Want?", reader).status == "abstained"


def test_when_a_work_came_out_is_not_when_it_was_reviewed() -> None:
    asked = "When was Quietnet published?"
    made = answer(asked, make_reader())
    assert made.text.startswith("*No sentence found says when the work itself came out.")
    assert [c.start_line for c in made.citations] == [1]
    told = REVIEW.replace("Today we look at a paper", "Today we look at a paper of January 2019")
    made = answer(asked, make_reader({"notes.txt": told}))
    assert [c.start_line for c in made.citations] == [3]
    assert "says when" not in made.text


def test_a_link_that_no_text_gives_is_refused_by_name() -> None:
    text = REVIEW.replace("<https://arxiv.org/abs/2401.00001>", "")
    reader = make_reader({"notes.txt": text})
    document = reader.library.documents[0]
    bare = document.sources[0].model_copy(update={"links": (), "arxiv_id": None})
    library = Library(
        documents=(document.model_copy(update={"sources": (bare,)}),), works=reader.library.works
    )
    made = answer("url of Quietnet", replace(reader, library=library))
    assert made.status == "abstained"
    assert "gives a link to “Quietnet" in made.text


def test_what_else_is_asked_beside_a_record_is_answered_too(reader) -> None:
    made = answer("When was Quietnet reviewed and what is the score of a layer?", reader)
    assert made.citations[0].start_line == 1
    assert any("The score of a layer is the cosine" in c.quote for c in made.citations[1:])


NUMBERED = REVIEW.replace("Today we look", "This is review no. 120, so today we look")


@pytest.mark.parametrize(
    "question",
    [
        "the 120th review",
        "Which review is number 120?",
        "review no. 120",
        "review #120, what is it",
    ],
)
def test_a_review_is_found_by_its_number_in_the_series(question) -> None:
    reader = make_reader({"notes.txt": NUMBERED, "garden.txt": GARDEN})
    made = answer(question, reader)
    assert [(c.file, c.start_line) for c in made.citations] == [("notes.txt", 3), ("notes.txt", 1)]
    other = answer(question.replace("120", "121"), reader)
    assert "no. 120" not in other.text


def test_the_number_of_a_review_is_told_where_it_is_asked_for() -> None:
    reader = make_reader({"notes.txt": NUMBERED, "garden.txt": GARDEN})
    made = answer("When was Quietnet reviewed and which number has that review?", reader)
    assert [c.start_line for c in made.citations] == [1, 3]


@pytest.mark.parametrize("question", ["Who are the reviewers?", "Who wrote the most reviews?"])
def test_people_are_listed_with_how_much_they_reviewed(reader, question) -> None:
    made = answer(question, reader)
    assert [c.file for c in made.citations] == ["garden.txt", "notes.txt"]
    assert "**Omar (1 work)**" in made.text
    assert "**Rita (1 work)**" in made.text


def test_people_of_a_month_are_those_who_reviewed_in_it(reader) -> None:
    assert [c.file for c in answer("Who reviewed in March 2025?", reader).citations] == [
        "notes.txt"
    ]


@pytest.mark.parametrize(
    ("question", "work"),
    [
        ("what's the most recent review?", "2401.00002"),
        ("which review is the newest one in the archive", "2401.00002"),
        ("which paper was the first to be reviewed in 2025?", "2401.00001"),
        ("what was the last paper covered in March 2025", "2401.00001"),
        ("the latest review about layers", "2401.00001"),
        ("What came out on 2025-03-05?", "2401.00001"),
        ("anything from the fifth of March 2025?", "2401.00001"),
        ("what had been reviewed by the end of March 2025", "2401.00001"),
    ],
)
def test_other_wordings_of_listings(reader, question, work) -> None:
    assert {c.paper_id for c in answer(question, reader).citations} == {work}


@pytest.mark.parametrize(("turn", "line"), [("when?", 1), ("and who?", 1), ("is there a link?", 7)])
def test_a_bare_word_asks_for_the_record_of_the_work_before(reader, turn, line) -> None:
    made = answer(turn, reader, ["Tell me about Model Gardens and How They Grow"])
    assert [(c.file, c.start_line) for c in made.citations] == [("garden.txt", line)]


def test_who_is_behind_a_work_is_told_where_a_text_says_so() -> None:
    text = REVIEW.replace(
        "Today we look at a paper", "Today we look at a paper from a team at Acme"
    )
    made = answer("Which company is behind Quietnet?", make_reader({"notes.txt": text}))
    assert [c.start_line for c in made.citations] == [3]
    refused = answer("Which company is behind Quietnet?", make_reader())
    assert refused.status == "abstained"
    assert "says who is behind “Quietnet" in refused.text
    both = answer(
        "When was Quietnet reviewed, and from which company?", make_reader({"notes.txt": text})
    )
    assert [c.start_line for c in both.citations] == [1, 3]


def test_an_arxiv_id_stands_for_its_work(reader) -> None:
    made = answer("what is 2401.00002 about", reader)
    assert made.question == "what is 2401.00002 about"
    assert {c.paper_id for c in made.citations} == {"2401.00002"}
    assert "Nothing here names" not in made.text


def test_a_title_is_known_without_its_brackets() -> None:
    told = REVIEW.replace("Pruning by Listening", "Pruning Is (Still) All You Want")
    reader = make_reader({"notes.txt": told, "garden.txt": GARDEN})
    made = answer("who reviewed Pruning Is All You Want", reader)
    assert [c.start_line for c in made.citations] == [1]


def test_one_rare_word_of_a_title_names_its_work_where_a_record_is_asked_for(reader) -> None:
    assert [c.start_line for c in answer("who reviewed listening?", reader).citations] == [1]
    assert answer("who reviewed fishing?", reader).status == "abstained"


def test_a_note_on_a_printed_date_stands_beside_it() -> None:
    card = CARD.replace("- Reviewer:", "- Note: the header says 05.03.25, a Sunday.\n- Reviewer:")
    texts = {"notes.txt": REVIEW, "quietnet.md": card}
    made = answer("When was Quietnet reviewed?", make_reader(texts))
    assert "05.03.25" in made.citations[0].quote
    assert [c.quote for c in made.citations[1:]] == ["Note: the header says 05.03.25, a Sunday."]


def test_a_strange_name_does_not_hide_the_record_of_what_else_is_named() -> None:
    asked = "who reviewed the Zorblax paper that prunes layers by the cosine of input and output?"
    made = answer(asked, make_reader())
    assert made.text.startswith("*Nothing here names “Zorblax”.")
    assert [(c.file, c.start_line) for c in made.citations] == [("notes.txt", 1)]
    assert answer("who reviewed the Zorblax paper?", make_reader()).status == "abstained"
