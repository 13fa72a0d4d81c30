import pytest

from app.drawn.paper_html import body, related
from ingest.records import Block, Source, Work


def _source(kind: str, reading: str) -> Source:
    block = Block(kind=kind, voice="reviewer", text=reading, lines=(1,))
    return Source(
        source_id="s", type="review", file="f.txt", spans=((1, 1),), title=None, blocks=(block,)
    )


@pytest.mark.parametrize(
    ("kind", "reading", "shown"),
    [
        ("item", "- lists keep no dash", "\nlists keep no dash\n"),
        ("item", "2. a numbered one keeps its number", "\n2. a numbered one"),
        ("paragraph", "- a dash that begins a paragraph stays", "\n&#45; a dash that begins"),
        ("paragraph", "**Result** of 2 ** 3", "\n<b>Result</b> of 2 &#42;&#42; 3\n"),
        ("paragraph", "<b>no tag</b> but $k=3$", "&#60;b&#62;no tag&#60;&#47;b&#62; but $k=3$"),
        ("heading", "## Method", "\nMethod\n"),
    ],
)
def test_a_block_reads_without_the_marks_of_its_kind(kind, reading, shown):
    assert shown in body(_source(kind, reading))


def test_a_card_says_who_speaks_once():
    card = _source("item", "- Reviewer: it is slow.").model_copy(update={"type": "card"})
    assert "\nit is slow.\n" in body(card)
    assert "Reviewer: it is slow." in body(_source("item", "- Reviewer: it is slow.")).replace(
        "&#58;", ":"
    )


def test_only_a_list_mark_becomes_a_bullet():
    assert "lt-bullet" in body(_source("item", "• one"))
    assert "lt-bullet" not in body(_source("item", "2. two"))


def test_related_works_are_links_with_relation_and_verdict():
    work = Work(
        paper_id="a&b",
        title="A & B",
        arxiv_id=None,
        kind="method",
        topics=(),
        dates=(),
        reviewers=(),
        sources=("s",),
    )
    shown = related([("builds on", work)], {"a&b": "refuted"})
    assert 'href="paper?id=a%26b">A &amp; B</a>' in shown
    assert "builds on" in shown
    assert "Refuted" in shown
