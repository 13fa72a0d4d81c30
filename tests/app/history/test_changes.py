"""A question asked again of a library that has changed, and of one that has not."""

from dataclasses import replace

import pytest

from app.answering.answer import answer
from app.answering.reader import Reader
from app.answering.records import DemoEntry, NoDemo
from app.answering.scope import Scope, narrowed
from app.chats import Chat, Turn
from app.history.again import ask_again
from app.history.differences import Changes
from app.history.shelf import Shelf, shelf_of
from ingest.errors import UsageError
from tests.app.invented import CARD, GARDEN, REVIEW, TEXTS, demo_for, make_reader

ASKED = "How is a layer chosen by Quietnet?"
SECOND = """\
Omar's Paper Notes, 09.04.25: Quietnet: Pruning by Listening

A layer is chosen by Quietnet by the cosine, how else: the layer of the largest one is cut first.

<https://arxiv.org/abs/2401.00001>
"""


def kept(reader: Reader, question: str = ASKED, about: str | None = None) -> tuple[Chat, Shelf]:
    shelf = shelf_of(reader.library)
    made = answer(question, narrowed(reader, Scope().about(about)))
    return Chat(chat_id="c", turns=(Turn.of(question, made, about, shelf.digest),)), shelf


def again(chat: Chat, reader: Reader, shelf: Shelf | None) -> Changes:
    return ask_again(chat, 0, reader, shelf)[1]


def test_nothing_changed():
    reader = make_reader()
    chat, shelf = kept(reader)
    made, found = ask_again(chat, 0, make_reader(), shelf)
    assert found.same
    assert found.lines() == ()
    assert made.text == chat.turns[0].answer.text
    assert found.asked == chat.turns[0].asked


def test_a_new_review_is_named_as_the_reason():
    chat, shelf = kept(make_reader())
    found = again(chat, make_reader(TEXTS | {"more.txt": SECOND}), shelf)
    assert not found.same
    new = next(row for row in found.new if row.file == "more.txt")
    assert "chosen by Quietnet by the cosine" in new.quote
    assert new.why == "its source is new: review, more.txt:1"
    assert any("its source is new" in line for line in found.lines())
    for row in (*found.new, *found.gone):
        if row.file != "more.txt":
            assert "more.txt:1" in row.why


def test_a_review_that_left_is_named():
    chat, shelf = kept(make_reader(TEXTS | {"more.txt": SECOND}))
    found = again(chat, make_reader(), shelf)
    gone = next(row for row in found.gone if row.file == "more.txt")
    assert gone.why == "more.txt has left the library"


def test_a_review_that_was_edited_is_named():
    chat, shelf = kept(make_reader())
    edited = REVIEW.replace("averaged over 200 sentences", "averaged over 300 sentences")
    found = again(chat, make_reader(TEXTS | {"notes.txt": edited}), shelf)
    (new,) = (row for row in found.new if "300" in row.quote and "score" in row.quote)
    (gone,) = (row for row in found.gone if "200" in row.quote and "score" in row.quote)
    assert new.why == gone.why == "notes.txt reads otherwise now"


def test_a_text_in_the_place_of_another_is_new_and_not_edited():
    chat, shelf = kept(make_reader())
    moved = TEXTS | {"notes.txt": SECOND, "old.txt": REVIEW}
    found = again(chat, make_reader(moved), shelf)
    new = next(row for row in found.new if row.file == "notes.txt")
    assert new.why == "its source is new: review, notes.txt:1"


def test_what_only_litmus_does_otherwise_is_put_down_to_it():
    chat, shelf = kept(make_reader(sentences=1))
    found = again(chat, make_reader(), shelf)
    assert found.new
    assert {row.why for row in found.new} == {"the library is the same; Litmus itself has changed"}


def test_a_quote_that_moved_down_its_file_is_the_same():
    chat, shelf = kept(make_reader())
    lower = REVIEW.replace("\n\nToday we look", "\n\n\n\nToday we look")
    assert again(chat, make_reader(TEXTS | {"notes.txt": lower}), shelf).same


def test_a_work_that_is_overtaken_says_by_what():
    question = "How is a layer chosen?"
    few = {"notes.txt": REVIEW, "quietnet.md": CARD}
    rival = GARDEN.replace(
        "Growing costs", "How is a layer chosen? A layer chosen is chosen so. Growing"
    )
    chat, shelf = kept(make_reader(few), question)
    found = again(chat, make_reader(few | {"garden.txt": rival}), shelf)
    shift = next(row for row in found.ranks if row.paper_id == "2401.00001")
    assert (shift.before, shift.now) == (1, 2)
    assert "garden.txt:1" in shift.why
    assert any("is ranked 2, and was 1" in line for line in found.lines())


def test_a_verdict_that_changed_gives_the_day():
    reader = make_reader()
    chat, shelf = kept(reader)

    def refuted(paper_id: str) -> DemoEntry | NoDemo:
        demo = demo_for(paper_id)
        change = {"verdict": "refuted"}
        return demo.model_copy(update=change) if isinstance(demo, DemoEntry) else demo

    (verdict,) = again(chat, replace(make_reader(), demo_for=refuted), shelf).verdicts
    assert (verdict.before, verdict.now) == ("confirmed", "refuted")
    assert verdict.why.startswith("its demo was run again on ")

    def none(paper_id: str) -> NoDemo:
        return NoDemo(paper_id=paper_id, reason="it was withdrawn")

    found = again(chat, replace(make_reader(), demo_for=none), shelf)
    assert found.verdicts[0].why == "there is no demo any more: it was withdrawn"
    assert found.lines() == (
        "The verdict on “Quietnet: Pruning by Listening” is none, and was confirmed: "
        "there is no demo any more: it was withdrawn.",
    )


def test_what_is_refused_now_says_so():
    chat, shelf = kept(make_reader())
    found = again(chat, make_reader(threshold=1.0), shelf)
    assert found.status == ("answered", "abstained")
    assert found.lines()[0] == "It is abstained now, and was answered."
    assert all("Litmus itself has changed" in row.why for row in found.gone)


def test_without_a_shelf_no_reason_is_made_up():
    chat, _ = kept(make_reader())
    old = chat.turns[0].model_copy(update={"ranked": (), "shelf": None, "asked": ""})
    chat = chat.model_copy(update={"turns": (old,)})
    found = again(chat, make_reader(TEXTS | {"more.txt": SECOND}), None)
    assert found.ranks == ()
    assert all("was not written down" in row.why for row in found.new)


def test_a_follow_up_is_asked_with_what_came_before():
    reader = make_reader()
    chat, shelf = kept(reader)
    question = "And when was it reviewed?"
    assert answer(question, reader).status == "abstained"
    turn = Turn.of(question, answer(question, reader, chat.questions), None, shelf.digest)
    chat = chat.model_copy(update={"turns": (*chat.turns, turn)})
    made, found = ask_again(chat, 1, make_reader(), shelf)
    assert found.same
    assert made.status == "answered"
    assert made.text == turn.answer.text
    with pytest.raises(UsageError, match="there is no turn 3"):
        ask_again(chat, 2, reader, shelf)


def test_a_question_about_one_work_is_asked_about_it_again():
    reader, question = make_reader(), "What does it cost?"
    chat, shelf = kept(reader, question, "2401.00001")
    assert chat.turns[0].answer.text != answer(question, reader).text
    assert again(chat, make_reader(), shelf).same


def test_a_question_that_was_limited_is_limited_again():
    reader, scope = make_reader(), Scope.of(source=["card"])
    made = answer(ASKED, narrowed(reader, scope))
    assert {c.file for c in made.citations} == {"quietnet.md"}
    shelf = shelf_of(reader.library)
    chat = Chat(chat_id="c", turns=(Turn.of(ASKED, made, shelf=shelf.digest, scope=scope),))
    assert again(chat, make_reader(), shelf).same
    part = narrowed(make_reader(sentences=1), scope)
    _, found = ask_again(chat, 0, part, shelf, reader.library)
    assert {row.why for row in found.gone} == {"the library is the same; Litmus itself has changed"}
