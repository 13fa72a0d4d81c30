"""Two things that works speak of, and what each says of one of them alone."""

from app.answering.comparing.contrast import begins_with, labelled, telling_sides, told
from app.answering.rank import Ranked, Scored
from tests.app.sentence import evidence

SAID = (
    "Slow owls see further than fast kites over water.",
    "An owl hears mice under snow.",
    "A kite needs wind to rise.",
    "Owls and kites are both drawn here.",
    "Snow falls in winter.",
)


def ranked(*said: str) -> Ranked:
    rows = [evidence(text, "w", order) for order, text in enumerate(said)]
    return Ranked(tuple(Scored(e, 1.0, 1.0, 0.5, 0.5, 0.0) for e in rows), {})


def test_a_shared_kind_does_not_tell_the_sides_apart() -> None:
    sides = telling_sides(("owl", "kite models"), lambda _: ())
    assert sides is not None
    assert sides.terms == (frozenset({"owl"}), frozenset({"kite"}))
    assert telling_sides(("models", "models"), lambda _: ()) is None


def test_a_work_speaks_of_each_and_of_both() -> None:
    sides = telling_sides(("owls", "kites"), lambda _: ())
    assert sides is not None
    cells = told(sides, ranked(SAID[3], *SAID), "w")
    assert [[e.text for e in cell] for cell in cells] == [
        [SAID[1]],
        [SAID[2]],
        [SAID[3], SAID[0]],  # nothing stands twice
    ]


def test_a_work_speaks_of_itself_without_its_name() -> None:
    sides = telling_sides(("Eyrie", "kites"), lambda side: ["w"] if side == "Eyrie" else [])
    assert sides is not None
    assert SAID[0] in [e.text for e in told(sides, ranked(*SAID), "w")[2]]


def test_a_sentence_begins_with_what_it_speaks_of() -> None:
    owl = frozenset({"owl"})
    assert begins_with(owl, evidence("In winter an owl hears mice."))
    assert not begins_with(owl, evidence("Mice under deep snow are heard by an owl."))


def test_what_is_not_so_is_no_part_of_what_is() -> None:
    sides = telling_sides(("feathered", "non-feathered wings"), lambda _: ())
    assert sides is not None
    said = (
        "Feathered wings are warm.",
        "Non-feathered wings are cold.",
        "Feathered wings outdo non-feathered ones.",
    )
    assert [[e.text for e in cell] for cell in told(sides, ranked(*said), "w")] == [
        [text] for text in said
    ]


def test_a_label_says_of_which_side_a_sentence_is() -> None:
    sides = telling_sides(("owls", "kites"), lambda _: ())
    assert sides is not None
    said = "**Kites:** they fly where owls sleep."
    assert [[e.text for e in cell] for cell in told(sides, ranked(said), "w")] == [[], [said], []]
    assert labelled(sides.terms, evidence(said)) == 1
    assert labelled(sides.terms, evidence("Owls and kites: they fly.")) is None
    assert labelled(sides.terms, evidence("Kites fly.")) is None
