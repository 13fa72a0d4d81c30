"""In: a turn that asks for a record and more, a work; out: what answers the rest.

"When was X reviewed and what does it claim?" has two parts, "link and date of X" two records.
"""

import re

from app.answering.archive import facts, headers
from app.answering.archive.origins import told_of
from app.answering.archive.people import people
from app.answering.draft import make_draft
from app.answering.evidence import Evidence
from app.answering.reader import Reader
from app.answering.turn import Turn

Unit = tuple[Evidence, ...]
MOST_MORE = 2
"""So many sentences answer what else is asked beside a record."""
UNSAID: dict[facts.What, str] = {
    "by": "*No sentence found says who wrote the paper.*",
    "out": "*No sentence found says when the work itself came out.*",
    "from": "*No sentence found says who is behind it.*",
    "link": "*No text here gives a link to it.*",
}
_CONTENT = re.compile(r"^\W*(?:and\s+)?(?:what|how|why)\b", re.IGNORECASE)
_LINK = re.compile(r"\b(?:links?|url|arxiv)\b", re.IGNORECASE)
_HEADER = re.compile(r"\b(?:dates?|when|who|reviewers?)\b", re.IGNORECASE)


def also_asked(
    turn: Turn, what: facts.What, paper_id: str, reader: Reader
) -> tuple[list[Unit], list[str]]:
    """What answers the other parts of a question for a record (`what`) within a work; and notes
    on parts that nothing answers."""
    units, notes = _other_records(turn.text, what, paper_id, reader), []
    # a title may ask something itself: "What Works and What Does Not"
    title = re.escape(reader.title_of(paper_id))
    parts = facts.parts(re.sub(title, "it", turn.text, flags=re.IGNORECASE))
    said = reader.sentences.of_work(paper_id)
    for part in parts[: MOST_MORE + 1] if len(parts) > 1 else ():
        asked = facts.asked(part)
        if facts.asks_number(part) and (numbered := headers.numbering(said)):
            units.append((numbered,))
        elif asked is not None:
            found = told_of(asked, said, reader.title_of(paper_id))
            units += [(sentence,) for sentence in found]
            if asked in UNSAID and asked != what and not found and asked != "link":
                notes.append(UNSAID[asked])
        elif _asks_content(part, reader):
            units += _content(part, turn, paper_id, reader)
    return units, notes


def _other_records(text: str, what: facts.What, paper_id: str, reader: Reader) -> list[Unit]:
    """The link beside who and when, or these beside the link."""
    others: list[facts.What] = []
    if what in ("who", "when") and _LINK.search(text):
        others.append("link")
    if what == "link" and _HEADER.search(text):
        others.append("when")
    found = (headers.stated(other, paper_id, reader.library, reader.lines_of) for other in others)
    return [unit for groups in found for group in groups for unit in group.units]


def _asks_content(part: str, reader: Reader) -> bool:
    if facts.subject_words(part, people(reader.library)):
        return True
    return bool(_CONTENT.search(part)) and not (_LINK.search(part) or _HEADER.search(part))


def _content(part: str, turn: Turn, paper_id: str, reader: Reader) -> list[Unit]:
    """What a part that asks for no record is answered with, within a work."""
    query = f"{part} ({reader.title_of(paper_id)})"
    hits = tuple(hit for hit in turn.hits if hit.paper_id == paper_id)
    hits = hits or reader.searcher.within([paper_id]).search(query, 1).hits
    made = make_draft(Turn(part, query, part, focus=(paper_id,), hits=hits), reader)
    return [unit for group in made.groups[:1] for unit in group.units[:MOST_MORE]]
