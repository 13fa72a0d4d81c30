import pytest

from ingest.archive.headers import find_headers


@pytest.mark.parametrize(
    ("line", "reviewers", "rest"),
    [
        ("Nora's Daily Paper - 03.04.25: Slow Lamps", ("Nora",), "Slow Lamps"),
        ("Nora’s DailyPaper – 03.04.2025 **Slow Lamps**", ("Nora",), "Slow Lamps**"),
        ("**Nora's Weekly Review, 03.04.25:", ("Nora",), ""),
        ("  🚀 Nora's Daily Post 12/30/24 🚀", ("Nora",), ""),
        ("⚡️Rocket Nora's Daily Paper, 27.11.2024: ⚡️Rocket Slow Lamps", ("Nora",), "Slow Lamps"),
        (":fire: Nora's Daily Paper: 2025-05-17 Slow Lamps", ("Nora",), "Slow Lamps"),
        ("Bo's and Nora's Daily Paper: 03.06.2025", ("Bo", "Nora"), ""),
        ("Bo & Nora's Daily Article - April 30, 2025: A: B", ("Bo", "Nora"), "A: B"),
        ("Bo O’Neil, Cy and Nora's Digest -10.01.25", ("Bo O’Neil", "Cy", "Nora"), ""),
    ],
)
def test_possessive_headers(line: str, reviewers: tuple[str, ...], rest: str) -> None:
    (header,) = find_headers(["text", line, ""])
    assert (header.line, header.reviewers, header.rest) == (2, reviewers, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Review No. 12 of this year, 03.04.25",
        "As I wrote in Nora's Daily Paper of 03.04.25, lamps burn slowly.",
        "Today's Daily Paper 03.04.25",
        "The lamp's weekly cost was measured on 03.04.25",
        "Nora's Daily Paper",
    ],
)
def test_what_is_no_header(line: str) -> None:
    assert find_headers([line]) == ()


def test_an_unknown_column_counts_when_it_is_named_again() -> None:
    lines = ["Nora's Morning Lamp 03.04.25 Oil", "Bo and Nora's Morning Lamp 04.04.25 Wicks"]
    assert [h.rest for h in find_headers(lines)] == ["Oil", "Wicks"]
    assert find_headers(lines[:1]) == ()


def test_a_shape_is_learned_from_three_lines() -> None:
    lines = [
        "[2022-05-01] Oil",
        "It burns.",
        "[2022-05-08] Wicks",
        "They are wet.",
        "[2022-05-15] Glass",
    ]
    assert [(h.line, h.rest) for h in find_headers(lines)] == [
        (1, "Oil"),
        (3, "Wicks"),
        (5, "Glass"),
    ]
    assert find_headers(lines[:4]) == ()


def test_a_title_before_the_date() -> None:
    lines = [
        f"{title} ({day} May 2024)" for title, day in (("Oil", 1), ("Wet Wicks", 8), ("Glass", 15))
    ]
    assert [h.rest for h in find_headers(lines)] == ["Oil", "Wet Wicks", "Glass"]


def test_by_in_a_title_is_no_byline() -> None:
    lines = [f"Digest, {n} May 2024: Lamps by Design" for n in (1, 2, 3)]
    assert [h.reviewers for h in find_headers(lines)] == [(), (), ()]
    lines = [f"Digest, {n} May 2024, by Nora Berg: Lamps" for n in (1, 2, 3)]
    assert [h.reviewers for h in find_headers(lines)] == [("Nora Berg",)] * 3
