"""In: the link lines and text of one review; out: its links, its arXiv id, and notes on both."""

import re
from collections.abc import Sequence

from ingest.archive.shape import is_link_line
from ingest.links import Link, find_links
from ingest.records import Note, Record

_OWN = re.compile(
    r"\b(?:this|the|full|original|today['’]s|recent|new|reviewed)\s(?:\w+\s)?(?:paper|article|work|"
    r"preprint|study|survey)\b|\bread it\b|\bavailable (?:at|on)\b|\blink\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:another|previous|earlier|prior|related|follow-?up|yesterday|last week|builds on|"
    r"see also)\b",
    re.IGNORECASE,
)


class Identity(Record):
    """The links as printed, the id that can be trusted, and what is wrong with any of them."""

    links: tuple[str, ...]
    arxiv_id: str | None
    notes: tuple[Note, ...]


def identify(numbered: Sequence[tuple[int, str]], ending: int) -> Identity:
    """Reads all links of a review's lines; `ending` is its last line, for notes on what is absent.

    The id comes from a line that is there for its link (the last one counts where they differ),
    else from a sentence that speaks of the reviewed paper itself; a malformed one is no id.
    """
    all_links = [(n, line, link) for n, line in numbered for link in find_links(line)]
    link_lines = {n for n, line in numbered if is_link_line(line)}
    own = [(n, link) for n, _, link in all_links if n in link_lines]
    cited = [(n, k) for n, line, k in all_links if n not in link_lines and _own(line, k)]
    candidates = own if any(_has_id(link) for _, link in own) else [*own, *cited]
    with_id = [(n, link) for n, link in candidates if _has_id(link)]
    best = with_id[-1][1] if with_id else None
    notes = [
        *_of_targets(own, all_links),
        *_of_ids(with_id),
        *_of_absence([link for _, link in own] + [link for _, link in cited], best, ending),
    ]
    return Identity(
        links=tuple(dict.fromkeys(link.printed for _, _, link in all_links)),
        arxiv_id=best.arxiv_id if best else None,
        notes=tuple(notes),
    )


def _has_id(link: Link) -> bool:
    return link.arxiv_id is not None or link.malformed is not None


def _own(line: str, link: Link) -> bool:
    """Whether the words just before and after an inline link speak of the reviewed paper."""
    around = line[max(0, link.start - 100) : link.start]
    return bool(_OWN.search(around)) and not _OTHERS.search(around)


def _of_targets(
    own: Sequence[tuple[int, Link]], all_links: Sequence[tuple[int, str, Link]]
) -> list[Note]:
    notes: list[Note] = []
    seen: dict[str, int] = {}
    for n, _, link in all_links:
        if link.kind == "placeholder":
            text = f"The link “{link.label or ''}” leads nowhere: its address is lost."
            notes.append(Note(code="placeholder-link", line=n, message=text))
        elif _looks_like_address(link.label) and link.label != link.target:
            text = f"The link shows {link.label} but leads to {link.target}."
            notes.append(Note(code="unequal-link", line=n, message=text))
    for n, link in own:
        if link.kind != "placeholder" and link.target in seen:
            text = f"The same link stands in line {seen[link.target]} already."
            notes.append(Note(code="duplicate-link", line=n, message=text))
        seen.setdefault(link.target, n)
    return notes


def _looks_like_address(label: str | None) -> bool:
    return label is not None and "/" in label and " " not in label


def _of_ids(with_id: Sequence[tuple[int, Link]]) -> list[Note]:
    notes = [
        Note(
            code="malformed-id",
            line=n,
            message=f"“{link.malformed}” is no well-formed arXiv id, so none is taken from it.",
        )
        for n, link in with_id
        if link.malformed
    ]
    ids = list(dict.fromkeys(link.arxiv_id for _, link in with_id if link.arxiv_id))
    if len(ids) > 1:
        text = f"Links lead to {len(ids)} different arXiv papers; the last one counts."
        notes.append(Note(code="several-ids", line=with_id[-1][0], message=text))
    return notes


def _of_absence(links: Sequence[Link], best: Link | None, ending: int) -> list[Note]:
    real = [link for link in links if link.kind != "placeholder"]
    if not links:
        return [Note(code="no-link", line=ending, message="The review gives no link to its paper.")]
    if best is None and real:
        text = f"No arXiv id: the link leads to {real[-1].target}."
        return [Note(code="no-arxiv-id", line=ending, message=text)]
    return []
