import hashlib

import pytest

from ingest.cards import parse_card
from ingest.errors import InputError
from ingest.records import RawText

CARD = """\
---
id: "2401.00001"
title: "Kites in Wind"
arxiv: "2401.00001"
kind: method
topics: [attention]
sources:
  - {document: "002", date: 2024-11-28, reviewer: Ann}
aliases: [KIW]
demo: null
see_also:
  - {id: "2401.00002", relation: extends}
  - {id: other-work, relation: "same idea elsewhere"}
---
## In plain words
A kite is held by a line.
The line is thin.

## Findings
- Paper: three lines hold 12 kites.
- Reviewer: the wind is
  not measured.
"""


def raw(text: str) -> RawText:
    digest = hashlib.sha256(text.encode()).hexdigest()
    lines = tuple(text.splitlines())
    return RawText(file="kites.md", sha256=digest, encoding="utf-8", lines=lines)


def test_a_card_is_one_source_with_its_front_matter() -> None:
    doc = parse_card(raw(CARD), {})
    (source,) = doc.sources
    assert source.source_id == "card:kites"
    assert source.spans == ((1, 22),)
    assert (source.title, source.arxiv_id, source.kind) == ("Kites in Wind", "2401.00001", "method")
    assert source.card is not None
    assert source.card.aliases == ("KIW",)
    assert [r.paper_id for r in source.card.see_also] == ["2401.00002", "other-work"]
    (mention,) = source.card.mentions
    assert (mention.document, mention.date, mention.reviewer) == ("002", "2024-11-28", "Ann")


def test_blocks_keep_lines_section_and_who_says_it() -> None:
    (source,) = parse_card(raw(CARD), {}).sources
    blocks = [(b.kind, b.voice, b.lines, b.section) for b in source.blocks]
    assert blocks == [
        ("heading", "card", (15,), "In plain words"),
        ("paragraph", "card", (16, 17), "In plain words"),
        ("heading", "card", (19,), "Findings"),
        ("item", "paper", (20,), "Findings"),
        ("item", "reviewer", (21, 22), "Findings"),
    ]
    assert source.blocks[4].text == "- Reviewer: the wind is\nnot measured."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: method", "kind: mehtod", "kites.md:5: field `kind`: "),
        ("demo: null", "demo: null\ncolour: red", "kites.md:11: field `colour`: "),
        ('id: "2401.00001"\n', "", "kites.md:1: field `id`: Field required"),
        ("---\n## In plain", "## In plain", "kites.md:1: no front matter"),
        ("kind: method", "kind: [method", "kites.md:6: not YAML"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_card(raw(CARD.replace(old, new)), {})
    assert str(caught.value).startswith(message)
