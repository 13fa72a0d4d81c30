"""What no text of the invented library answers: refused, and told what was missing."""

import pytest

from app.answering.abstain import CANNOT_ANSWER, Features
from app.answering.answer import answer, draft
from app.prompts import follow_ups
from tests.app.invented import GARDEN, REVIEW, TEXTS, make_reader


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "reviews in April 2025 about volcanoes",
            "No work here (2025-04-01..2025-04-30) speaks of",
        ),
        ("papers reviewed in January 2020", "No work here has such a record (2020-01-01.."),
        ("What is Quietnet-7?", "Nothing here names “Quietnet-7”."),
        (f"What is {'Zumbl' * 40}-7?", f"Nothing here names “{('Zumbl' * 40)[:59]}…”."),
    ],
)
def test_a_refusal_says_what_was_missing(reader, question, said) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert made.text.startswith(CANNOT_ANSWER)
    assert said in made.text


def test_an_answer_says_first_what_no_text_names() -> None:
    made = answer("Which layers does Quietnet prune on ImageNet?", make_reader(threshold=0.0))
    assert made.text.startswith("*Nothing here names “ImageNet”. What comes nearest:*\n\n")


def test_a_name_that_only_other_works_have_is_told_of() -> None:
    made = answer(
        "Why does Quietnet use WeatherBench to prune layers?",
        make_reader(
            TEXTS | {"garden.txt": GARDEN.replace("weather", "WeatherBench")},
            threshold=0.0,
        ),
    )
    assert "never names “WeatherBench”" in made.text
    assert "never names" not in answer("Why does QN prune layers?", make_reader()).text


PACE = f"\n\nA garden has {', '.join(['a growth rate'] * 3)}, growth rates, a growth-rate.\n"


@pytest.mark.parametrize(
    ("question", "gone"),
    [
        ("Which growth rate does Quietnet use?", True),
        # once in the library: two words that met by chance
        ("Which large layers does Quietnet prune?", False),
        ("Which growth rate do Model Gardens use?", False),
        ("Quietnet has a growth rate, right?", False),
    ],
)
def test_a_set_phrase_that_only_other_works_have_is_told_of(question, gone) -> None:
    texts = TEXTS | {"garden.txt": GARDEN + PACE}
    made = answer(question, make_reader(texts, threshold=0.0))
    said = "*No sentence found speaks of “growth rate”. What comes nearest:*\n\n"
    assert made.status == "answered"
    assert made.text.startswith(said) == gone
    assert gone or "speaks of" not in made.text


def test_a_question_that_names_no_work_asks_in_words_of_its_own(monkeypatch) -> None:
    monkeypatch.setattr("app.answering.attribute.LIKE", 2.0)
    reader = make_reader(TEXTS | {"garden.txt": GARDEN + PACE}, threshold=0.0)
    asked = "layers pruned by the cosine of input and output{}, whatever growth rate others took"
    assert "speaks of" not in answer(asked.format(""), reader).text
    assert "speaks of “growth rate”" in answer(asked.format(" in Quietnet"), reader).text


def test_a_word_that_is_nobodys_is_told_of_where_somebodys_is_asked_for() -> None:
    said = "*No sentence found is given as the reviewer’s own word. What comes nearest:*\n\n"
    question = "What does the reviewer say of growing gardens?"
    alone = answer(question, make_reader({"garden.txt": GARDEN}, threshold=0.0))
    assert alone.text.startswith(said)
    assert "own word" not in answer(question, make_reader(threshold=0.0)).text


def test_what_the_library_does_not_know_is_refused_with_the_nearest_works() -> None:
    made = answer("What is the boiling point of zirconium tetrachloride?", make_reader())
    assert made.status == "abstained"
    assert (
        made.text
        == f"{CANNOT_ANSWER} Nothing here speaks of “boiling”, “zirconium” or “tetrachloride”."
    )
    assert not made.sentences
    assert not made.citations
    assert not made.demos
    assert len(made.nearest) == 2
    assert made.confidence < 0.5


def test_the_threshold_decides() -> None:
    assert (
        answer("Which layers does Quietnet prune?", make_reader(threshold=0.0)).status == "answered"
    )
    assert (
        answer("Which layers does Quietnet prune?", make_reader(threshold=1.0)).status
        == "abstained"
    )


def test_after_a_refusal_no_question_is_offered(reader) -> None:
    refused = answer("Who invented the zeppelin?", reader)
    assert refused.nearest
    assert follow_ups(reader.library, refused) == ()
    answered = answer("How are model gardens grown?", reader)
    assert follow_ups(reader.library, answered) == ("Which floors of the tower can I knock out?",)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Zumblenet-like pruning of layers by the cosine of input and output", "answered"),
        ("pruning of layers by the cosine of input and output in Zumblenet", "abstained"),
        ("A colleague asks: how is the score of a layer of the network averaged?", "answered"),
    ],
)
def test_a_likeness_or_a_word_of_the_frame_alone_does_not_refuse(reader, question, status) -> None:
    assert answer(question, reader).status == status


def seen_in(question: str, text: str = REVIEW) -> Features:
    return draft(question, make_reader({"notes.txt": text}, threshold=0.0)).seen


def test_how_something_is_asked_need_not_stand_in_the_text() -> None:
    plain, mannered = (seen_in(f"What{how} is the score of a layer?") for how in ("", " precisely"))
    assert mannered.in_work == plain.in_work


def test_a_short_name_is_there_in_the_plural_and_a_digit_is_no_name() -> None:
    many = REVIEW.replace("many small models", "SLMs").replace("networks smaller", "SLMs smaller")
    assert seen_in("How are layers of an SLM pruned?", many).specific == 1.0
    assert seen_in("How are layers of an SLM pruned?").specific == 0.0
    digit = seen_in("Which layers get a score of 1?")
    assert (digit.specific, digit.plain) == (1.0, 1.0)


def test_words_of_a_title_are_no_missing_name(reader) -> None:
    made = answer(
        "in the Gardens Grow paper, how are small models trained side by side on data?", reader
    )
    assert "names" not in made.text.split("\n")[0]


def test_a_name_that_the_title_of_what_is_found_spells_is_not_missing() -> None:
    reader = make_reader(threshold=0.3)
    asked = "How many models does the garden named {} train side by side?"
    assert "names “MODEFLY”" in answer(asked.format("MODEFLY"), reader).text
    made = answer(asked.format("MODEGARD"), reader)
    assert made.status == "answered"
    assert "MODEGARD" not in made.text
