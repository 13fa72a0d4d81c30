"""In: the pieces of a source; out: the parts that a sentence counts and those after it name.

"Training has two stages. First the vectors are frozen. Then all is trained." is a list as much as
one after a colon: the first sentence alone tells nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.answering.lists import MOST_ITEMS, Piece
from app.answering.terms import stem
from ingest.number_words import number_words

_PART_NAMES = """
    aspects axes categories causes challenges classes components conditions contributions criteria
    dimensions elements factors families features forms functions goals groups ideas kinds layers
    levels losses mechanisms methods modes modules objectives parts paths phases pieces pillars
    points principles problems properties questions reasons roles routes rules scales sections
    sources stages steps strategies tasks techniques terms things tiers tricks types variants ways
"""
PART_NOUNS = frozenset(map(stem, _PART_NAMES.split()))
"""What parts of a whole may be called."""
_COUNTS = number_words(2, MOST_ITEMS)
_ANNOUNCES = re.compile(
    rf"(?<!the )(?<!these )(?<!those )(?<!both )(?<!of )\b({'|'.join(_COUNTS)})"
    r" (?:[\w-]+ ){0,2}?(?!layers)(\w+s)\b[^.:;,()]{0,30}\.\W*$",
    re.IGNORECASE,
)
"""So many parts, and nothing after them that could name them."""
_FIRST = re.compile(r"^\W*(?:the |in the )?(?:first(?:ly)?|one)\b", re.IGNORECASE)
_LATER = re.compile(
    r"^\W*(?:the |in the )?(?:second(?:ly)?|third|fourth|other|another|last|final(?:ly)?|then"
    r"|next)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r";|\band\b")
_SEVERAL = re.compile(rf",|{_LAST.pattern}")


def announced(pieces: Sequence[Piece], order: int) -> tuple[int, ...]:
    """The sentences that name the parts which one without a colon counts: as many list items as it
    says, or what comes next in its paragraph."""
    told = _ANNOUNCES.search(pieces[order].reading)
    if told is None or stem(told[2].lower()) not in PART_NOUNS:
        return ()
    number = _COUNTS[told[1].lower()]
    after = list(_in_block(pieces, order))
    return _named_by(after, pieces, number) if after else _items(pieces, order, number)


def _in_block(pieces: Sequence[Piece], order: int) -> Iterator[int]:
    """The sentences after one in its paragraph."""
    for place in range(order + 1, len(pieces)):
        if pieces[place].number != pieces[order].number:
            return
        yield place


def _named_by(after: Sequence[int], pieces: Sequence[Piece], number: int) -> tuple[int, ...]:
    """Those from "first" to the last that counts on; or the next alone where it names all; or as
    many as there are parts."""
    said = [pieces[place].reading for place in after]
    if _FIRST.match(said[0]):
        later = [n for n, text in enumerate(said[: 2 * number]) if _LATER.match(text)]
        return tuple(after[: later[-1] + 1]) if later and later[-1] < MOST_ITEMS else ()
    if _LAST.search(said[0]) and len(_SEVERAL.findall(said[0])) >= number - 1:
        return (after[0],)
    return tuple(after[:number]) if len(after) >= number else ()


def _items(pieces: Sequence[Piece], order: int, number: int) -> tuple[int, ...]:
    """The list items that follow, if they are as many as announced; of long ones the beginnings."""
    if pieces[order].block.kind == "item":
        return ()
    later = range(order + 1, len(pieces))
    listed = tuple(takewhile(lambda place: pieces[place].block.kind == "item", later))
    firsts = tuple(n for n in listed if pieces[n].number != pieces[n - 1].number)
    if len(firsts) != number:
        return ()
    return listed if len(listed) <= MOST_ITEMS else firsts
