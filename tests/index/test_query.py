from datetime import date

import pytest

from index.filters import Filters
from index.query import people_in, understand
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
    ("query", "stated", "subject"),
    [
        ("surveys reviewed in March 2025", {"kinds": ("survey",), **MARCH}, ""),
        ("reviews in March 2025 about diffusion", MARCH, "diffusion"),
        ("papers reviewed in 03.2025 on owls", MARCH, "owls"),
        ("owl papers reviewed in march 2025", MARCH, "owl"),
        ("owl papers from March 2025", MARCH, "owl"),
        ("What were the papers of March about?", MARCH, ""),
        ("which reviews did Yaniv write?", {"reviewers": ("Yaniv",)}, ""),
        ("what did Yaniv write about snow?", {"reviewers": ("Yaniv",)}, "snow"),
        ("reviews written with yaniv about owls", {"reviewers": ("Yaniv",)}, "owls"),
        ("co-written with Yaniv", {"reviewers": ("Yaniv",), "together": True}, ""),
        ("papers reviewed by two people", {"together": True}, ""),
        ("everything reviewed since 5 March 2025", {"since": date(2025, 3, 5)}, ""),
        ("reviews before 2025-03-05", {"until": date(2025, 3, 4)}, ""),
        ("reviews after March 3rd, 2025", {"since": date(2025, 3, 4)}, ""),
        ("reviews of Q1 2025", {"since": date(2025, 1, 1), "until": date(2025, 3, 31)}, ""),
        (
            "reviews from the first half of 2025 about owls",
            {"since": date(2025, 1, 1), "until": date(2025, 6, 30)},
            "owls",
        ),
        (
            "owls reviewed between January and March 2025",
            {"since": date(2025, 1, 1), "until": date(2025, 3, 31)},
            "owls",
        ),
        (
            "papers reviewed in spring 2025",
            {"since": date(2025, 3, 1), "until": date(2025, 5, 31)},
            "",
        ),
        ("reviews by the end of March 2025", {"until": date(2025, 3, 31)}, ""),
        ("reviews on a weekend in March 2025", {"weekdays": (5, 6), **MARCH}, ""),
        ("reviews in March 2025 not on a weekend", {"weekdays": (0, 1, 2, 3, 4), **MARCH}, ""),
        ("owl papers reviewed on Sundays", {"weekdays": (6,)}, "owl"),
        ("reviews on Mondays and Fridays", {"weekdays": (0, 4)}, ""),
        ("reviews on a Monday, Tuesday or on Sunday", {"weekdays": (0, 1, 6)}, ""),
        ("reviews not on Mondays or weekends", {"weekdays": (1, 2, 3, 4)}, ""),
        ("weekend reviews", {"weekdays": (5, 6)}, ""),
        ("reviews that were written together", {"together": True}, ""),
        ("what was published in March 2025 about owls", MARCH, "owls"),
        ("the first paper of March 2025", MARCH, "first"),
        ("reviews until the end of March 2025", {"until": date(2025, 3, 31)}, ""),
        (
            "reviews of the thirty-first of March 2025",
            {"since": date(2025, 3, 31), "until": date(2025, 3, 31)},
            "",
        ),
        ("anything from March 2025?", MARCH, ""),
        (
            "reviews of late 2025",
            {"since": date(2025, 9, 1), "until": date(2025, 12, 31)},
            "",
        ),
        (
            "which reviews came out between 1 and 10 March 2025",
            {"since": date(2025, 3, 1), "until": date(2025, 3, 10)},
            "came out",
        ),
        ("Who are Ada's co-reviewers?", {"together": True}, ""),
        ("reviews besides Yaniv", {}, "reviews besides Yaniv"),
        ("how many surveys are there", {"kinds": ("survey",)}, ""),
        ("what did Yaniv co-author?", {"reviewers": ("Yaniv",)}, ""),
        ("which paper was reviewed twice", {"times": 2}, ""),
        ("Which of the reviewed papers are surveys?", {"kinds": ("survey",)}, ""),
        ("surveys about agents", {"kinds": ("survey",)}, "agents"),
        ("papers reviewed 25.06.25", {"since": date(2025, 6, 25), "until": date(2025, 6, 25)}, ""),
        ("papers discussed on the stream", {"told_in": "transcript"}, ""),
        ("papers in the thread about owls", {"told_in": "thread"}, "owls"),
        ("what did the streamer say about owls", {"told_in": "transcript"}, "owls"),
    ],
)
def test_a_question_about_records_becomes_filters_and_a_subject(
    query: str, stated: dict[str, object], subject: str
) -> None:
    filters, left, _ = understand(query, WORKS)
    assert filters == Filters.model_validate(stated)
    assert left == subject


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
        "reviewed between March 2025 and January 2025",
        "owl papers of 2025",
        "owls may march in review",
        "reviews in April",
        "are the encoder and the decoder trained jointly?",
        "which guest does the owl take in?",
    ],
)
def test_what_has_another_reading_limits_nothing(query: str) -> None:
    filters, left, _ = understand(query, [w for w in WORKS if "Mark" not in w.reviewers])
    assert not filters
    assert left == query


def test_filters_are_shown_in_words() -> None:
    filters, *_ = understand("surveys by Yaniv reviewed in March 2025", WORKS)
    assert filters.shown == "kind survey, by Yaniv, 2025-03-01..2025-03-31"
    assert Filters().shown == ""


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (date(2025, 3, 1), None, "since 2025-03-01"),
        (None, date(2025, 3, 31), "until 2025-03-31"),
        (date(2025, 3, 1), date(2025, 3, 1), "2025-03-01"),
    ],
)
def test_days_are_shown_as_far_as_they_limit(
    since: date | None, until: date | None, shown: str
) -> None:
    assert Filters(since=since, until=until).shown == shown


@pytest.mark.parametrize("query", ["what did Ada review", "what does Ada think of owls"])
def test_people_are_named_by_whom_nothing_is_limited(query: str) -> None:
    understood = understand(query, WORKS)
    assert not understood.filters
    assert understood.people == ("Ada",)


FIRST_NAMES = [a_work(1, "Will Smith"), a_work(2, "Mark Twain"), a_work(3, "Mark Levy")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("which method will help", []),
        ("Will this help?", []),
        ("reviews that mark an end", []),
        ("what did Mark review", []),  # two are called so
        ("reviews by mark twain", ["Mark Twain"]),
        ("reviews by will", ["Will Smith"]),
        ("what did Will say?", ["Will Smith"]),
        ("will's reviews", ["Will Smith"]),
    ],
)
def test_a_first_name_that_is_a_word_must_stand_where_a_name_would(text, named) -> None:
    assert list(people_in(text, [*FIRST_NAMES, a_work(4, " ")])) == named


def test_each_period_of_a_question_is_the_latest_that_has_a_day() -> None:
    works = [w.model_copy(update={"dates": (f"2024-0{n}-10",)}) for n, w in enumerate(WORKS[:7], 1)]
    stated = understand("reviews of last May and last June", works).filters
    assert (stated.since, stated.until) == (date(2024, 5, 1), date(2024, 6, 30))
