"""What an answer may rest on: the invented library narrowed by topic, day, person, type, voice."""

import pytest

from app.answering.answer import answer
from app.answering.scope import Scope, narrow, narrowed
from ingest.errors import UsageError
from tests.app.invented import make_reader

QUESTION = "How many layers can be removed without retraining?"


@pytest.fixture(scope="module")
def reader():
    return make_reader(threshold=0.0)


def files(reader, **limits) -> set[str]:
    made = answer(QUESTION, narrowed(reader, Scope.of(**limits)))
    return {citation.file for citation in made.citations}


def test_without_limits_the_reader_is_the_same(reader) -> None:
    assert narrowed(reader, Scope()) is reader


def test_an_answer_rests_on_the_type_of_source_that_is_asked_for(reader) -> None:
    assert files(reader, source=["card"]) == {"quietnet.md"}
    assert files(reader, source=["review"]) <= {"notes.txt", "garden.txt"}


@pytest.mark.parametrize(
    ("limits", "works"),
    [
        ({"since": "2025-04-01"}, {"2401.00002"}),
        ({"until": "2025-03-31"}, {"2401.00001"}),
        ({"since": "2025-03-05", "until": "2025-04-09"}, {"2401.00001", "2401.00002"}),
        ({"by": ["omar"]}, {"2401.00002"}),
        ({"by": ["Omar", "Rita"]}, {"2401.00001", "2401.00002"}),
        ({"by": ["Rita"], "since": "2025-04-01"}, set()),
        ({"voice": ["reviewer"]}, {"2401.00001"}),
        ({"topic": ["Other"]}, {"2401.00001", "2401.00002"}),
        ({"topic": ["attention"]}, set()),
        ({"work": ["2401.00002"]}, {"2401.00002"}),
        ({"work": ["2401.00002"], "by": ["Rita"]}, set()),
        ({"work": ["9999.00000"]}, set()),
    ],
)
def test_works_pass_or_not(reader, limits, works) -> None:
    assert set(narrow(reader.library, Scope.of(**limits)).works_by_id) == works


def test_a_card_passes_for_the_reviews_that_it_names(reader) -> None:
    kept = narrow(reader.library, Scope.of(by=["Rita"], source=["card"]))
    assert list(kept.sources) == ["card:quietnet"]


def test_only_the_chosen_voice_is_quoted_and_lines_stay_what_they_are(reader) -> None:
    made = answer("Is the test set small?", narrowed(reader, Scope.of(voice=["reviewer"])))
    assert {citation.voice for citation in made.citations} == {"reviewer"}
    for c in made.citations:
        assert c.quote in "\n".join(reader.lines_of(c.file)[c.start_line - 1 : c.end_line])


def test_where_one_work_may_answer_it_is_what_the_question_speaks_of() -> None:
    reader = make_reader(threshold=0.3)
    garden = narrowed(reader, Scope().about("2401.00002"))
    made = answer("What does it cost?", garden)
    assert made.question == "What does it cost?"
    assert "twice the memory" in made.citations[0].quote
    assert {citation.paper_id for citation in made.citations} == {"2401.00002"}
    assert answer("How many layers can be removed?", garden).status == "abstained"


def test_the_words_of_the_whole_library_still_count(reader) -> None:
    part = narrowed(reader, Scope.of(source=["card"]))
    assert part.sentences.vocabulary is reader.sentences.vocabulary


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"source": ["book"]}, "--source 'book'"),
        ({"since": "2025-02-30"}, "--since '2025-02-30'"),
        ({"since": "2025-03-02", "until": "2025-03-01"}, "swap them"),
    ],
)
def test_a_wrong_value_is_named(limits, words) -> None:
    with pytest.raises(UsageError, match=words):
        Scope.of(**limits)


def test_nothing_that_passes_is_one_sentence(reader) -> None:
    with pytest.raises(UsageError, match="take one of them away"):
        narrowed(reader, Scope.of(by=["Nobody"]))
