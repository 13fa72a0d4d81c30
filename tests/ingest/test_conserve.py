from ingest.conserve import account
from ingest.records import Document, Furniture, RawText, Source, Span

LINES = ("a", "", "b", "c", " ", "d")
RAW = RawText(file="t.txt", sha256="0", encoding="utf-8", lines=LINES)


def document(*sources: tuple[Span, ...], **furniture: tuple[Span, ...]) -> Document:
    return Document(
        file="t.txt",
        sha256="0",
        type="review",
        encoding="utf-8",
        line_count=len(LINES),
        sources=tuple(
            Source(source_id=f"t:{i}", type="review", file="t.txt", spans=spans)
            for i, spans in enumerate(sources)
        ),
        furniture=tuple(Furniture(kind=kind, spans=spans) for kind, spans in furniture.items()),
    )


def test_an_account_that_closes() -> None:
    books = account(document(((1, 3),), ((6, 6),), banner=((4, 5),)), RAW)
    assert books.closes
    assert (books.non_blank, books.in_sources, books.furniture) == (4, 3, {"banner": 1})


def test_a_lost_line_is_named() -> None:
    books = account(document(((1, 3),)), RAW)
    assert not books.closes
    assert books.unaccounted == (4, 6)


def test_a_line_claimed_twice_is_named() -> None:
    books = account(document(((1, 4),), ((3, 6),)), RAW)
    assert not books.closes
    assert books.doubly_claimed == (3, 4)


def test_a_blank_line_may_be_claimed_by_nobody_or_twice() -> None:
    assert account(document(((1, 2),), ((2, 6),)), RAW).closes


def test_a_span_outside_the_file_is_named() -> None:
    books = account(document(((1, 7),), ((0, 0),)), RAW)
    assert books.out_of_range == ((1, 7), (0, 0))
    assert not books.closes
