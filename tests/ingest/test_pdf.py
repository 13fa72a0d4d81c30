import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from ingest.conserve import account
from ingest.errors import InputError
from ingest.pdf import page_starts
from ingest.plain import parse_plain
from ingest.read import decode
from tests.ingest.made import pdf

FIRST = [
    "Kites in a Strong",
    "and Even Wind",
    "Ada Rope, Bo Line",
    "arXiv:2401.00011v2 [cs.LG] 3 Jan 2024",
    "Abstract",
    "A kite that is held by two lines stays in the air for much longer than one",
    "with a single line. We measured forty transfor-",
    "mations of a kite.",
    "1 Introduction",
    "Kites fly. The transformations are small and every one of them was made by hand, which",
]
MORE = ["took the whole morning.", "2 Method", "We hold each kite in the wind for nine minutes."]


def parse(name: str, data: bytes):
    raw = decode(name, data)
    document = parse_plain(raw, {})
    assert account(document, raw).closes
    return raw, document


def test_title_id_and_day_come_from_type_and_stamp():
    _, document = parse("a.pdf", pdf(FIRST, large=2))
    (source,) = document.sources
    assert source.title == "Kites in a Strong and Even Wind"
    assert (source.arxiv_id, source.date) == ("2401.00011", "2024-01-03")
    assert source.date_printed == "3 Jan 2024"


def test_properties_count_only_where_the_first_page_says_the_same():
    kept = parse("a.pdf", pdf(FIRST, title="Kites in a strong and even wind"))[1]
    assert kept.sources[0].title == "Kites in a strong and even wind"
    other = parse("a.pdf", pdf(FIRST, title="Microsoft Word - draft7.doc"))[1]
    assert other.sources[0].title == "Kites in a Strong"


def test_headings_and_paragraphs_are_parted_and_a_cut_sentence_joined_over_the_page():
    raw, document = parse("a.pdf", pdf(FIRST, MORE, large=2))
    blocks = document.sources[0].blocks
    found = [(b.text, b.section) for b in blocks if b.kind == "heading"]
    assert found == [("Abstract", None), ("1 Introduction", None), ("2 Method", None)]
    cut = next(b for b in blocks if b.text.startswith("Kites fly."))
    assert cut.text.endswith("by hand, which\ntook the whole morning.")
    second = page_starts(raw.lines)[1]
    assert cut.lines[0] < second <= cut.lines[1]
    assert raw.lines[second - 1] == MORE[0]
    notes = {note.code: note.message for note in document.sources[0].notes}
    assert notes["pages"] == f"2 pages; they begin at lines 1, {second}."


def test_a_word_parted_at_a_line_end_is_joined_and_said_so():
    _, document = parse("a.pdf", pdf(FIRST, large=2))
    block = next(b for b in document.sources[0].blocks if "transfor-" in b.text)
    assert block.reading.endswith("We measured forty transformations\nof a kite.")
    (repair,) = document.repairs
    assert (repair.rule, repair.before) == ("line-end-hyphen", "transfor-mations")
    assert repair.line == block.lines[1]


def test_running_heads_and_page_numbers_are_furniture():
    words = ["Ropes hold.", "Wind turns.", "Lines cross.", "Nets carry."]
    pages = [["Kites 2024", f"{word} It is so.", "And on.", str(i)] for i, word in enumerate(words)]
    _, document = parse("a.pdf", pdf(*pages))
    counts = {f.kind: len(f.spans) for f in document.furniture}
    assert counts == {"page-number": 4, "running-head": 8}
    text = "\n".join(b.text for b in document.sources[0].blocks)
    assert "Kites 2024" not in text
    assert all(word in text for word in words)


def test_the_same_bytes_give_the_same_lines():
    data = pdf(FIRST, MORE)
    assert decode("a.pdf", data) == decode("a.pdf", bytes(bytearray(data)))


def locked(data: bytes, owner_only: bool) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("" if owner_only else "secret", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert parse("a.pdf", locked(pdf(FIRST), owner_only=True))[1].sources[0].arxiv_id


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (locked(pdf(FIRST), owner_only=False), "a.pdf: this PDF is locked by a password; save"),
        (pdf([]), "a.pdf: this PDF has no text"),
        (pdf(FIRST)[:300], "a.pdf: this PDF is damaged; print or save it anew"),
        (b"%PDF-1.7\n", "a.pdf: this PDF is damaged"),
        (b"just text", "a.pdf: this is no PDF; save it anew as PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_one_line(data, message, capfd):
    with pytest.raises(InputError) as caught:
        decode("a.pdf", data)
    assert str(caught.value).startswith(message)
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=6))
def test_damage_anywhere_is_read_or_refused(place, junk):
    data = pdf(FIRST, MORE)
    hurt = data[:place] + junk + data[place + len(junk) :]
    with suppress(InputError):
        parse("a.pdf", hurt)
