from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.conserve import account
from ingest.plain import parse_plain
from ingest.records import RawText


def parse(text: str):
    raw = RawText(file="note.md", sha256="0", encoding="utf-8", lines=tuple(text.split("\n")))
    document = parse_plain(raw, {})
    assert account(document, raw).closes
    return document


TEXT = """
# **Counting Nets**

A net counts, see https://arxiv.org/abs/2401.00011v2.

## How
- It has two layers.
- It carries.
"""


def test_one_source_with_the_first_heading_as_its_title():
    (source,) = parse(TEXT).sources
    assert (source.source_id, source.type) == ("note:2", "document")
    assert (source.title, source.title_printed) == ("Counting Nets", "**Counting Nets**")
    assert source.spans == ((2, 8),)
    assert source.arxiv_id == "2401.00011"
    assert source.links == ("https://arxiv.org/abs/2401.00011v2",)
    assert source.notes == ()
    assert [(b.kind, b.lines, b.section) for b in source.blocks][-2:] == [
        ("item", (7,), "How"),
        ("item", (8,), "How"),
    ]


def test_without_a_heading_a_short_first_line_is_the_title():
    assert parse("Counting Nets\n\nThey count.").sources[0].title == "Counting Nets"
    long = parse("They count, and " * 20).sources[0]
    assert (long.title, [note.code for note in long.notes]) == (None, ["no-title", "no-arxiv-id"])


def test_of_several_arxiv_links_only_one_at_the_top_is_its_own():
    more = "\n".join(["a line of text"] * 20 + ["https://arxiv.org/abs/2401.00022"])
    assert parse(f"{TEXT}\n{more}").sources[0].arxiv_id == "2401.00011"
    both = "Nets\nhttps://arxiv.org/abs/2401.00011 https://arxiv.org/abs/2401.00022"
    assert parse(both).sources[0].arxiv_id is None


def test_a_blank_text_has_no_source():
    assert parse(" \n").sources == ()


@given(st.lists(st.text(alphabet="#-* a1.$|\n", max_size=20), max_size=20))
@settings(max_examples=100, deadline=None)
def test_every_line_of_any_text_is_in_the_source_and_its_blocks(lines):
    document = parse("\n".join(lines))
    for source in document.sources:
        spoken = [n for block in source.blocks for n in block.lines]
        assert len(spoken) == len(set(spoken))
