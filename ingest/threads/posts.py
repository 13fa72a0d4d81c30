"""In: the lines of a page; out: its posts in the order of the file, and what is no post."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.records import Record
from ingest.threads.header import Page, is_page_footer, read_header
from ingest.threads.marks import (
    is_border,
    is_link_only,
    is_media,
    is_number_alone,
    number_of,
    opens_card,
)
from ingest.threads.stamps import Stamp, read_stamp
from ingest.threads.undouble import doubled_blocks, is_doubled


class Post(Record):
    """One post: its line numbers by what they are, its date, its place n of m in a thread.

    `marks` are lines that hold nothing but the post's "n/m"; `borders` lines hold a rule.
    """

    text: tuple[int, ...]
    card: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    borders: tuple[int, ...] = ()
    stamp: Stamp | None = None
    stamp_line: int | None = None
    number: int | None = None
    total: int | None = None
    first: int
    link_only: bool = False

    @property
    def lines(self) -> tuple[int, ...]:
        """All lines of the post that belong to its source, ascending."""
        return tuple(sorted((*self.text, *self.card, *self.marks)))

    @property
    def is_bare(self) -> bool:
        """Whether the post says nothing: no text and no card, or a link alone."""
        return self.link_only or not (self.text or self.card)


class Posts(Record):
    """A page cut into posts; `furniture` maps a class to the line numbers it holds."""

    posts: tuple[Post, ...]
    page: Page
    furniture: dict[str, tuple[int, ...]]


def cut_posts(lines: Sequence[str]) -> Posts:
    """Cut a page into posts: by dated footers, else by doubling, else by "n/m", else not at all."""
    numbers = [n for n, line in enumerate(lines, 1) if line.strip()]
    page = read_header(numbers, lines)
    aside: dict[str, list[int]] = defaultdict(list)
    if page.header:
        aside["page-header"].extend(page.header)
    body = numbers[len(page.header) :]
    stamps = {n: stamp for n in body if (stamp := read_stamp(lines[n - 1]))}
    if stamps:
        pieces = _by_footer(body, stamps, lines, aside)
    elif is_doubled(body, lines):
        pieces = _by_doubling(body, lines, aside)
    else:
        pieces = _by_number(body, lines)
    aside["post-footer"].extend(stamps)
    posts = [_post(piece, stamps, lines, aside) for piece in pieces if piece]
    furniture = {kind: tuple(sorted(found)) for kind, found in aside.items() if found}
    return Posts(posts=tuple(post for post in posts if post), page=page, furniture=furniture)


def _by_footer(
    body: Sequence[int],
    stamps: dict[int, Stamp],
    lines: Sequence[str],
    aside: dict[str, list[int]],
) -> list[list[int]]:
    pieces: list[list[int]] = [[]]
    for n in body:
        pieces[-1].append(n)
        if n in stamps:
            pieces.append([])
    if pieces[-1] and all(is_page_footer(lines[n - 1]) for n in pieces[-1]):
        aside["page-footer"].extend(pieces.pop())
    return pieces


def _by_doubling(
    body: Sequence[int], lines: Sequence[str], aside: dict[str, list[int]]
) -> list[list[int]]:
    pieces: list[list[int]] = []
    for start, size in doubled_blocks(body, lines):
        pieces.append(list(body[start : start + (size or 1)]))
        aside["repeat"].extend(body[start + size : start + 2 * size])
    return pieces


def _by_number(body: Sequence[int], lines: Sequence[str]) -> list[list[int]]:
    """Cut after each line that ends in an "n/m" or before each that begins with one."""
    marked = {n for n in body if number_of(lines[n - 1])}
    leading = [n for n in marked if lines[n - 1].strip()[:1] in "([0123456789"]
    before = len(leading) * 2 > len(marked) and not is_number_alone(lines[min(marked) - 1])
    pieces: list[list[int]] = [[]]
    for n in body:
        if before and n in marked and pieces[-1]:
            pieces.append([])
        pieces[-1].append(n)
        if not before and n in marked:
            pieces.append([])
    return pieces


def _post(
    piece: Sequence[int],
    stamps: dict[int, Stamp],
    lines: Sequence[str],
    aside: dict[str, list[int]],
) -> Post | None:
    """One post from its lines; media lines, numbers and borders go to their furniture classes."""
    stamp_line = piece[-1] if piece[-1] in stamps else None
    inner = piece[:-1] if stamp_line else piece
    if not inner:
        return None
    borders = [n for n in inner if is_border(lines[n - 1])]
    marks = [n for n in inner if is_number_alone(lines[n - 1])]
    media = [n for n in inner if is_media(lines[n - 1])]
    apart = {*borders, *marks, *media}
    # A card's title and abstract stand in the one line right below the word "Preview".
    below = [n for above, n in pairwise(inner) if n == above + 1 and opens_card(lines[above - 1])]
    card = [n for n in below if n not in apart]
    apart.update(card)
    text = [n for n in inner if n not in apart]
    aside["mark"].extend(borders)
    aside["media"].extend(media)
    number, total = _place(marks, text, lines)
    return Post(
        text=tuple(text),
        card=tuple(card),
        marks=tuple(marks),
        borders=tuple(borders),
        stamp=stamps[stamp_line] if stamp_line else None,
        stamp_line=stamp_line,
        number=number,
        total=total,
        first=inner[0],
        link_only=bool(text) and not card and is_link_only(" ".join(lines[n - 1] for n in text)),
    )


def _place(
    marks: Sequence[int], text: Sequence[int], lines: Sequence[str]
) -> tuple[int | None, int | None]:
    """The n of m of a post: from a line of its own, else from the text's end or beginning."""
    for n in (*marks[-1:], *text[-1:], *text[:1]):
        if found := number_of(lines[n - 1]):
            return found
    return None, None
