"""How chosen sentences are set: running text, lists, and items that stand alone."""

from dataclasses import replace

from app.answering.compose import Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from tests.app.sentence import evidence


def item(text: str, order: int) -> Evidence:
    return replace(evidence(text, order=order), kind="item")


def set_out(*units: tuple[Evidence, ...]) -> str:
    group = Group("w", list(units))
    return Composer(lambda _: "Kites", [group]).paragraphs([group])


def test_an_item_alone_stands_on_a_line_of_its_own_without_a_bullet() -> None:
    text = set_out((evidence("Kites fly."),), (item("ropes hold", 1),), (evidence("So.", order=2),))
    assert text == "Kites fly. [1]\n\nropes hold [2]\n\nSo. [3] — *Kites*"


def test_items_next_to_each_other_are_a_list() -> None:
    text = set_out((evidence("Kites fly."),), (item("ropes", 1),), (item("wind", 2),))
    assert text == "Kites fly. [1]\n\n- ropes [2]\n- wind [3]\n\n— *Kites*"
