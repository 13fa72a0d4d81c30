"""What is broken in a text is noted; what only looks odd is not."""

import pytest

from ingest.blocks import read_blocks
from ingest.oddities import oddities


def codes(text: str) -> list[str]:
    return [note.code for note in oddities(read_blocks(list(enumerate(text.split("\n"), 1))))]


@pytest.mark.parametrize(
    "text",
    [
        r"where $y_i \sim$ are the lamps drawn at night.",
        r"$$\text{text}\{\text{OIL}\}_{\text{lamp}} = \sigma^2.$$",
        r"The map $A \backslash \circ B$ turns oil into light.",
        r"where $\Pi(p,q) \setminus \Pi(p, q)$ holds all lamps.",
        r"$$\|W_{\{l\}}\| = \sqrt{n_{\{l\}}}$$",
        r"$$\Delta W_{ll} = -\eta_l L$$",
        "The lamps follow a law f_{ff} and are then lit.",
        "A lamp xx from the set is lit, for any size SS , at dusk.",
        "It has a term $|D|. This term is small when all lamps burn alike.$",
    ],
)
def test_a_garbled_formula_is_noted(text: str) -> None:
    assert codes(text) == ["formula-garbled"]


@pytest.mark.parametrize("text", ["In winter () the lamps burn.", "The lamps are set as ."])
def test_what_is_missing_is_noted(text: str) -> None:
    assert codes(text) == ["gap"]


def test_markup_of_another_format_is_noted() -> None:
    assert codes("The <i>lamp</i> burns for eight hours.") == ["markup-left"]


@pytest.mark.parametrize(
    "text",
    [
        r"$$\Sigma_{xx} = \sum_i a_{ii} x_i$$",
        "Part II of the lamp burns 12 pp longer, I'll say, with W_{max} and p_{prior}.",
        r"The state $s_t$ and the weights W_0 , each with $p(a|s) \leq 1$, are lit.",
        "The call f() returns; the lamp c . Since it burns, it is lit.",
        "It costs \\$42 and then \\$43. This is cheap for all of us.",
    ],
)
def test_what_is_whole_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_a_habit_of_blanks_is_no_gap() -> None:
    assert codes("\n\n".join(["The lamps , all of them , burn at night ."] * 6)) == []
