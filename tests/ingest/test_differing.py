import pytest

from ingest.differing import differing
from ingest.records import Block, Source


def source(name: str, *paragraphs: str) -> Source:
    blocks = tuple(
        Block(kind="paragraph", voice="paper", text=text, lines=(n,))
        for n, text in enumerate(paragraphs, 1)
    )
    return Source(
        source_id=name, type="review", file="a.txt", spans=((1, len(paragraphs)),), blocks=blocks
    )


FORTY = "The second rope shortens the flight of a kite by 40% in strong wind."


@pytest.mark.parametrize(
    "other",
    [
        "In strong wind the flight of a kite is shortened by 45 percent with a second rope.",
        "Nets carry. In strong wind, a kite's flight with the second rope shortens by 45%.",
    ],
)
def test_two_numbers_for_one_quantity_are_flagged(other):
    (found,) = differing([source("one", "Kites fly.", FORTY), source("two", other)])
    assert (found.unit, found.values) == ("%", ("40", "45"))
    assert (found.source_ids, found.lines) == (("one", "two"), (2, 1))


@pytest.mark.parametrize(
    "other",
    [
        "In strong wind the flight of a kite is shortened by 40.0 percent with a second rope.",
        "The second rope shortens the flight of a kite by 45 metres in strong wind.",
        "Boats with sails of cotton carry 45% more salt along rivers in spring.",
        FORTY.replace("40%", "45%") + " Others say 40%.",
        "The second rope shortens the flight of a kite (Figure 45).",
    ],
    ids=["same", "other unit", "other matter", "the number stands there too", "a figure's number"],
)
def test_what_may_well_agree_is_not(other):
    assert differing([source("one", FORTY), source("two", other)]) == ()


def test_numbers_written_out_count() -> None:
    three = "The second rope shortens the flight of a kite by three days in strong wind."
    (found,) = differing([source("one", three), source("two", three.replace("three", "5"))])
    assert found.values == ("3", "5")
    assert differing([source("one", three), source("two", three.replace("three", "3"))]) == ()


def test_one_source_is_not_compared_with_itself():
    assert differing([source("one", FORTY, FORTY.replace("40", "45"))]) == ()
