from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read import decode
from ingest.records import RawText
from ingest.sniff import sniff

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def kind(text: str) -> str:
    return sniff(RawText(file="x.txt", sha256="", encoding="utf-8", lines=tuple(text.split("\n"))))


CARD = '---\nid: "2401.00011"\ntitle: "Counting Nets"\nkind: method\n---\n## Problem\nNone.\n'
ARCHIVE = """\
Night Reading, 02.03.25
Counting Nets
It counts. https://arxiv.org/abs/2401.00011

Night Reading, 03.03.25
Adding Nets
It adds."""
ONE_REVIEW = "Daily Paper Review 02.03.2025, Ann\nCounting Nets\nIt counts."
DATED = "We count.\nMay 4, 2025 at 8:13 AM"
NUMBERED = "It counts. (1/4)\n\nIt adds. (2/4)\n\nIt stops. (3/4)"
DOUBLED = "It counts.\nIt counts.\nIt adds.\nAnd stops.\nIt adds.\nAnd stops."
COUNTS = ("one", "two", "three", "four", "five", "six")
SPOKEN = "\n".join(f"So we count {n}, right?\nIt's kind of a {n}.\nNets add." for n in COUNTS)
UNSTOPPED = "\n".join(f"the net goes on to {n} and the\nunits that {n} are used" for n in COUNTS)
NOTES = "# Counting\n\nA net counts.\n\n- It has two layers.\n- It was made on 02.03.2025.\n"
DIARY = "\n".join(f"2025-03-0{n}\nWe mended a pump today.\n" for n in range(1, 5))
PROSE = "\n".join(f"Nets have been made to count {n}.\nTo {n} is enough." for n in COUNTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CARD, "card"),
        (CARD.replace("title:", "name:"), "document"),
        (ARCHIVE, "review"),
        (ONE_REVIEW, "review"),
        (DATED, "thread"),
        (NUMBERED, "thread"),
        (DOUBLED, "thread"),
        (SPOKEN, "transcript"),
        (UNSTOPPED, "transcript"),
        (NOTES, "document"),
        (DIARY, "document"),
        (DIARY.replace("a pump", "a paper"), "review"),
        (PROSE, "document"),
        ("So we count, right?", "document"),
        (SPOKEN.replace("Nets add.", "- see https://a.org/x"), "document"),
        ("", "document"),
    ],
)
def test_each_type_by_its_look(text, expected):
    assert kind(text) == expected


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_type(text):
    assert kind(text) in {"card", "review", "thread", "transcript", "document"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")
@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("000", "thread"),
        ("001", "thread"),
        ("002", "review"),
        ("003", "thread"),
        ("004", "transcript"),
    ],
)
def test_the_real_files(prefix, expected):
    path = next(CORPUS.glob(f"{prefix}_*"))
    assert sniff(decode(path.name, path.read_bytes())) == expected
