"""What only the whole archive shows: links copied along, shared dates, leftovers in a text."""

from ingest.archive.parse import parse_archive
from ingest.records import Document, RawText

TEXT = "The lamp burns for eight hours and the authors measure the light at every window."
LINK = "<https://arxiv.org/abs/2401.00001>"


def parse(*lines: str) -> Document:
    return parse_archive(RawText(file="l.txt", sha256="0", encoding="utf-8", lines=lines), {})


def archive(first: str, second: str) -> Document:
    one = ("Nora's Daily Paper - 03.04.25 " + first, "", TEXT, "", LINK, "")
    two = ("Nora's Daily Paper - 03.04.25 " + second, "", TEXT, "", LINK)
    return parse(*one, *two)


def test_a_link_under_two_titles_belongs_to_the_first() -> None:
    first, second = archive("Slow Lamps at Night", "Fast Candles by Day").sources
    assert (first.arxiv_id, second.arxiv_id) == ("2401.00001", None)
    assert [n.line for n in second.notes if n.code == "link-of-another-work"] == [11]
    assert second.links == ("https://arxiv.org/abs/2401.00001",)


def test_a_work_reviewed_twice_keeps_its_id() -> None:
    first, second = archive("Slow Lamps at Night", "SLOW LAMPS AT NIGHT").sources
    assert first.arxiv_id == second.arxiv_id == "2401.00001"


def test_a_shared_date_names_the_other_review() -> None:
    first, second = archive("Slow Lamps at Night", "Fast Candles by Day").sources
    (note,) = [n for n in first.notes if n.code == "shared-date"]
    assert second.source_id == "l:7"
    assert second.source_id in note.message


def test_a_leftover_in_the_text_is_noted_and_no_content() -> None:
    (source,) = parse(
        "Nora's Daily Paper - 03.04.25 Lamps", "", TEXT, "", "[The rest is as before]", "", LINK
    ).sources
    assert source.spans == ((1, 7),)
    assert [block.lines for block in source.blocks] == [(3,)]
    assert [n.line for n in source.notes if n.code == "tool-leftover"] == [5]


def test_a_text_without_header_is_one_review_with_a_note() -> None:
    (source,) = parse(TEXT, "", TEXT).sources
    assert (source.spans, source.header, source.date) == (((1, 3),), None, None)
    assert "missing-header" in {n.code for n in source.notes}


def test_an_empty_text_has_no_reviews() -> None:
    assert parse().sources == parse("", " ").sources == ()
