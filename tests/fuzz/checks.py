"""What must hold of every parser for any bytes; for the fuzzer, its kept inputs and hypothesis."""

from collections.abc import Callable
from functools import partial

from ingest.archive.parse import parse_archive
from ingest.cards import parse_card
from ingest.conserve import account
from ingest.errors import InputError
from ingest.formats import Parser
from ingest.metadata import EXTRACTED
from ingest.plain import parse_plain
from ingest.read import decode
from ingest.records import Document, RawText
from ingest.sniff import sniff
from ingest.threads.parse import parse_threads
from ingest.transcript.parse import parse_transcript

KNOWN = {"kites in strong wind": "2401.00011", "boats": "boats", "slow lamps": "slow-lamps"}
SUFFIXES = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "atom": ".xml"}


def check(parser: Parser, name: str, data: bytes) -> None:
    """Parse bytes twice; both readings are one, and every line is claimed once."""
    try:
        raw = decode(name, data)
        sniff(raw)
        document = parser(raw, KNOWN)
    except InputError as exc:
        assert "\n" not in str(exc)  # noqa: PT017
        return
    assert parser(raw, KNOWN) == document
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert account(document, raw).closes
    _check_export(parser, name, raw, document)
    for source in document.sources:
        _check_source(source.spans, document, raw)


def _check_export(parser: Parser, name: str, raw: RawText, document: Document) -> None:
    """The lines of a text, written out and read again, give the same document."""
    ends = any(line.endswith("\r") for line in raw.lines) or raw.lines[0].startswith("\ufeff")
    if ends or raw.encoding in EXTRACTED:
        return
    again = decode(name, "".join(f"{line}\n" for line in raw.lines).encode())
    same = document.model_copy(update={"sha256": again.sha256, "encoding": again.encoding})
    assert parser(again, KNOWN) == same


def _check_source(spans: tuple[tuple[int, int], ...], document: Document, raw: RawText) -> None:
    """Blocks are verbatim lines of their source; notes and repairs point into the file."""
    source = next(s for s in document.sources if s.spans == spans)
    inside = {n for first, last in spans for n in range(first, last + 1)}
    for block in source.blocks:
        assert block.lines
        assert set(block.lines) <= inside
        assert block.text == "\n".join(raw.lines[n - 1].strip() for n in block.lines)
    assert all(1 <= note.line <= len(raw.lines) for note in source.notes)
    assert all(1 <= repair.line <= len(raw.lines) for repair in document.repairs)


def _text(parser: Parser, data: bytes) -> None:
    """Bytes that are no UTF-8 become some that are, so that the parser is what is tried."""
    check(parser, "any.txt", data.decode("utf-8", "replace").encode())


CHECKS: dict[str, Callable[[bytes], None]] = {
    "archive": partial(_text, parse_archive),
    "threads": partial(_text, parse_threads),
    "transcript": partial(_text, parse_transcript),
    "card": partial(_text, parse_card),
    "plain": partial(_text, parse_plain),
    **{form: partial(check, parse_plain, f"any{suffix}") for form, suffix in SUFFIXES.items()},
}
