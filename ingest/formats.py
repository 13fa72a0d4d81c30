"""In: raw texts; out: documents, each by the parser of its format, and what was set aside."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, get_args

from ingest.archive.parse import parse_archive
from ingest.cards import parse_card
from ingest.errors import InputError
from ingest.plain import parse_plain
from ingest.records import Document, RawText, SourceType
from ingest.sniff import sniff
from ingest.threads.parse import parse_threads
from ingest.transcript.parse import parse_transcript

Format = Literal["auto", "card", "archive", "thread", "transcript", "document"]
FORMATS: tuple[Format, ...] = get_args(Format)
Parser = Callable[[RawText, Mapping[str, str]], Document]

_PARSERS: dict[SourceType, Parser] = {
    "card": parse_card,
    "review": parse_archive,
    "document": parse_plain,
    "thread": parse_threads,
    "transcript": parse_transcript,
}


def source_type(raw: RawText, form: Format = "auto") -> SourceType:
    """The type of the sources in a text: as told, or by its look."""
    if form == "auto":
        return sniff(raw)
    return "review" if form == "archive" else form


def parse_all(
    texts: Iterable[tuple[RawText, Format]],
    kept: Iterable[Document] = (),
    reading: Callable[[int, int], None] | None = None,
) -> tuple[tuple[Document, ...], tuple[InputError, ...]]:
    """Parse texts, in the order given; a text that cannot be read is set aside, not raised.

    Cards come first and transcripts last inside, because a transcript names its works by the
    titles and nicknames that the others, and the documents `kept` as they are, state. `reading`
    is told after each text how many of all are done.
    """
    typed = [(index, raw, source_type(raw, form)) for index, (raw, form) in enumerate(texts)]
    order: dict[SourceType, int] = {"card": 0, "transcript": 2}
    known = {name: paper_id for doc in kept for name, paper_id in _names(doc).items()}
    parsed: dict[int, Document] = {}
    errors: list[InputError] = []
    typed.sort(key=lambda item: (order.get(item[2], 1), item[0]))
    for done, (index, raw, kind) in enumerate(typed):
        if reading:
            reading(done, len(typed))
        try:
            parsed[index] = _PARSERS[kind](raw, known)
        except InputError as exc:
            errors.append(exc)
            continue
        known.update(_names(parsed[index]))
    if reading and typed:
        reading(len(typed), len(typed))
    return tuple(parsed[index] for index in sorted(parsed)), tuple(errors)


def _names(document: Document) -> dict[str, str]:
    """Titles and nicknames of the works a document states, lower case, to their paper ids."""
    names: dict[str, str] = {}
    for source in document.sources:
        paper_id = source.card.paper_id if source.card else source.arxiv_id
        if paper_id:
            for name in (source.title, *(source.card.aliases if source.card else ())):
                if name:
                    names[name.lower()] = paper_id
    return names
