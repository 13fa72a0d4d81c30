from datetime import date

import pytest

from index.filters import Filters
from index.query import understand
from ingest.records import Work


def a_work(number: int, *reviewers: str) -> Work:
    return Work(
        paper_id=str(number),
        title=None,
        arxiv_id=None,
        kind="survey" if number % 2 else "method",
        topics=(),
        dates=(f"2025-03-{number + 1:02}",),
        reviewers=reviewers,
        sources=(f"n:{number}",),
    )


WORKS = [a_work(0, "Ada", "Mark"), *(a_work(n, "Ada") for n in range(1, 6)), a_work(6, "Yaniv")]
MARCH = {"since": date(2025, 3, 1), "until": date(2025, 3, 31)}


@pytest.mark.parametrize(
    ("query", "stated", "rest"),
    [
        ("surveys reviewed in March 2025", {"kinds": ("survey",), **MARCH}, ""),
        ("papers reviewed in 03.2025 on owls", MARCH, "papers reviewed on owls"),
        ("owl papers reviewed in march 2025", MARCH, "owl papers reviewed"),
        ("which reviews did Yaniv write?", {"reviewers": ("Yaniv",)}, ""),
        ("reviews written with yaniv about owls", {"reviewers": ("Yaniv",)}, "with about owls"),
        ("everything reviewed since 5 March 2025", {"since": date(2025, 3, 5)}, "everything"),
        ("reviews before 2025-03-05", {"until": date(2025, 3, 5)}, ""),
        ("which paper was reviewed twice", {"times": 2}, ""),
        ("Which of the reviewed papers are surveys?", {"kinds": ("survey",)}, ""),
        ("papers reviewed 25.06.25", {"since": date(2025, 6, 25), "until": date(2025, 6, 25)}, ""),
        ("papers discussed on the stream", {"told_in": "transcript"}, ""),
    ],
)
def test_a_question_about_records_becomes_filters(
    query: str, stated: dict[str, object], rest: str
) -> None:
    filters, left = understand(query, WORKS)
    assert filters == Filters.model_validate(stated)
    assert set(left.split()) >= set(rest.split()) - {"with"}
    assert bool(left) == bool(rest)


@pytest.mark.parametrize(
    "query",
    [
        "do surveys measure owls well?",
        "what happened in March 2025",
        "which header says 2024 although its neighbours are from June 2025, reviewed?",
        "how do they mark reviews in snow",
        "what did Ada review",
        "reviews not by Yaniv",
        "reviewed 32.13.2025",
    ],
)
def test_what_has_another_reading_limits_nothing(query: str) -> None:
    filters, left = understand(query, [w for w in WORKS if "Mark" not in w.reviewers])
    assert not filters
    assert left == query


def test_filters_are_shown_in_words() -> None:
    filters, _ = understand("surveys by Yaniv reviewed in March 2025", WORKS)
    assert filters.shown == "kind survey, by Yaniv, 2025-03-01..2025-03-31"
    assert Filters().shown == ""
