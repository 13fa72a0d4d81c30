"""In: a work's sources; out: HTML of each in its own voice, of its claims, notes and repairs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.drawn.answer_html import VOICES, voice
from app.drawn.excerpts import Quoted, excerpt
from app.drawn.links_html import to_work
from app.drawn.markup import chip, lines, link, plain, prose, table
from ingest.card_sections import GIST
from ingest.records import Block, Source, Work

_SPEAKER = re.compile(r"^[-*]\s+(?:(?:Paper|Reviewer|Author|Streamer|Note):\s+)?")
_LIST_MARK = re.compile(r"^\s*[-*•–]\s+")
TYPES = {
    "card": "Our card",
    "review": "Review",
    "thread": "Social thread",
    "transcript": "Stream transcript",
    "document": "Document",
}


def heading(source: Source) -> str:
    """What a source is, in one line of plain text."""
    first, last = source.spans[0][0], source.spans[-1][1]
    said = [TYPES[source.type], *source.reviewers]
    if source.date:
        said.append(source.date)
    return f"{', '.join(said)} ({source.file}, {lines(first, last)})"


def facts(source: Source) -> str:
    """What a source prints of itself: header, title, date, links."""
    rows = {
        "Source": plain(source.source_id),
        "Header": plain(source.header) if source.header else "",
        "Title as printed": plain(source.title_printed) if source.title_printed else "",
        "Date as printed": plain(source.date_printed) if source.date_printed else "",
        "Links": "<br>".join(map(link, source.links)),
    }
    cells = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in rows.items() if said)
    return f'<dl class="lt-facts">{cells}</dl>'


def body(source: Source) -> str:
    """A source's blocks as they should be read, as Markdown; a change of voice is named."""
    card = source.type == "card"
    return "\n\n".join(_blocks(source.blocks, _SPEAKER if card else _LIST_MARK))


def _blocks(blocks: Sequence[Block], mark: re.Pattern[str]) -> Iterator[str]:
    speaking: str | None = None
    for block in blocks:
        if block.kind != "heading" and block.voice != speaking:
            speaking = block.voice
            yield f'<div class="lt-voice lt-voice-{block.voice}">{VOICES[block.voice]}</div>'
        yield _block(block, mark)


def _block(block: Block, mark: re.Pattern[str]) -> str:
    """A block without the marks that its kind says already: of a heading, of an item."""
    text, bullet = block.reading, ""
    if block.kind == "heading":
        text = text.lstrip("# ")
    elif block.kind == "item" and (found := mark.match(text)):
        text, bullet = text[found.end() :], " lt-bullet"
    said = prose(text)
    # blank lines, so that what is within is read as Markdown, formulas and all
    return f'<div class="lt-block lt-{block.kind}{bullet}">\n\n{said}\n\n</div>'


def raw(source: Source, text: Sequence[str]) -> str:
    """A source's untouched lines with their numbers."""
    rows = [
        f'<div class="lt-line"><span class="lt-no">{number}</span>'
        f"<span>{plain(text[number - 1])}</span></div>"
        for first, last in source.spans
        for number in range(first, min(last, len(text)) + 1)
    ]
    return f'<div class="lt-excerpt">{"".join(rows)}</div>'


def without_speaker(text: str) -> str:
    """A card's claim without its list sign and the word that says who speaks, shown beside it."""
    return _SPEAKER.sub("", text)


def claim(said: Mapping[str, Any]) -> str:
    """A claim with who makes it, as Markdown, so that its formulas are typeset."""
    words = without_speaker(said["text"])
    return f"{voice(said['voice'])}<br>{prose(words[:1].upper() + words[1:])}"


def place(said: Mapping[str, Any], text: Sequence[str], number: int) -> str:
    """Where a claim stands; opened, the lines with it marked. `text` are its file's lines."""
    first, last = said["start_line"], said["end_line"]
    where = plain(f"{said['file']}, {lines(first, last)}")
    shown = excerpt(text, [Quoted(number, first, last, said["text"], f"claim-{number}")])
    return f'<details class="lt-place"><summary>{where}</summary>{shown}</details>'


def differences(pairs: Sequence[Mapping[str, Any]], sources: Sequence[Source]) -> str:
    """Where two sources of a work give different numbers for what seems one quantity."""
    names = {source.source_id: source.file for source in sources}
    rows = [
        f"<tr><td>{plain(pair['unit'])}</td>"
        + "".join(
            f"<td><b>{plain(value)}</b> <span class='lt-small'>{plain(names.get(name, name))}, "
            f"line {line}</span></td>"
            for value, name, line in zip(
                pair["values"], pair["source_ids"], pair["lines"], strict=True
            )
        )
        + "</tr>"
        for pair in pairs
    ]
    return table(("Of what", "One source", "Another"), rows) if rows else ""


def notes(sources: Sequence[Source]) -> str:
    """What a careful reader should know about the sources."""
    rows = [
        f'<tr><td>{plain(s.file)}</td><td class="lt-num">{n.line}</td>'
        f"<td>{plain(n.message)}</td></tr>"
        for s in sources
        for n in s.notes
    ]
    if not rows:
        return ""
    return f'<p class="lt-label">Notes</p>{table(("File", "Line", "Note"), rows)}'


def repairs(found: Sequence[dict[str, Any]]) -> str:
    """The ledger of what is read otherwise than it is printed."""
    rows = [
        f"<tr><td>{plain(r['file'])}</td><td class='lt-num'>{r['line']}</td>"
        f"<td>{plain(r['rule'])}</td><td>{plain(r['before'])}</td><td>{plain(r['after'])}</td></tr>"
        for r in found
    ]
    if not rows:
        return ""
    heads = ("File", "Line", "Rule", "Printed", "Read as")
    return f'<p class="lt-label">Read otherwise than printed</p>{table(heads, rows)}'


def plain_words(sources: Sequence[Source]) -> str:
    """What the card says for someone who does not know the terms."""
    return " ".join(
        " ".join(block.reading.split())
        for source in sources
        for block in source.blocks
        if block.section == GIST and block.kind != "heading"
    )


def first_words(sources: Sequence[Source], most: int = 220) -> str:
    """What a work is about in a sentence or two: its card's, else its first paragraph's."""
    said = plain_words(sources) or next(
        (
            " ".join(block.reading.split())
            for source in sources
            for block in source.blocks
            if block.kind == "paragraph"
        ),
        "",
    )
    if len(said) <= most:
        return said
    end = said.rfind(". ", 0, most)
    return said[: end + 1] if end > 0 else said[:most].rsplit(" ", 1)[0] + " …"


def related(found: Iterable[tuple[str, Work]], verdicts: Mapping[str, str]) -> str:
    """Works with their relation to this one, each a link, and the verdict of its demo."""
    rows = "".join(
        f'<li>{to_work(work)} <span class="lt-small">{plain(relation)}</span>'
        f"{' ' + chip(verdicts[work.paper_id]) if work.paper_id in verdicts else ''}</li>"
        for relation, work in found
    )
    return f'<ul class="lt-related">{rows}</ul>'
