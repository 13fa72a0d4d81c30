"""Two works side by side: which aspects, which first, which sentence in each cell."""

import pytest

from app.answering.answer import answer
from app.answering.kinds import kind_of
from tests.app.invented import CARD, GARDEN, REVIEW, make_reader

QUIETNET = CARD.replace(
    "## Findings",
    "## Method\n- Those are dropped first.\n- Each layer is scored by the cosine.\n\n## Findings",
).replace("- Reviewer: the test", "- Note: a date is missing.\n- Reviewer: the test")
GARDENS = """\
---
id: "2401.00002"
sources:
  - {document: garden, date: 2025-04-09, reviewer: Omar}
---
## In plain words
A big network takes months of training on machines.
Model gardens grow many small models instead. They share the soil of one plot.

## Method
- Small models are trained side by side on one machine.

## Findings
- Reviewer: a garden is a fine sight.
- Paper: a garden of 12 models wins on weather data.

## Limits and doubts
- Reviewer: no criticism is offered.
"""
TEXTS = {"quietnet.md": QUIETNET, "gardens.md": GARDENS, "notes.txt": REVIEW, "garden.txt": GARDEN}
BOTH = "Quietnet and Model Gardens and How They Grow"


def table(question: str) -> tuple[list[str], list[list[str]]]:
    made = answer(question, make_reader(TEXTS, threshold=0.0))
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in made.text.splitlines()
        if line.startswith("|")
    ]
    assert {c.quote for c in made.citations} <= {s.text for s in made.sentences}
    return rows[0][1:] if rows else [], [row[1:] for row in rows[2:]]


def test_every_aspect_has_a_cell_of_each_work() -> None:
    heads, rows = table(f"Compare {BOTH}")
    assert [head.strip() for head in heads] == ["Idea", "Method", "Findings", "Limits"]
    quietnet, gardens = rows
    assert quietnet[1].startswith("Each layer is scored by the cosine.")
    assert quietnet[3].startswith("Reviewer: the test set is small.")
    assert gardens[0].startswith("A big network takes months")
    assert "Model gardens grow many small models instead." in gardens[0]
    assert "They share the soil of one plot." in gardens[0]  # leans on the one before
    assert gardens[2].startswith("Paper: a garden of 12 models wins")
    assert gardens[3].startswith("Reviewer: no criticism")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (f"Compare the results of {BOTH}", "Findings"),
        (f"Compare the limits of {BOTH}", "Limits"),
        (f"Compare {BOTH} in terms of retraining", "Retraining"),
    ],
)
def test_what_is_asked_stands_first(question, first) -> None:
    heads, rows = table(question)
    assert heads[0].strip() == first
    if first == "Retraining":
        assert "without retraining" in rows[0][0]
        assert rows[1][0] == "—"


def test_a_choice_between_two_named_works_compares_them() -> None:
    heads, rows = table("Quietnet or Model Gardens and How They Grow for weather data?")
    assert len(rows) == 2
    assert "Findings" in [head.strip() for head in heads]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("which is better with few data, owls or kites?", "compare"),
        ("what runs faster on a phone: owls or kites?", "compare"),
        ("what is better about owls?", "open"),
        ("what does better training or more data change?", "open"),
    ],
)
def test_a_choice_is_a_comparison(question, kind) -> None:
    assert kind_of(question) == kind
