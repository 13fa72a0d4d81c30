"""In: chosen sentences by work; out: the answer's Markdown, its sentences and its citations."""

from collections.abc import Callable, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

from app.answering.evidence import Evidence
from app.answering.fitness import SAID_BY
from app.answering.group import Group, conflicting
from app.answering.rank import Ranked
from app.answering.records import Citation, Cited
from ingest.records import Voice

VOICES: dict[Voice, str] = {
    "paper": "paper",
    "reviewer": "reviewer",
    "author": "author",
    "streamer": "streamer",
    "chat": "chat",
    "card": "summary",
}
DIFFER = "*The two sentences above give different {}.*"
APART = "*[{}] and [{}] give different {}.*"


class Written(NamedTuple):
    """An answer's text and what it rests on."""

    text: str
    sentences: tuple[Cited, ...]
    citations: tuple[Citation, ...]


class Chosen(NamedTuple):
    """The sentences that were weighed, those that were chosen by work, the answer they make.

    `apart` says that two sides were to be compared and no text does so, `otherwise` that the first
    sentence contradicts what the question takes for granted; `untold` is what papers mostly state
    and nothing here does, `unspoken` the same of set phrases in plain words.
    """

    ranked: Ranked
    groups: list[Group]
    written: Written
    apart: bool = False
    otherwise: bool = False
    untold: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()


class Composer:
    """Numbers citations in the order in which sentences are written; `title_of` names a work."""

    def __init__(self, title_of: Callable[[str], str], groups: Sequence[Group]) -> None:
        self._title_of = title_of
        self._citations: dict[tuple[str, int, int, str], Citation] = {}
        said = (e for group in groups for unit in group.units for e in unit)
        voices = {e.voice for e in said if e.kind != "heading"}
        self._mark_voices = len(voices) > 1
        self._voice: Voice | None = None

    def paragraphs(self, groups: Sequence[Group]) -> str:
        """One paragraph a work, its title at the end; lists stay lists."""
        written = [self._paragraph(group) for group in groups]
        return "\n\n".join([*written, *self._apart(groups)])

    def _apart(self, groups: Sequence[Group]) -> list[str]:
        """A line for each two sentences of different works that disagree."""
        opening = [unit[0] for group in groups for unit in group.units]
        return [
            APART.format(self._number(one), self._number(other), conflict)
            for one, other in combinations(opening, 2)
            if one.paper_id != other.paper_id and (conflict := conflicting(one, other))
        ]

    def _number(self, evidence: Evidence) -> int:
        return self._citations[_place_of(evidence)].n

    def bullets(self, groups: Sequence[Group]) -> str:
        """One list line a work: its title or the group's own head, then why it is named."""
        lines = []
        for group in groups:
            self._voice = None
            said = " ".join(self._cite(e) for unit in group.units for e in unit)
            lines.append(f"- **{group.lead or self._title_of(group.paper_id)}**: {said}")
        return "\n".join(lines)

    def table(
        self, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Sequence[Evidence]]]]
    ) -> str:
        """One row for each thing compared, one column an aspect or a work; each cell is cited."""
        head = f"| | {' | '.join(map(_in_cell, columns))} |\n|{'---|' * (len(columns) + 1)}"
        body = []
        for name, cells in rows:
            self._voice = None
            said = [_in_cell(" ".join(map(self._cite, cell))) or "—" for cell in cells]
            body.append(f"| **{_in_cell(name)}** | {' | '.join(said)} |")
        return "\n".join([head, *body])

    def written(self, text: str) -> Written:
        """The text with all sentences and citations made so far."""
        citations = tuple(self._citations.values())
        said = tuple(Cited(text=" ".join(c.quote.split()), cites=(c.n,)) for c in citations)
        return Written(text, said, citations)

    def _paragraph(self, group: Group) -> str:
        """Sentences run on, list items stand on lines of their own, the title comes last."""
        self._voice = None
        pieces = [_Piece(f"**{group.lead}:**", line=False)] if group.lead else []
        held: Evidence | None = None
        for unit in group.units:
            alone = len(group.units) == 1
            pieces.append(_Piece(self._cite(unit[0]), line=not alone and _unfinished(unit[0])))
            pieces += self._list(unit[1:])
            if held is not None and (conflict := conflicting(held, unit[0])):
                pieces.append(_Piece(DIFFER.format(conflict), line=False))
            held = unit[0]
        pieces.append(_Piece(f"— *{self._title_of(group.paper_id)}*", line=False))
        return _joined(pieces)

    def _list(self, items: Sequence[Evidence]) -> list["_Piece"]:
        """One piece an item; sentences of one item stay together."""
        pieces: list[_Piece] = []
        block: int | None = None
        for e in items:
            said = self._cite(e)
            if e.block == block:
                pieces[-1] = _Piece(f"{pieces[-1].text} {said}", line=True)
            else:
                pieces.append(_Piece(said, line=True))
            block = e.block
        return pieces

    def _cite(self, evidence: Evidence) -> str:
        """The sentence with its mark, and its voice where the answer has more than one."""
        place = _place_of(evidence)
        citation = self._citations.get(place)
        if citation is None:
            citation = Citation(
                n=len(self._citations) + 1,
                paper_id=evidence.paper_id,
                title=self._title_of(evidence.paper_id),
                source_id=evidence.source_id,
                file=evidence.file,
                start_line=evidence.first_line,
                end_line=evidence.last_line,
                quote=evidence.text,
                voice=evidence.voice,
            )
            self._citations[place] = citation
        said = f"{' '.join(evidence.text.split())} [{citation.n}]"
        if self._mark_voices and evidence.voice != self._voice and evidence.kind != "heading":
            self._voice = evidence.voice
            said += "" if SAID_BY.match(evidence.text) else f" *({VOICES[evidence.voice]})*"
        return said


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _place_of(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.source_id, evidence.first_line, evidence.last_line, evidence.text


class _Piece(NamedTuple):
    """A part of a paragraph; a `line` of a list, or running text."""

    text: str
    line: bool


def _joined(pieces: Sequence[_Piece]) -> str:
    """Running text joined by blanks, list lines by line ends, the two by a blank line.

    A list of one is no list: its line stands alone without a bullet.
    """
    parts = []
    for line, run in groupby(pieces, key=lambda piece: piece.line):
        said = [piece.text for piece in run]
        bullet = "- " if len(said) > 1 else ""
        parts.append("\n".join(bullet + text for text in said) if line else " ".join(said))
    return "\n\n".join(parts)


def _unfinished(evidence: Evidence) -> bool:
    """Whether a list item has no final mark, so that nothing can follow it in running text."""
    return evidence.kind == "item" and evidence.text.rstrip("*_")[-1] not in ".!?…"
