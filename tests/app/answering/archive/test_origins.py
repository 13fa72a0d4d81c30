"""Which sentence says when a work itself came out and from whom; asides about others do not."""

from dataclasses import replace

import pytest

from app.answering.archive.origins import naming_people, telling
from tests.app.sentence import evidence

OUT = [
    "This paper was published in March 2023 and few noticed.",
    "Today I look at a lamp paper that came out three years ago.",
    "This is a study from a year and a half ago, on oil.",
    "About a month ago, this paper was published.",
    "As far as I know, this paper (published at the end of May 2021) was the first.",
    "This is a four-year-old paper about lamps.",
    "Note: the review dates the paper to a spring day.",
    "The preprint appeared on arXiv in 2019.",
]
NOT_OUT = [
    "Which old trick from four years ago made a comeback?",
    "A year ago I started the daily paper review.",
    "They use tools that I last saw in lectures from 30 years ago.",
    "Paper: since late 2022, such lamps are seen more often.",
    "Small lamps gain 13% from 2022 to 2024.",
    "Oil is burnt by most of the lamps released in 2024.",
    "The paper uses the classic form of Nora's 2014 paper.",
    "It builds on a paper published in 2016.",
    "The paper was published and follows lamps from 2011.",
    "The original lamp paper came out in 2014.",
    "The paper compares lamps released in 2019.",
]
BEHIND = [
    "A team at Acme proposes slow lamps.",
    "In it, researchers from the University of Lund show slow lamps.",
    "A paper from a group at Acme asks why lamps burn.",
    "A second paper (also on lamps) from Acme proposing slow oil.",
    "This is a paper on slow lamps out of Lund.",
    "The paper was written by scientists (I hope) from Acme.",
    "I chose this paper since it was written by Swedish researchers.",
    "One of the authors of this paper is none other than Nora Lind.",
    "The authors are from Acme.",
    "This paper from Acme gives lamps away.",
    "Authored by an Acme team, it burns oil.",
]
NOT_BEHIND = [
    "Researchers at Acme showed this in an earlier work.",
    "Unlike researchers at Acme propose, oil burns slowly.",
    "Another team at Acme proposes the opposite.",
    "He is also a professor at Lund University.",
    "The lamps were bought from the Institute of Light.",
    "The paper measures lamps, which people at Acme sell.",
    "The authors of this paper are doing something bold.",
    "Acme sells lamps.",
]


@pytest.mark.parametrize("text", OUT)
def test_a_sentence_says_when_the_work_came_out(text: str) -> None:
    assert telling("out", [evidence("Oil burns."), evidence(text)]) == evidence(text)


@pytest.mark.parametrize("text", NOT_OUT)
def test_a_year_of_something_else_is_no_day_of_the_work(text: str) -> None:
    assert telling("out", [evidence(text)]) is None


@pytest.mark.parametrize("what", ["from"])
@pytest.mark.parametrize("text", BEHIND)
def test_a_sentence_says_who_is_behind_the_work(what, text: str) -> None:
    assert telling(what, [evidence("Oil burns."), evidence(text)]) == evidence(text)


@pytest.mark.parametrize("text", NOT_BEHIND)
def test_who_is_named_for_something_else_is_not_behind_the_work(text: str) -> None:
    assert telling("from", [evidence(text)]) is None


def test_of_what_only_headers_state_no_sentence_tells() -> None:
    assert telling("when", [evidence(text) for text in OUT]) is None


@pytest.mark.parametrize(
    "text",
    [
        "This was co-led with Nora Lind (@nora).",
        "Thanks to my wonderful collaborators: Nora Lind, Oscar Meier!",
        "... In collaboration with Nora Lind at @acme",
    ],
)
def test_a_thread_names_who_took_part(text: str) -> None:
    said = replace(evidence(text), source_type="thread")
    assert naming_people([evidence(text), said, said]) == [said]


def test_what_was_made_with_a_thing_names_nobody() -> None:
    said = replace(evidence("It was written with Python code."), source_type="thread")
    assert naming_people([said]) == []
