"""What sets two things apart opens the answer that compares them."""

import pytest

from app.answering.answer import answer
from app.answering.comparing.sides import sides_of
from app.answering.gaps import UNCOMPARED
from app.answering.question import understand
from app.answering.reader import Reader
from app.answering.records import Answer
from tests.app.invented import GARDEN, REVIEW, make_reader

HEAD = REVIEW.split("\n", 1)[0]
LINK = "<https://arxiv.org/abs/2401.00001>"


def asked(question: str, *paragraphs: str, history: tuple[str, ...] = ()) -> Answer:
    """The answer from a review of Quietnet in these paragraphs, and one of gardens."""
    review = "\n\n".join([HEAD, *paragraphs, LINK]) + "\n"
    reader = make_reader({"notes.txt": review, "garden.txt": GARDEN}, threshold=0.0)
    return answer(question, reader, history)


OWLS = (
    "Owls and kites are drawn in this paper, and neither owls nor kites are cheap to draw here.",
    "An owl hears small mice under deep snow.",
    "A kite needs strong wind to rise at all.",
    "Unlike kites, which need wind, owls fly by night over still water.",
)


@pytest.mark.parametrize(
    "question",
    ["owls vs kites", "How do owls differ from kites?", "kites or owls, which fly by night?"],
)
def test_the_sentence_that_sets_them_apart_comes_first(question) -> None:
    made = asked(question, *OWLS)
    assert made.text.startswith(OWLS[3])
    assert UNCOMPARED not in made.text


def test_each_thing_has_a_row_of_what_is_said_of_it_alone() -> None:
    made = asked("owls vs kites", *OWLS)
    rows = [line for line in made.text.splitlines() if line.startswith("| **")]
    assert [row.split("**")[1] for row in rows] == ["Owls", "Kites"]
    assert OWLS[1] in rows[0]
    assert OWLS[2] in rows[1]
    assert all("[" in row for row in rows)


def test_without_a_word_on_one_of_them_there_is_no_table() -> None:
    made = asked("owls vs kites", OWLS[1], OWLS[3], "Owls sleep on wide oak trees all day long.")
    assert made.text.startswith(OWLS[3])
    assert "|" not in made.text
    assert OWLS[1] in made.text


def test_two_sentences_that_begin_with_a_side_each_tell_them_apart() -> None:
    kinds = (
        "Sparse layers: any single weight may be taken out of them.",
        "Dense layers: whole rows of weights are taken out together.",
    )
    made = asked("sparse vs dense layers", "We prune layers of networks.", *kinds)
    assert [c.quote for c in made.citations][:2] == list(kinds)
    assert UNCOMPARED not in made.text


def test_who_is_better_is_told_before_what_each_is() -> None:
    said = (
        "Owls: they fly by night over still and open water.",
        "Kites: they fly by day on a long and thin rope.",
        "In the test of this paper owls outperform kites by far.",
    )
    assert asked("owls vs kites", *said).text.startswith(said[0])
    assert asked("owls vs kites: which is better?", *said).text.startswith(said[2])


def test_a_word_that_compares_others_does_not_set_the_sides_apart() -> None:
    other = "Unlike swans, this was trained on drawings of owls, mice, trees and also kites."
    made = asked("owls vs kites in Quietnet", other, *OWLS[1:])
    assert made.text.startswith(OWLS[3])


def test_two_that_stand_together_are_not_set_apart() -> None:
    both = "Swans outperform owls and kites by far, and it is swans and kites that fly best."
    made = asked("owls vs kites in Quietnet", both, *OWLS[1:])
    assert made.text.startswith(OWLS[3])


def test_what_the_sides_share_must_be_in_the_text() -> None:
    said = ("We draw birds.", "Unlike closed wings, open wings carry a bird in Quietnet far.")
    assert asked("open wings vs closed wings of Quietnet", *said).text.startswith(said[1])
    assert asked("open loops vs closed loops of Quietnet", *said).text.startswith(UNCOMPARED)


def test_a_work_is_set_apart_without_its_name() -> None:
    said = "Unlike kites (or any other toy), this approach takes whole layers out."
    made = asked("How does Quietnet differ from kites?", OWLS[2], said)
    assert made.text.startswith(said)


def test_it_is_compared_with_what_is_usual() -> None:
    said = "While a standard drawing takes hours, it is done here within a second."
    made = asked(
        "what's the difference to a normal drawing?",
        "We draw kites with a network.",
        said,
        history=("What is Quietnet?",),
    )
    assert made.status == "answered"
    assert made.text.startswith(said)


def test_an_announced_difference_is_told_with_what_follows() -> None:
    said = "There is a clear difference between owls and kites."
    told = "Owls fly at night and hear what moves."
    made = asked("owls vs kites", "We draw birds.", f"{said} {told}")
    assert [c.quote for c in made.citations][:2] == [said, told]


def test_what_no_text_compares_is_said_to_be_uncompared() -> None:
    made = asked("Compare Quietnet and owls", "Quietnet draws layers.", OWLS[1])
    assert made.text.startswith(UNCOMPARED)


def test_what_no_text_compares_is_told_of_each() -> None:
    layers = (
        "Quietnet takes layers out.",
        "Quietnet scores each layer.",
        "Quietnet hears all layers.",
    )
    owls = [f"An owl hears {what} in the deep snow of the north." for what in ("mice", "voles")]
    between = [f"Snow falls over {what} in this winter." for what in ("hills", "roads", "seas")]
    made = asked("layers of Quietnet vs owls", *layers, *between, *owls, "Owls sleep by day here.")
    assert made.text.startswith(UNCOMPARED)
    rows = [line for line in made.text.splitlines() if line.startswith("| **")]
    assert rows[0].startswith("| **Layers of Quietnet** | Quietnet")
    assert "An owl hears" in rows[1] or "Owls sleep" in rows[1]


def test_a_title_that_compares_asks_for_no_comparison() -> None:
    review = REVIEW.replace("Quietnet: Pruning by Listening", "Owls vs. Kites: A Drawn Game")
    reader = make_reader({"notes.txt": review, "garden.txt": GARDEN}, threshold=0.0)
    made = answer("Owls vs. Kites: A Drawn Game - how is a layer chosen?", reader)
    assert made.text.startswith("The score of a layer is the cosine")


def test_named_works_stand_in_a_table_with_every_cell_cited() -> None:
    made = answer("Compare layers with cosines", make_reader(threshold=0.0))
    assert made.status == "answered"
    made = answer("Compare Quietnet with how model gardens grow", make_reader(threshold=0.0))
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}


LABELLED = (
    "- **Owl 1:** it learns from plans of old flights alone. It has a map of them, which it reads.",
    "- **Owl 2:** it learns from single steps of a flight. Each step has a wind. It is cold.",
    "- **Owl 3:** it goes on with steps, and Owl 2 tries again what failed.",
)


def test_items_that_are_labelled_with_a_side_each_are_read_together() -> None:
    made = asked(
        "How do Owl 2 and Owl 3 differ?",
        "The paper trains four owls:",
        "\n".join(LABELLED),
        "The reward of all later flights is built on Owl 3 with one more wing.",
    )
    quotes = [c.quote for c in made.citations]
    second, third = (
        next(place for place, quote in enumerate(quotes) if name in quote)
        for name in ("Owl 2:", "Owl 3:")
    )
    assert third <= second + 1 <= 2  # they open, whatever introduces them


def test_a_work_that_has_both_in_its_title_is_neither(monkeypatch) -> None:
    reader = make_reader(threshold=0.0)
    text = "quietnet vs listening"
    for title, works in (
        ("Quietnet: Pruning by Listening", ("2401.00001", None)),
        ("Quietnet vs. Listening", (None, None)),
    ):
        monkeypatch.setattr(Reader, "title_of", lambda *_, title=title: title)
        sides = sides_of(understand(text, text, text, reader.names), reader)
        assert sides is not None
        assert sides.works == works
