"""A turn that only names another work asks for the record that was asked for before."""

import pytest

from app.answering.answer import answer
from app.answering.archive.instead import instead


def named(text: str) -> list[str]:
    return [name for name in ("Quietnet", "Loudnet") if name in text]


@pytest.mark.parametrize(
    ("before", "text", "asked"),
    [
        ("Who wrote Loudnet?", "and Quietnet?", "who wrote the paper Quietnet?"),
        ("when was Loudnet reviewed?", "What about Quietnet", "when was Quietnet reviewed?"),
        ("who reviewed Loudnet?", "and the same for Quietnet?", "who reviewed Quietnet?"),
        ("link to Loudnet", "and how about Quietnet?", "link to Quietnet"),
        ("How does Loudnet prune?", "and Quietnet?", None),
        ("Who wrote Loudnet?", "and when was Quietnet reviewed?", None),
        ("Who wrote Loudnet?", "and what does it prune?", None),
        ("Who wrote Loudnet?", "Quietnet", None),
    ],
)
def test_the_record_before_is_asked_of_the_work_that_is_named(before, text, asked) -> None:
    assert instead(text, before, named) == asked


def test_the_answer_is_on_the_other_work(reader) -> None:
    made = answer("and Quietnet?", reader, ["who reviewed Model Gardens and How They Grow?"])
    assert [(c.file, c.start_line) for c in made.citations] == [("notes.txt", 1)]
