"""The matcher of key facts and the counts of citations, on cases made by hand."""

import pytest

from app.answering.records import Answer, Citation
from evals.answer_metrics import (
    Span,
    cites,
    covers,
    facts_covered,
    lost_quotes,
    said_together,
    says_fact_within,
    share,
    spans_of,
)

SAID = [
    ("useful", "The extra layer is useful for short texts."),
    ("not useful", "The extra layer is not useful for short texts."),
    ("41.2%", "It scores 41.2% on the hard half."),
    ("10,000", "They draw 10000 samples."),
    ("10000 samples", "They draw 10,000 samples."),
    ("four epochs", "After 4 epochs nothing is gained."),
    ("last token", "Only the last tokens are compared."),
    ("frozen backbone", "The backbone stays frozen."),
    ("0.5", "A rate of 0.50 works."),
    ("RoBERTa", "They tried RoBERTa-base."),
    ("cannot count", "Small models cannot count letters."),
]
NOT_SAID = [
    ("useful", "The extra layer is not useful for short texts."),
    ("not useful", "The extra layer is useful for short texts."),
    ("41.2%", "It scores 71.2% on the hard half."),
    ("41.2", "It scores 41.25 on the hard half."),
    ("4", "It is 2.4 times as fast."),
    ("four epochs", "After 40 epochs nothing is gained."),
    ("last token", "The last layer is dropped."),
    ("cannot count", "Small models count letters well."),
    ("loss increases", "The loss decreases with every step."),
    ("frozen backbone", "Frozen is the first half, " + "which takes a while, " * 8 + "a backbone."),
]


@pytest.mark.parametrize(("fact", "text"), SAID)
def test_a_fact_is_covered_by_a_text_that_says_it(fact, text) -> None:
    assert covers(fact, text)


@pytest.mark.parametrize(("fact", "text"), NOT_SAID)
def test_a_fact_is_not_covered_by_a_text_that_says_otherwise(fact, text) -> None:
    assert not covers(fact, text)


def cite(paper_id: str, source_id: str, file: str, first: int, last: int, quote: str) -> Citation:
    return Citation(
        n=1,
        paper_id=paper_id,
        title=None,
        source_id=source_id,
        file=file,
        start_line=first,
        end_line=last,
        quote=quote,
    )


SPANS = (
    Span(file="a.txt", start_line=10, end_line=12),
    Span(file="a.txt", start_line=30, end_line=30),
)
ON_LINES = cite("w", "a:1", "a.txt", 12, 13, "x")
BESIDE = cite("w", "a:1", "a.txt", 13, 29, "x")
OTHER_FILE = cite("v", "b:1", "b.txt", 11, 11, "x")
CARD = cite("w", "card:w", "w.md", 4, 4, "x")
OTHER_CARD = cite("v", "card:v", "v.md", 4, 4, "x")


def test_citations_are_counted_by_line_by_card_and_by_work() -> None:
    found = cites([OTHER_FILE, ON_LINES, BESIDE, CARD, OTHER_CARD], SPANS, frozenset({"w"}))
    assert found.on_lines == 1 / 5
    assert found.precision == 2 / 5
    assert found.right_work == 3 / 5
    assert found.recall == 1 / 2
    assert (found.first, found.any) == (0.0, 1.0)
    assert found.opens_on_line == 0.0
    assert cites([ON_LINES, CARD], SPANS, frozenset({"w"})).opens_on_line == 1.0


def test_an_answer_without_citations_scores_nothing() -> None:
    found = cites([], SPANS, frozenset({"w"}))
    assert set(found.model_dump().values()) == {0}


def test_gold_lines_are_read_from_the_metadata() -> None:
    assert spans_of([{"file": "a.txt", "start_line": 10, "end_line": 12}]) == SPANS[:1]


def answered(*quotes: tuple[str, str]) -> Answer:
    citations = tuple(
        cite("w", source, "a.txt", n, n, quote) for n, (source, quote) in enumerate(quotes, 1)
    )
    return Answer(question="q", status="answered", text="", citations=citations, confidence=1)


def test_the_share_of_facts_that_the_quotes_say() -> None:
    made = answered(("a:1", "It is not useful."), ("a:1", "It scores 41.2."))
    assert facts_covered(["not useful", "41.2", "71.2", "useful"], made) == 0.5
    assert facts_covered([], made) == 1.0
    assert facts_covered(["41.2"], answered()) == 0.0


def test_whether_an_answer_opens_on_a_fact_or_says_one_soon() -> None:
    made = answered(("a:1", "It scores 41.2."), ("a:1", "It is not useful."))
    assert says_fact_within(1, ["41.2", "71.2"], made) == 1.0
    assert says_fact_within(1, ["not useful"], made) == 0.0
    assert says_fact_within(2, ["not useful"], made) == 1.0
    assert says_fact_within(1, [], answered()) == 1.0


def test_neighbours_of_one_source_may_say_a_fact_together() -> None:
    assert said_together([("a", "x"), ("a", "y"), ("b", "z")]) == ["x", "y", "z", "x y"]


def test_a_quote_that_is_not_in_its_lines_is_found_out() -> None:
    lines = ("It scores", "41.2 points.")
    whole = cite("w", "a:1", "a.txt", 1, 2, "It scores 41.2 points.")
    made = answered().model_copy(update={"citations": (whole,)})
    assert lost_quotes(made, lambda _: lines) == []
    changed = whole.model_copy(update={"quote": "It scores 71.2 points."})
    made = made.model_copy(update={"citations": (whole, changed)})
    assert lost_quotes(made, lambda _: lines) == ["It scores 71.2 points."]


def test_share_of_nothing_is_nothing() -> None:
    assert share([]) == 0.0
    assert share([True, False]) == 0.5
