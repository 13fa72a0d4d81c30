"""One review, or two, whose header is a name and a day alone, above the link of the paper."""

import pytest

from ingest.archive.parse import parse_archive
from ingest.archive.signed import signed_headers
from ingest.read import decode
from ingest.sniff import sniff

LINK = "https://arxiv.org/abs/2601.01234"
BODY = "The authors propose lamps that dim by themselves. I doubt that it works in a theatre."
ONE = f"Nora, 03.02.2026\n\nSlow Lamps at Night\n\n{LINK}\n\n{BODY}\n"
TWO = (
    ONE
    + f"\nBo Lind, 05.02.2026\n\nKites on Lines\n\n{LINK[:-4]}4321\n\nLonger lines fly higher.\n"
)


@pytest.mark.parametrize(
    ("line", "reviewers"),
    [
        ("Nora, 03.02.2026", ("Nora",)),
        ("**Nora Lind and Bo – 3 February 2026**", ("Nora Lind", "Bo")),
        ("Reviewed by Nora on 3 February 2026", ("Nora",)),
        ("## Review: Nora, Feb 3, 2026", ("Nora",)),
    ],
)
def test_a_name_and_a_day_above_a_papers_link_are_a_header(line: str, reviewers) -> None:
    (header,) = signed_headers([line, "", "Slow Lamps at Night", LINK])
    assert (header.line, header.reviewers, header.rest) == (1, reviewers, "")


@pytest.mark.parametrize(
    "lines",
    [
        ["Nora, 03.02.2026", "", BODY],
        ["Lund, 03.02.2026", f"The works that you asked me for are at {LINK} and elsewhere."],
        ["Nora, 03.02.2026: lamps", LINK],
        ["the lamps of 03.02.2026", LINK],
        ["03.02.2026", LINK],
        ["Nora, 03.02.2026", *6 * ["Oil burns."], LINK],
        ["Nora, 03.02.2026", "https://example.org/lamps"],
    ],
)
def test_what_signs_no_review(lines: list[str]) -> None:
    assert signed_headers(lines) == ()


@pytest.mark.parametrize(("text", "reviews"), [(ONE, 1), (TWO, 2)])
def test_such_a_file_is_told_by_its_look_and_read(text: str, reviews: int) -> None:
    raw = decode("lamps.txt", text.encode())
    assert sniff(raw) == "review"
    found = parse_archive(raw, {}).sources
    assert len(found) == reviews
    first = found[0]
    assert (first.title, first.date, first.reviewers) == (
        "Slow Lamps at Night",
        "2026-02-03",
        ("Nora",),
    )


def test_a_thread_with_such_lines_stays_a_thread() -> None:
    posts = f"Nora, 03.02.2026\n{LINK}\nLamps dim.\nMay 4, 2026 at 9:47 AM\nThat is all.\n"
    assert sniff(decode("posts.txt", posts.encode())) == "thread"
