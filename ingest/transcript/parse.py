"""In: the speech-to-text of a talk or stream; out: a document with one source per work spoken of.

Works are told by name (`known`), as speech-to-text spells it, or by the talk's own words ("a
paper called …"). Technical talk about no such work, banter, chat read aloud, second
decodes and time codes are furniture; without any work the whole technical part is one source.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from rapidfuzz import fuzz
from slugify import slugify

from ingest.records import Document, Furniture, Note, RawText, Source
from ingest.spans import spans_of
from ingest.transcript.introduced import introduced_titles
from ingest.transcript.names import Heard, hear_names
from ingest.transcript.scores import ASIDE, BANTER
from ingest.transcript.segment import FURNITURE, subjects_of
from ingest.transcript.timing import timing_lines
from ingest.transcript.units import speech_blocks
from ingest.transcript.words import Token, tokens_of, words_of

_SAME_WORK = 85.0
_UNNAMED = ""
TIMING = "timing"
Names = Mapping[str, Sequence[str]]


def parse_transcript(raw: RawText, known: Mapping[str, str]) -> Document:
    """Read a transcript; `known` maps lower-cased titles and nicknames to paper ids.

    Of the names of one work its title comes first.
    """
    timing = timing_lines(raw.lines)
    # Lines of speech are counted among themselves from here on; `at` has their real numbers.
    at = [n for n, line in enumerate(raw.lines, 1) if line.strip() and n not in timing]
    lines = [raw.lines[n - 1] for n in at]
    tokens = tokens_of(lines)
    known = _with_introduced(lines, known)
    heard = hear_names(tokens, known)
    names: dict[str, list[str]] = defaultdict(list)
    for name, paper_id in known.items():
        names[paper_id].append(name)
    places: dict[str, list[int]] = defaultdict(list)
    for place, subject in enumerate(subjects_of(lines, tokens, heard, names), 1):
        places[subject].append(place)
    if all(subject in FURNITURE for subject in places):
        _take_technical_part(places)
    sources = [
        _source(raw, found, (lines, at), names.get(work, ()), work, heard_in)
        for work, found in places.items()
        if work not in FURNITURE
        for heard_in in [_heard_in(heard, work, tokens, lines)]
    ]
    kinds = {kind: [at[i - 1] for i in places.get(kind, ())] for kind in FURNITURE}
    kinds[TIMING] = sorted(timing)
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="transcript",
        encoding=raw.encoding,
        line_count=len(raw.lines),
        sources=tuple(sorted(sources, key=lambda source: source.spans[0])),
        furniture=tuple(
            Furniture(kind=kind, spans=spans_of(found, raw.lines))
            for kind, found in kinds.items()
            if found
        ),
    )


def _with_introduced(lines: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """The known names, and the titles the talk brings in that are none of them."""
    names = dict(known)
    plain = [" ".join(words_of(name)) for name in known]
    for title in introduced_titles(lines):
        words = " ".join(words_of(title))
        alike = (fuzz.partial_ratio(words, name) for name in plain if len(name) >= len(words) // 2)
        if max(alike, default=0.0) < _SAME_WORK:
            names.setdefault(title.lower(), slugify(title) or title)
    return names


def _take_technical_part(places: dict[str, list[int]]) -> None:
    """Without any work, what is technical (else all that is said) is one source without a name."""
    kind = ASIDE if places.get(ASIDE) else BANTER
    if places.get(kind):
        places[_UNNAMED] = places.pop(kind)


def _source(
    raw: RawText,
    places: Sequence[int],
    speech: tuple[Sequence[str], Sequence[int]],
    names: Sequence[str],
    work: str,
    heard: Sequence[str],
) -> Source:
    lines, at = speech
    spans = spans_of([at[i - 1] for i in places], raw.lines)
    title = _title(names, work)
    # What was heard is the only print of the title there is, and has its capitals.
    printed = next((text for text in heard if title and text.lower() == title.lower()), None)
    return Source(
        source_id=f"{PurePath(raw.file).stem}:{spans[0][0]}",
        type="transcript",
        file=raw.file,
        spans=spans,
        title=printed if printed and printed != printed.lower() else title,
        title_printed=printed or next(iter(heard), None),
        blocks=speech_blocks(places, lines, at),
        notes=_notes(spans[0][0], title, names, heard),
    )


def _title(names: Sequence[str], work: str) -> str | None:
    """The name that is the work's title: the one its id is made of, else the first known."""
    of_id = (name for name in names if slugify(name) == work)
    return next(of_id, names[0] if names else None)


def _notes(
    first: int, title: str | None, names: Sequence[str], heard: Sequence[str]
) -> tuple[Note, ...]:
    if title is None:
        message = "the talk names no work; its technical part is kept as one text"
        return (Note(code="no-title", line=first, message=message),)
    message = "the work is told by its name; the talk states no link and no date"
    notes = [Note(code="told-by-name", line=first, message=message)]
    usual = {" ".join(words_of(name)) for name in names}
    odd = [text for text in heard if " ".join(words_of(text)) not in usual]
    for text in dict.fromkeys(odd):
        message = f"the work's name was written down as “{text}”"
        notes.append(Note(code="heard-as", line=first, message=message))
    return tuple(notes)


def _heard_in(
    heard: Sequence[Heard], work: str, tokens: Sequence[Token], lines: Sequence[str]
) -> list[str]:
    """The names of a work as they stand in the text, the longest first."""
    found = [_as_printed(h, tokens, lines) for h in heard if h.paper_id == work]
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def _as_printed(heard: Heard, tokens: Sequence[Token], lines: Sequence[str]) -> str:
    """The text of the lines from the first word heard to the last."""
    first, last = tokens[heard.first], tokens[heard.last]
    if first.line == last.line:
        text = lines[first.line - 1][first.start : last.end]
    else:
        inner = (line.strip() for line in lines[first.line : last.line - 1])
        begin, end = lines[first.line - 1][first.start :], lines[last.line - 1][: last.end]
        text = " ".join((begin.strip(), *inner, end.strip()))
    return text.strip('.,;:!?"“” ')
