import html
import re

import pytest

from app.drawn.formula_html import formula
from demos.notes import read_notes
from demos.registry import ids


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("x^2", "<i>x</i><sup>2</sup>"),
        ("h_{t-1}", "<i>h</i><sub><i>t</i>-1</sub>"),
        ("p_ref(y)", "<i>p</i><sub>ref</sub>(<i>y</i>)"),
        ("f_c^2", "<i>f</i><sub><i>c</i></sub><sup>2</sup>"),
        ("|y|^(-1/2)", "|<i>y</i>|<sup>-1/2</sup>"),
        ("y_<t", "<i>y</i><sub>&lt;<i>t</i></sub>"),
        ("sum_i x_i", "∑<sub><i>i</i></sub> <i>x</i><sub><i>i</i></sub>"),
        ("GRPO's f(x) - g", "GRPO&#x27;s <i>f</i>(<i>x</i>) − <i>g</i>"),
        ("a sum of two", "a sum of two"),
        ("A_t, and a cat", "<i>A</i><sub><i>t</i></sub>, and a cat"),
        ("KL(q || p) <= 1 - e", "KL(<i>q</i> ‖ <i>p</i>) ≤ 1 − <i>e</i>"),
        ("sqrt(2) a <- pi", "√(2) a ← π"),
        ("`t_on` & _x <b>", "<code>t_on</code> &amp; _x &lt;<i>b</i>&gt;"),
    ],
)
def test_formulas(said: str, shown: str) -> None:
    assert formula(said) == shown


@pytest.mark.parametrize("demo_id", ids())
def test_no_letter_of_the_notes_is_lost(demo_id: str) -> None:
    for note in read_notes(demo_id).notes:
        shown = html.unescape(re.sub(r"<[^<>]*>", " ", formula(note.text)))
        text = note.text.replace("epsilon", "ε").replace("_", " ")
        assert re.findall(r"[A-Za-z]{7,}", shown) == re.findall(r"[A-Za-z]{7,}", text)
        assert re.findall(r"\d+", shown) == re.findall(r"\d+", note.text)
