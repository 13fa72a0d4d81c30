"""Answers over the invented library: verbatim, cited, ordered, refused where nothing answers."""

import pytest

from app.answering.abstain import ON_SUBJECT
from app.answering.answer import answer, draft
from app.answering.records import Answer, NoDemo
from app.quotes import stands_in
from ingest.errors import UsageError
from tests.app.invented import CARD, TEXTS, make_reader

QUESTIONS = (
    "Which layers does Quietnet prune?",
    "How many layers can be removed without retraining?",
    "What are the three steps of Quietnet?",
    "Compare Quietnet with Model Gardens and How They Grow.",
    "Which papers prune layers?",
    "Pruned models lose accuracy on short texts: true?",
    "Who reviewed Quietnet?",
    "Which papers were reviewed in April 2025?",
)


def quotes(made: Answer) -> list[str]:
    return [citation.quote for citation in made.citations]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_is_cited_and_every_quote_stands_where_it_says(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "answered"
    assert made.sentences
    by_number = {citation.n: citation for citation in made.citations}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    for sentence in made.sentences:
        assert sentence.supported
        for n in sentence.cites:
            assert f"[{n}]" in made.text
            assert " ".join(by_number[n].quote.split()) == sentence.text
    for c in made.citations:
        assert stands_in(c.quote, reader.lines_of(c.file), c.start_line, c.end_line)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_cited_work_has_exactly_one_demo_entry(reader, question) -> None:
    made = answer(question, reader)
    cited = {citation.paper_id for citation in made.citations}
    assert sorted(demo.paper_id for demo in made.demos) == sorted(cited)


def test_the_json_form_has_the_promised_keys_and_no_others(reader) -> None:
    row = answer(QUESTIONS[0], reader).model_dump(mode="json")
    assert list(row) == [
        "question",
        "status",
        "text",
        "sentences",
        "citations",
        "demos",
        "confidence",
        "nearest",
        "engine",
        "timings_ms",
    ]
    assert list(row["sentences"][0]) == ["text", "cites", "supported"]
    assert set(row["citations"][0]) == {
        "n",
        "paper_id",
        "title",
        "source_id",
        "file",
        "start_line",
        "end_line",
        "quote",
    }
    assert set(row["demos"][0]) == {"paper_id", "id", "verdict", "claim", "command"}
    none = NoDemo(paper_id="x", reason="because")
    assert none.model_dump() == {"paper_id": "x", "id": None, "reason": "because"}


def test_the_sentence_that_answers_comes_first(reader) -> None:
    assert "40%" in quotes(answer("How many layers can be removed without retraining?", reader))[0]


def test_sources_that_differ_in_a_number_stand_side_by_side(reader) -> None:
    made = answer("How many layers can be removed without retraining?", reader)
    shares = [("40%" in quote, "45%" in quote) for quote in quotes(made)]
    assert (True, False) in shares
    assert (False, True) in shares
    assert abs(shares.index((True, False)) - shares.index((False, True))) == 1
    assert "different numbers" in made.text


def test_a_differing_number_is_shown_even_if_nothing_else_is_added() -> None:
    strict = make_reader(threshold=0.3, per_work=1)
    made = answer("How many layers can be removed without retraining?", strict)
    assert any("45%" in quote for quote in quotes(made))
    assert any("40%" in quote for quote in quotes(made))


def test_a_list_is_quoted_whole_and_stays_a_list(reader) -> None:
    made = answer("What are the three steps of Quietnet?", reader)
    first = quotes(made).index("The method has three steps:")
    assert quotes(made)[first + 1 : first + 4] == [
        "Run 200 sentences through the network.",
        "Score every layer by the cosine.",
        "Remove the layers with the highest score.",
    ]
    assert "\n- Run 200 sentences through the network. [" in made.text


def test_questions_headings_and_chatter_are_never_quoted(reader) -> None:
    for question in QUESTIONS[:6]:
        for quote in quotes(answer(question, reader)):
            assert not quote.endswith("?")
            assert "Today we look" not in quote
            assert not quote.startswith("#")


def test_a_comparison_is_balanced(reader) -> None:
    made = answer("Compare Quietnet with Model Gardens and How They Grow.", reader)
    assert {citation.paper_id for citation in made.citations} == {"2401.00001", "2401.00002"}


def test_a_list_of_works_has_one_line_a_work(reader) -> None:
    made = answer("Which papers prune layers?", reader)
    assert made.text.startswith("- **Quietnet: Pruning by Listening**: ")
    assert made.text.count("\n- ") + 1 == len({c.paper_id for c in made.citations})


def test_a_claim_is_answered_with_what_speaks_against_it(reader) -> None:
    made = answer("Pruned models lose accuracy on short texts: true?", reader)
    assert made.text.startswith("**Against:** Pruned models do not lose accuracy on short texts.")
    agreed = answer("Pruned models do not lose accuracy on short texts: true?", reader)
    assert agreed.text.startswith("**For:** ")


def test_an_answer_has_one_list() -> None:
    made = answer("What are the three steps of Quietnet?", make_reader(threshold=0.0, keep=0.1))
    assert sum(quote.endswith(":") for quote in quotes(made)) == 1


def test_a_turn_that_leans_is_about_the_work_before() -> None:
    reader = make_reader(threshold=0.0)
    alone = answer("What is its test set?", reader)
    made = answer("What is its test set?", reader, ["What do gardens of many models cost?"])
    assert alone.citations[0].paper_id == "2401.00001"
    assert made.citations[0].paper_id == "2401.00002"
    assert made.question == "What is its test set?"


def test_what_is_compared_with_it_stands_beside_the_work_before(reader) -> None:
    made = answer("Compare it with Model Gardens and How They Grow", reader, ["What is Quietnet?"])
    assert {citation.paper_id for citation in made.citations} == {"2401.00001", "2401.00002"}


def test_words_of_an_example_are_not_compared() -> None:
    open_reader = make_reader(threshold=0.0)
    assert answer("Compare texts and sentences", open_reader).status == "abstained"
    made = answer("Compare Quietnet and memory", open_reader)
    assert made.text.startswith("*No text here sets the two side by side.")


def test_a_turn_with_content_of_its_own_is_not_dragged_back(reader) -> None:
    for question in ("Which layers does Quietnet prune?", "Which score has a removed layer?"):
        made = answer(question, reader, ["What are model gardens?"])
        assert made.citations[0].paper_id == "2401.00001"


def test_features_tell_known_questions_from_unknown_ones(reader) -> None:
    near = draft("Which layers does Quietnet prune?", reader).seen
    far = draft("What is the boiling point of zirconium tetrachloride?", reader).seen
    assert near.in_work > far.in_work
    assert near.tokens > far.tokens
    assert near.around > far.around


def test_who_names_a_work_speaks_of_the_subject_and_who_is_far_from_all_does_not(reader) -> None:
    assert draft("What is Quietnet?", reader).seen.subject == 1.0
    strange = draft("What does the weather in the garden look like?", reader).seen
    assert strange.subject == pytest.approx(strange.around / ON_SUBJECT)
    assert strange.subject < 1.0


def test_other_settings_make_other_answers() -> None:
    long = answer("What does Quietnet do?", make_reader(threshold=0.0, keep=0.2))
    short = answer("What does Quietnet do?", make_reader(threshold=0.0, keep=0.2, per_work=1))
    assert len(short.citations) < len(long.citations)


@pytest.mark.parametrize("question", ["", "  ?! ", "why " * 600])
def test_an_empty_or_endless_question_is_refused_with_advice(reader, question) -> None:
    with pytest.raises(UsageError):
        answer(question, reader)


def test_limits_are_told_from_under_their_heading() -> None:
    card = CARD.replace("the test set is small", "pruning of layers is slow")
    made = answer(
        "limits of pruning by the output of layers",
        make_reader(TEXTS | {"quietnet.md": card}, threshold=0.0),
    )
    assert quotes(made)[0] == "Reviewer: pruning of layers is slow."
