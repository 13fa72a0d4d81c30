"""Any input, made of what the formats are made of and of noise: nothing is raised, lost or doubled.

The fuzzer searches further; this keeps its checks on every run.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.checks import CHECKS
from tests.ingest.made import docx, paragraph, pdf

PHRASES = [
    line.strip('"').encode("latin-1").decode("unicode_escape").encode("latin-1").decode()
    for line in Path(__file__).with_name("phrases.dict").read_text("utf-8").splitlines()
    if line.startswith('"')
]
NOISE = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=25)
LINE = st.lists(st.sampled_from(PHRASES) | NOISE, max_size=4).map(" ".join)
LINES = st.lists(LINE, max_size=25)
PLAIN = st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), max_size=40)
TEXT = st.text(st.characters(categories=("L", "N", "Zs")), max_size=40)
PARTS = st.lists(
    st.sampled_from(["<p>", "</p>", "<h2>", "<li>", "<tr><td>", "<math>", "<pre>", "<aside>"])
    | TEXT,
    max_size=25,
)


def _text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def _card(lines: list[str]) -> bytes:
    return _text(["---", "id: a", *lines[:6], "---", *lines[6:]])


def _page(parts: list[str]) -> bytes:
    return ("<!doctype html><title>Lamps</title><body>" + "".join(parts)).encode()


def _feed(parts: list[str]) -> bytes:
    inside = "".join(f"<summary>{part}</summary>" for part in parts if part.isalnum())
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title>{inside}</entry></feed>'
    ).encode()


def _word(texts: list[str]) -> bytes:
    return docx("".join(paragraph(text, "H1" if len(text) < 6 else "") for text in texts))


MADE: dict[str, st.SearchStrategy[bytes]] = {
    **{name: LINES.map(_text) for name in ("archive", "threads", "transcript", "plain")},
    "card": LINES.map(_card),
    "html": PARTS.map(_page),
    "atom": PARTS.map(_feed),
    "docx": st.lists(TEXT, max_size=8).map(_word),
    "pdf": st.lists(st.lists(PLAIN, max_size=6), min_size=1, max_size=4).map(lambda p: pdf(*p)),
}


def test_every_parser_is_tried() -> None:
    assert MADE.keys() == CHECKS.keys()


@pytest.mark.parametrize("name", sorted(MADE))
def test_any_input(name: str) -> None:
    check: Callable[[bytes], None] = CHECKS[name]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(MADE[name] | st.binary(max_size=60))
    def holds(data: bytes) -> None:
        check(data)

    holds()
