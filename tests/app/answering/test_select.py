"""Which sentences an answer takes and in which turn, with vectors set by hand."""

from dataclasses import replace

import numpy as np

from app.answering.picker import Picker
from app.answering.question import understand
from app.answering.rank import Ranked, Scored
from app.answering.reader import Reader
from app.answering.select import select
from app.answering.settings import AppSettings
from tests.app.invented import make_reader
from tests.app.sentence import evidence

READER = make_reader()
QUIETNET = "2401.00001"
EYE = np.eye(10)
EAST, NORTH, NEAR_EAST, UP = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.7, 0.0, 0.71), (0.0, 0.0, 1.0)


def ranked(*rows, match: float = 0.0):
    """Sentences (text, score, vector) of one work as ranked, in the order of their scores.

    The tokens of all match the question as well.
    """
    said = [evidence(text, QUIETNET, 3 * place) for place, (text, _, _) in enumerate(rows)]
    scored = (
        Scored(e, row[1], 1.0, 0.0, 0.0, 0.0, match, match)
        for e, row in zip(said, rows, strict=True)
    )
    vectors = {row[0]: np.array(row[2], dtype=np.float32) for row in rows}
    return Ranked(tuple(scored), vectors)


def chosen(
    found: Ranked, asked: str = "How do owls hear?", reader: Reader = READER, **settings: float
) -> list[str]:
    question = understand(asked, asked, asked, READER.names)
    groups = select(found, question, reader.sentences, AppSettings(**settings))
    return [e.text for group in groups for unit in group.units for e in unit]


FIRST = ("Owls hear with both ears.", 0.60, EAST)
ALIKE = ("One ear sits higher.", 0.55, NEAR_EAST)
APART = ("Ears sit apart.", 0.55, NEAR_EAST)
OTHER = ("Feathers steer the sound.", 0.50, NORTH)
BIRDS = ("owl", "kite", "hawk", "wren", "lark", "crow", "dove", "swan", "gull", "rook")
MANY = [(f"A {bird} hears.", 0.6, row) for bird, row in zip(BIRDS, EYE, strict=True)]
WEAK = ("Rain falls in March.", 0.20, UP)


def test_what_says_something_new_goes_before_what_is_nearly_said() -> None:
    # .55 - .2 * .7 = .41 against .50 - .2 * 0
    assert chosen(ranked(FIRST, ALIKE, OTHER), sentences=2) == [FIRST[0], OTHER[0]]
    assert chosen(ranked(FIRST, ALIKE, OTHER), sentences=3) == [FIRST[0], OTHER[0], ALIKE[0]]


def test_an_answer_is_filled_with_what_reaches_a_share_of_the_best() -> None:
    assert WEAK[0] not in chosen(ranked(FIRST, OTHER, WEAK), keep=0.6)
    assert WEAK[0] in chosen(ranked(FIRST, OTHER, WEAK), keep=0.3)


def test_an_answer_has_no_more_than_its_sentences() -> None:
    assert len(chosen(ranked(*MANY))) == AppSettings().sentences == 8


def test_an_answer_is_the_shorter_the_more_of_the_question_its_best_sentence_has() -> None:
    found = [ranked(*MANY, match=match) for match in (0.5, 0.65, 0.8, 1.0)]
    assert [len(chosen(one, "Do owls hear at night?")) for one in found] == [8, 6, 5, 5]
    for several in (
        "What do owls hear, and how?",
        "What are the parts of an ear?",
        "Why do owls hear?",
    ):
        assert len(chosen(found[-1], several)) == 8
    described = "planes that copy the silent wings of night birds"
    assert len(chosen(ranked(*MANY, match=1.0), described)) == 8


def test_what_comes_last_in_both_orders_is_no_part_of_an_answer() -> None:
    rows = ranked(*MANY, match=0.5)
    worst = [replace(s, beyond=0.5 - place / 20) for place, s in enumerate(rows.sentences)]
    # the product of places, one added: 81 for the ninth and 64 for the eighth of ten
    both = Ranked(tuple(worst), rows.vectors)
    found = chosen(both, "Do owls hear at night?", sentences=20, per_work=20)
    assert found == [text for text, _, _ in MANY[:8]]
    # how and why take more to tell
    assert len(chosen(both, "How do owls hear?", sentences=20, per_work=20)) == 10


def test_what_matches_better_is_read_sooner_and_what_goes_on_from_the_opening() -> None:
    rows, asked = ranked(*MANY), "How do birds find mice?"
    best = [replace(s, beyond=0.5 if place == 6 else 0.1) for place, s in enumerate(rows.sentences)]
    opens = replace(best[0], beyond=0.8)
    found = Ranked((opens, *best[1:]), rows.vectors)
    assert chosen(found, asked)[:2] == [MANY[0][0], MANY[6][0]]
    assert chosen(found, asked)[2] == MANY[1][0]
    after = replace(best[3].evidence, order=1, block=opens.evidence.block)
    near = (*best[1:3], replace(best[3], evidence=after), *best[4:])
    found = Ranked((opens, *near), rows.vectors)
    assert chosen(found, asked)[:3] == [MANY[n][0] for n in (0, 6, 3)]


def test_where_another_work_matches_better_it_is_heard_too() -> None:
    mine, theirs = ranked(FIRST, OTHER, match=0.5), ranked(APART, WEAK, match=0.6)
    garden = "2401.00002"
    moved = (
        replace(s, work=0.5, evidence=replace(s.evidence, paper_id=garden, source_id="garden:1"))
        for s in theirs.sentences
    )
    both = Ranked((*mine.sentences, *moved), {**mine.vectors, **theirs.vectors})
    assert chosen(both) == [FIRST[0], OTHER[0], APART[0]]
    assert chosen(both, "How does Quietnet hear?") == [FIRST[0], OTHER[0]]
    worse = tuple(replace(s, match=0.5) for s in both.sentences)
    assert chosen(Ranked(worse, both.vectors)) == [FIRST[0], OTHER[0]]


def test_a_list_does_not_drive_out_the_item_that_opens() -> None:
    reader = make_reader(
        {
            "x.txt": """A, 05.03.25: Owls

Owls hear in two ways:

- The left ear sits higher than the right one.
- Feathers steer what they hear.

- A comb on the wing softens the air.
"""
        }
    )
    (work,) = reader.library.works
    said = reader.sentences.of_work(work.paper_id)
    comb, intro = said[-1], next(e for e in said if e.items)
    both = (Scored(e, score, 1.0, 0.0, 0.0, 0.0) for e, score in ((comb, 0.7), (intro, 0.6)))
    rows = {e.reading: np.eye(9, dtype=np.float32)[n] for n, e in enumerate(said)}
    assert chosen(Ranked(tuple(both), rows), "What are the parts of a wing?", reader) == [comb.text]


def test_what_a_sentence_leans_on_counts_too() -> None:
    reader = make_reader({"x.txt": "A, 05.03.25: Owls\n\nOwls have two ears. They sit apart."})
    (work,) = reader.library.works
    two = reader.sentences.of_work(work.paper_id)[-2:]
    assert [e.leans for e in two] == [False, True]
    scored = tuple(Scored(e, 0.5, 1.0, 0.0, 0.0, 0.0) for e in two)
    vectors = {
        e.reading: np.array(v, dtype=np.float32) for e, v in zip(two, (EAST, NORTH), strict=True)
    }
    found = Ranked(scored, vectors)
    assert Picker(found, reader.sentences, 2).room(scored[1], 8, 0.1)
    assert not Picker(found, reader.sentences, 1).room(scored[1], 8, 0.1)


def test_what_a_list_introduces_is_not_said_twice() -> None:
    text = "A, 05.03.25: Owls\n\nOwls sleep. A hawk at night does harm:\n\nstealing a hen or two."
    reader = make_reader({"x.txt": text})
    (work,) = reader.library.works
    intro, stealing = reader.sentences.of_work(work.paper_id)[-2:]
    assert intro.items == (stealing.order,)
    found = Ranked(tuple(Scored(e, 0.5, 1.0, 0.0, 0.0, 0.0) for e in (stealing, intro)), {})
    picker = Picker(found, reader.sentences, 8)
    picker.take(stealing)
    picker.take(intro)
    assert [group.units for group in picker.groups.values()] == [[(intro, stealing)]]


def test_what_is_nearly_the_best_brings_what_it_leans_on_however_little_that_says() -> None:
    text = "A, 05.03.25: Owls\n\nOwls hear. Many birds do, too. This shows in the shape of ears."
    reader = make_reader({"x.txt": text})
    (work,) = reader.library.works
    first, before, leaning = reader.sentences.of_work(work.paper_id)[-3:]
    assert leaning.hangs
    for score, room in ((0.58, True), (0.5, False)):
        rows = ((first, 0.6), (before, 0.1), (leaning, score))
        found = Ranked(tuple(Scored(e, s, 1.0, 0.0, 0.0, 0.0) for e, s in rows), {})
        picker = Picker(found, reader.sentences, 8)
        assert not picker.room(found.sentences[2], 8, 0.36)  # its work has not opened
        picker.take(first)
        assert picker.room(found.sentences[2], 8, 0.36) is room


def test_an_opening_is_led_up_to_as_far_as_its_paragraph_goes() -> None:
    for told, brought in (
        ("Owls hear with two ears. They see as well by night. It shows in their ears.", 3),
        ("Owls hear with two ears. Owls see as well by night. It shows in their ears.", 2),
        ("Owls hear with two ears.\n\nThey see as well by night. It shows in their ears.", 2),
    ):
        reader = make_reader({"x.txt": f"A, 05.03.25: Owls\n\n{told}"})
        (work,) = reader.library.works
        said = reader.sentences.of_work(work.paper_id)[-3:]
        assert said[2].hangs
        picker = Picker(Ranked((), {}), reader.sentences, 8)
        picker.take(said[2])
        (group,) = picker.groups.values()
        units = group.in_order(said[2]).units
        assert [unit[0].text for unit in units] == [e.text for e in said[-brought:]]
