"""Which lines of a text state its record."""

import pytest

from app.answering.archive.headers import header_line
from ingest.records import Source

TITLE = "Slow Lamps and Long Nights"


@pytest.mark.parametrize(
    ("lines", "quote", "last"),
    [
        (("Nora, 03.04.25", "", TITLE, "Oil burns."), f"Nora, 03.04.25\n\n{TITLE}", 3),
        ((f"Nora, 03.04.25: {TITLE}", "Slow lamps burn long."), f"Nora, 03.04.25: {TITLE}", 1),
        (("Nora, 03.04.25", "", "Oil burns at night, slowly."), "Nora, 03.04.25", 1),
        (("Nora, 03.04.25", f"{'Oil burns at night. ' * 20}{TITLE}"), "Nora, 03.04.25", 1),
        (("Nora, 03.04.25", "Oil burns at night. " * 20, TITLE), "Nora, 03.04.25", 1),
        ((TITLE, "Nora, 03.04.25", "Oil burns."), "Nora, 03.04.25", 2),
    ],
)
def test_a_date_is_quoted_with_the_title_that_is_printed_under_it(lines, quote, last) -> None:
    source = Source(
        source_id="r:1",
        type="review",
        file="r.txt",
        spans=((1, len(lines)),),
        date="2025-04-03",
        date_printed="03.04.25",
        title=TITLE,
    )
    found = header_line(source, "w", lambda _: lines)
    assert found is not None
    assert (found.text, found.last_line) == (quote, last)
