"""Two things that one work sets side by side, and what it says of each."""

from app.answering.answer import answer
from app.answering.contrast import TOGETHER, contrasted, telling_sides
from app.answering.rank import Ranked, Scored
from tests.app.invented import make_reader
from tests.app.sentence import evidence

SAID = (
    "Slow owls see further than fast kites over water.",
    "An owl hears mice under snow.",
    "A kite needs wind to rise.",
    "Owls and kites are both drawn here.",
    "Snow falls in winter.",
)


def ranked(paper_id: str, *said: str) -> Ranked:
    rows = [evidence(text, paper_id, order) for order, text in enumerate(said)]
    return Ranked(tuple(Scored(e, 1.0, 1.0, 0.5, 0.5, 0.0) for e in rows), {})


def test_a_shared_kind_does_not_tell_the_sides_apart() -> None:
    sides = telling_sides(("owl", "kite models"), lambda _: ())
    assert sides is not None
    assert sides.terms == (frozenset({"owl"}), frozenset({"kite"}))
    assert telling_sides(("models", "models"), lambda _: ()) is None


def test_a_work_that_speaks_of_both_gives_a_cell_for_each_and_for_both() -> None:
    sides = telling_sides(("owls", "kites"), lambda _: ())
    columns, rows = contrasted(sides, ranked("w", SAID[3], *SAID), ["w"])
    assert columns == ("Owls", "Kites", TOGETHER)
    ((paper_id, cells),) = rows
    assert paper_id == "w"
    assert [[e.text for e in cell] for cell in cells] == [
        [SAID[1]],
        [SAID[2]],
        [SAID[0], SAID[3]],  # what compares comes first, and nothing stands twice
    ]


def test_a_mere_mention_of_both_is_no_comparison() -> None:
    sides = telling_sides(("owls", "kites"), lambda _: ())
    assert contrasted(sides, ranked("w", SAID[3], SAID[1]), ["w"]) == ((), [])
    assert contrasted(sides, ranked("w", *SAID[1:3], SAID[1]), ["w"]) == ((), [])


def test_a_work_speaks_of_itself_without_its_name() -> None:
    sides = telling_sides(("Eyrie", "kites"), lambda side: ["w"] if side == "Eyrie" else [])
    columns, rows = contrasted(sides, ranked("w", *SAID), ["w"])
    assert columns == ("Eyrie", TOGETHER)
    assert SAID[0] in [e.text for e in rows[0][1][1]]


def test_named_works_stand_in_a_table_with_every_cell_cited() -> None:
    made = answer("Compare layers with cosines", make_reader(threshold=0.0))
    head, _, *body = made.text.split("\n")
    assert head.startswith("| |")
    assert body
    for line in body:
        for cell in line.strip("| ").split(" | ")[1:]:
            assert "[" in cell


def test_a_side_is_named_by_words_of_one_title_alone() -> None:
    made = answer("Compare Quietnet with how model gardens grow", make_reader(threshold=0.0))
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}
