"""In: the library there was and paths to add; out: the library there is now, and what changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ingest.errors import UsageError
from ingest.formats import Format, parse_all
from ingest.inputs import Input, Rejected, gather, input_of
from ingest.library import Library
from ingest.merge import merge_works
from ingest.read import decode
from ingest.records import Document, Furniture, Record
from ingest.texts import fetch_text, reader_hash

FORGOTTEN = "forgotten"
"""The furniture class of lines whose source was removed by name while its file stays."""


class Collected(Record):
    """The new library and the names of the files that came, changed, went or were refused."""

    library: Library
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def collect(
    before: Library,
    known: Sequence[Input],
    paths: Sequence[Path],
    form: Format,
    texts: Path,
    by_hand: Mapping[str, str],
    reading: Callable[[int, int], None] | None = None,
) -> Collected:
    """Add files and folders to a library made from the `known` files; bad files are set aside.

    `before` spares parsing again what has not changed; it may be empty. `reading` is told
    how many files of all to be parsed are done. Raises what `gather` raises.
    """
    inputs, rejected = gather(known, paths, form, texts)
    documents, refused = _parse(before.documents, inputs, texts, reading)
    return _compare(before, documents, by_hand, rejected + refused)


def forget(before: Library, names: Iterable[str], by_hand: Mapping[str, str]) -> Collected:
    """Remove sources by source id or file name, and all that came from them alone.

    Raises UsageError for a name that is neither.
    """
    documents = before.documents
    for name in names:
        documents = _without(documents, name)
    return _compare(before, documents, by_hand, ())


def _parse(
    before: Sequence[Document],
    inputs: Sequence[Input],
    texts: Path,
    reading: Callable[[int, int], None] | None,
) -> tuple[tuple[Document, ...], tuple[Rejected, ...]]:
    """Documents in order of their names: those still good as they were, the others parsed.

    A transcript is parsed again whenever anything changed: its works are told by the names
    that the other documents state.
    """
    old = {doc.origin: doc for doc in before}
    stale = {i.origin for i in inputs if not _still_good(old.get(i.origin), i)}
    if stale or len(inputs) != len(old):
        stale |= {i.origin for i in inputs if i.form == "transcript"}
    kept = [
        old[i.origin].model_copy(update={"file": i.file}) for i in inputs if i.origin not in stale
    ]
    fresh = [i for i in inputs if i.origin in stale]
    raws = [(decode(i.file, fetch_text(texts, i.sha256)), i.form) for i in fresh]
    parsed, errors = parse_all(raws, kept, reading)
    origins = {i.file: i.origin for i in fresh}
    stamped = [
        _still_forgotten(
            doc.model_copy(update={"origin": origins[doc.file], "reader": reader_hash()}),
            old.get(origins[doc.file]),
        )
        for doc in parsed
    ]
    survivors = [old[origins[e.file]] for e in errors if origins[e.file] in old]
    documents = sorted([*kept, *stamped, *survivors], key=lambda doc: doc.file)
    return tuple(documents), tuple(Rejected(file=e.file, reason=str(e)) for e in errors)


def _still_good(doc: Document | None, new: Input) -> bool:
    if doc is None or doc.sha256 != new.sha256 or doc.reader != reader_hash():
        return False
    return new.form in ("auto", input_of(doc).form) and doc.file == new.file


def _compare(
    before: Library,
    documents: tuple[Document, ...],
    by_hand: Mapping[str, str],
    rejected: tuple[Rejected, ...],
) -> Collected:
    old = {doc.file: doc.sha256 for doc in before.documents}
    new = {doc.file: doc.sha256 for doc in documents}
    return Collected(
        library=Library(documents=documents, works=merge_works(documents, by_hand)),
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(f for f in new.keys() & old.keys() if new[f] != old[f])),
        removed=tuple(sorted(old.keys() - new.keys())),
        unchanged=tuple(sorted(f for f in new.keys() & old.keys() if new[f] == old[f])),
        rejected=rejected,
    )


def _without(documents: tuple[Document, ...], name: str) -> tuple[Document, ...]:
    """The documents less one file, or less one source whose lines become furniture."""
    if any(doc.file == name for doc in documents):
        return tuple(doc for doc in documents if doc.file != name)
    owner = next((d for d in documents if any(s.source_id == name for s in d.sources)), None)
    if owner is None:
        raise UsageError(f"no source or file is called {name!r}; see `litmus export sources`")
    if len(owner.sources) == 1:
        return tuple(doc for doc in documents if doc is not owner)
    thinner = _drop_sources(owner, {s.spans for s in owner.sources if s.source_id == name})
    return tuple(thinner if doc is owner else doc for doc in documents)


def _drop_sources(doc: Document, spans: set[tuple[tuple[int, int], ...]]) -> Document:
    gone = [source for source in doc.sources if source.spans in spans]
    furniture = tuple(Furniture(kind=FORGOTTEN, spans=source.spans) for source in gone)
    sources = tuple(source for source in doc.sources if source.spans not in spans)
    return doc.model_copy(update={"sources": sources, "furniture": doc.furniture + furniture})


def _still_forgotten(doc: Document, old: Document | None) -> Document:
    """A text parsed again keeps forgotten what was forgotten in it, if its bytes are the same."""
    if old is None or old.sha256 != doc.sha256:
        return doc
    return _drop_sources(doc, {f.spans for f in old.furniture if f.kind == FORGOTTEN})
