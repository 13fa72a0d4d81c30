import pytest

from index.ordinals import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("the five hundredth review", "the 500th review"),
        ("the two hundred and first review", "the 201th review"),
        ("two share the thirty-first of May", "two share the 31th of May"),
        ("the two-hundredth review", "the 200th review"),
        ("two hundred and second-order methods", "two hundred and second-order methods"),
        ("a hundred and fourth-order terms", "a hundred and fourth-order terms"),
        ("the fiftieth paper", "the 50th paper"),
        ("on the third of March", "on the 3th of March"),
        ("the third step, of three hundred", "the third step, of three hundred"),
        ("twenty papers, first of all", "twenty papers, first of all"),
    ],
)
def test_ordinals_become_numerals_and_small_ones_only_before_a_month(
    text: str, digits: str
) -> None:
    assert in_digits(text) == digits
