"""In: a review's lines; out: the title as printed, and as meant, with where each was found.

What stands in the title's place may be a headline of the reviewer's. The running text decides: a
title it names in quotes or italics outranks a printed one that disagrees with it.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.archive.piece import Piece
from ingest.archive.reviewers import byline
from ingest.archive.shape import (
    is_link_line,
    is_section_word,
    is_tool_leftover,
    plain,
    title_like,
)
from ingest.headings import capital_share, dangles
from ingest.links import find_links
from ingest.records import Record

_PREFIX = re.compile(
    r"(?:(?:[\w-]{2,12}\s){0,2}(?:review|summary|overview|recap|notes?)(?:\sof)?|re|fwd?):\s+(?=\S)"
    r"|(?:no\.?|nr\.?|issue|vol\.?|#)\s?#?\d{1,5}\s?[:.–—-]\s+(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s[-–—|]\s(?:an?\s)?(?:\w+\s){0,2}(?:overview|review|summary|recap|notes|tl;?dr)$",
    re.IGNORECASE,
)
_PAPER = r"(?:paper|article|survey|study|preprint|work|authors of)"
_BEFORE = re.compile(
    rf"\b{_PAPER},?(?:\s(?:is\s)?(?:titled|entitled|called|named))?[,:]?\s*$", re.I
)
_AFTER = re.compile(
    r",?\s(?:introduces?|proposes?|presents?|offers?|argues?|shows?|investigates?|explores?|"
    r"provides?|develops?|addresses|studies|examines?|tackles)\b"
)
_OTHER = re.compile(
    r"\b(?:another|previous|earlier|prior|ago|yesterday|last|builds? (?:up)?on|extends?|follow-?up|"
    r"my review|reviewed|unlike|compared|similar|cited?|called)\b[^.]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“][*_]{0,3}(?P<a>[^\"“”*\n]{8,220})[*_]{0,3}[,.]?[\"”]|(?<!\*)\*{1,3}(?P<b>[^*\n]{8,220})\*{1,3}"
)
_IN_TITLE = re.compile(
    r"[\"“]([^\"“”\n]{2,40})[\"”]\s(?:\w+\s){0,2}(?:in|from)\s(?:[\w'’]+\s){1,3}title\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"\b(?:paper|article|survey|review|study)\b", re.IGNORECASE)


class Spot(Record):
    """A title as printed and the lines (1-based) it takes up; None and () where there is none."""

    printed: str | None = None
    lines: tuple[int, ...] = ()


class Named(Record):
    """A work's title named in the running text, and the line."""

    title: str
    line: int


def find_spot(lines: Sequence[str], piece: Piece, lead_first: bool) -> Spot:
    """Where the title stands: a field, the header's line, below it, or in the line before it.

    `lead_first` says that in this file titles stand before their headers.
    """
    if piece.fields and piece.fields.title and piece.fields.title_line:
        return Spot(printed=_tidy(piece.fields.title), lines=(piece.fields.title_line,))
    if piece.header and piece.header.rest and len(piece.header.rest.split()) <= 40:
        return _on_header_line(lines, piece, piece.header.rest)
    lead = [n for n in piece.lead if not is_tool_leftover(lines[n - 1])]
    lead = [n for n in lead if not _bare_link(lines[n - 1])]
    before = Spot(printed=_tidy(" ".join(lines[n - 1] for n in lead)), lines=tuple(lead))
    if lead and lead_first:
        return before
    below = _below(lines, piece)
    return below if below.printed or not lead else before


def _on_header_line(lines: Sequence[str], piece: Piece, rest: str) -> Spot:
    """A title on the header's line goes on below it where a blank line or a byline ends it."""
    more: list[int] = []
    for n in piece.body[:3]:
        if n != piece.head[-1] + 1 + len(more) or not _is_title_line(lines[n - 1]):
            break
        more.append(n)
    after = piece.head[-1] + len(more)
    following = lines[after].strip() if after < len(lines) else ""
    if not more or (following and not (byline(following) or is_link_line(following))):
        return Spot(printed=_tidy(rest))
    return Spot(printed=_tidy(" ".join([rest, *(lines[n - 1] for n in more)])), lines=tuple(more))


def _below(lines: Sequence[str], piece: Piece) -> Spot:
    """The first title-like line of the body, with the lines it is wrapped over."""
    body = [n for n in piece.body[:8] if not is_tool_leftover(lines[n - 1])]
    while body and (byline(lines[body[0] - 1]) or _bare_link(lines[body[0] - 1])):
        body = body[1:]
    if body and len(body) > 1 and _is_announcement(lines[body[0] - 1]):
        body = body[1:]
    if not body or not _can_open(lines[body[0] - 1], strict=piece.header is None):
        return Spot()
    taken = [body[0]]
    for n in body[1:4]:
        text, last = lines[n - 1], lines[taken[-1] - 1]
        wrapped = n == taken[-1] + 1 and _wraps(last, text)
        if not wrapped and not (_open_bold(last) or dangles(plain(last))):
            break
        if not title_like(text) or is_section_word(text):
            break
        taken.append(n)
    return Spot(printed=_tidy(" ".join(lines[n - 1] for n in taken)), lines=tuple(taken))


def _bare_link(line: str) -> bool:
    """A link line that cannot be a title, since no link in it has a title for its label."""
    return is_link_line(line) and not any(
        link.label and len(link.label.split()) >= 4 for link in find_links(line)
    )


def _is_title_line(line: str) -> bool:
    return title_like(line) and not is_link_line(line) and not byline(line)


def _is_announcement(line: str) -> bool:
    text = plain(line)
    return text.endswith(":") and len(text.split()) <= 20 and bool(_ANNOUNCES.search(text))


def _can_open(line: str, strict: bool) -> bool:
    if not title_like(line) or is_section_word(line):
        return False
    if strict:
        return len(line.split()) >= 3 and capital_share(line) >= 0.6
    return True


def _wraps(line: str, following: str) -> bool:
    return _is_title_line(following) and not line.endswith((".", "!"))


def _open_bold(line: str) -> bool:
    return line.count("**") % 2 == 1 and not line.rstrip().endswith("**")


def _tidy(text: str) -> str:
    """Takes emphasis marks and a link's address away; the words stay as printed."""
    for link in find_links(text):
        if link.label:
            text = text.replace(link.printed, link.label)
    text = re.sub(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)", "", text)
    return " ".join(text.lstrip("# ").split()).strip("-–—:| ")


def as_meant(printed: str) -> str:
    """A printed title as the work's: no emoji, no label of the review's, no `$`, no full stop."""
    title = plain(printed).replace("$", "")
    title = _PREFIX.sub("", title, count=1) if _PREFIX.match(title) else title
    title = _SUFFIX.sub("", title)
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    return title.strip('"“” ')


def named_titles(lines: Sequence[str], piece: Piece, depth: int = 12) -> tuple[Named, ...]:
    """Titles that the first `depth` lines of the text name as the reviewed work's own."""
    found = []
    for n in piece.body[:depth]:
        text = lines[n - 1]
        for match in _QUOTED.finditer(text):
            title = _tidy(match["a"] or match["b"] or "").strip("[]() ,.:")
            before = text[max(0, match.start() - 60) : match.start()]
            if len(title.split()) < 4 or capital_share(title) < 0.6 or _OTHER.search(before):
                continue
            after = text[match.end() : match.end() + 20]
            if _BEFORE.search(before) or (_AFTER.match(after) and not before.strip().endswith("-")):
                found.append(Named(title=title, line=n))
    return tuple(found)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one: alike but for case and small words, or one is in the other."""
    a, b = (" ".join(re.findall(r"\w+", t.lower())) for t in (one, other))
    return f" {a} " in f" {b} " or f" {b} " in f" {a} " or fuzz.token_sort_ratio(a, b) >= 80


def rival_titles(one: str, other: str) -> bool:
    """Whether two titles that differ begin alike: those of two works on one matter."""
    a, b = (re.findall(r"\w+", t.lower()) for t in (one, other))
    alike = 0
    while alike < min(len(a), len(b)) and a[alike] == b[alike]:
        alike += 1
    return alike >= 3 and not same_title(one, other)


def missing_from_title(lines: Sequence[str], piece: Piece, printed: str) -> Named | None:
    """A word that the text quotes from the work's title and that the printed one lacks."""
    for n in piece.body:
        for match in _IN_TITLE.finditer(lines[n - 1]):
            if match[1].lower().strip(" .,").rstrip("s") not in printed.lower():
                return Named(title=match[1], line=n)
    return None
