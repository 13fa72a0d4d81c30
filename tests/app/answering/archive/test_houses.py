"""Where in a sentence a house or a person stands as the maker of a work."""

import pytest

from app.answering.archive.houses import is_maker

TITLE = "Deep Gardens"


@pytest.mark.parametrize(
    ("name", "asked", "text"),
    [
        ("Lind", "by", "The paper “Deep Gardens” by Ada Lind and Bo Ek asks why."),
        ("Ek", "by", "The paper “Deep Gardens” by Ada Lind, Cy Holm and Bo Ek asks why."),
        ("Ada Lind", "by", "In Deep Gardens, Ada Lind argues that it is so."),
        ("Acme", "adjective", "A team of researchers at Acme proposes lamps."),
        ("Acme", "adjective", "The Acme team proposes lamps."),
        ("Acme", "by", "It was written by Ada Lind of the Acme group."),
        ("Lumen", "venue", "It was presented at Lumen2024."),
        ("Lumen", "venue", "This work is a Lumen 2024 spotlight."),
    ],
)
def test_a_maker_has_a_place(name, asked, text) -> None:
    assert is_maker(name, asked, text, TITLE)


@pytest.mark.parametrize(
    ("name", "asked", "text"),
    [
        ("Deep", "by", "The paper “Deep Gardens” by Ada Lind asks why."),
        ("Lamp", "by", "The paper “Deep Gardens” by Ada Lind asks why a Lamp is lit."),
        ("AI", "adjective", "Written by scientists from Acme AI, which sold an AI Data Scientist."),
        ("A", "by", "A paper by A team at Acme."),
        ("Lumen", "venue", "It was presented last year, and readers of Lumen know it."),
    ],
)
def test_a_capital_elsewhere_is_none(name, asked, text) -> None:
    assert not is_maker(name, asked, text, TITLE)
