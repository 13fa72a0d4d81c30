"""In: a statement and a quote that it nearly repeats; out: the small change that turns its sense.

Where a statement keeps a quote's words, a negation that came or went, a word replaced by its
opposite or a number by another is seen wherever it stands: the words around it are the same.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise, product
from typing import NamedTuple

from app.answering.sense.agreement import CUES, SIDES
from app.answering.terms import stem, words

_ALIKE = 4
"""So many words around an edit must be the same."""
_REACH = 4
"""An edit of more words is another wording."""
_ONLY = frozenset(("only", "just", "merely"))


def turned(statement: str, quote: str) -> str | None:
    """Which small change gives the statement another sense than the quote's, or None."""
    for edit in _edits(statement, quote):
        if _cues(edit.mine) % 2 != _cues(edit.theirs) % 2:
            return f"one negates “{edit.after}” and the other does not"
        if pair := _numbers(edit) or _opposites(edit):
            return f"one says “{pair[0]}”, the other “{pair[1]}”"
    return None


class _Edit(NamedTuple):
    """A short piece in which two texts differ while the words around it are the same in both."""

    mine: list[str]
    theirs: list[str]
    after: str


def _edits(one: str, other: str) -> Iterator[_Edit]:
    """Where one text is the other word for word but for a few words."""
    mine, theirs = words(one), words(other)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    for before, after in pairwise(blocks):
        edit = mine[before.a + before.size : after.a], theirs[before.b + before.size : after.b]
        if before.size + after.size >= _ALIKE and max(map(len, edit)) <= _REACH and after.size:
            yield _Edit(*edit, mine[after.a])


def _cues(piece: list[str]) -> int:
    """The negations of a piece; "not only" is none."""
    return sum(
        word in CUES and not set(piece[place + 1 : place + 2]) & _ONLY
        for place, word in enumerate(piece)
    )


def _numbers(edit: _Edit) -> tuple[str, str] | None:
    """One numeral in the place of another, though both may stand in the quote."""
    if len(edit.mine) == len(edit.theirs) == 1 and edit.mine[0][0].isdigit():
        return (edit.mine[0], edit.theirs[0]) if edit.theirs[0][0].isdigit() else None
    return None


def _opposites(edit: _Edit) -> tuple[str, str] | None:
    for mine, theirs in product(edit.mine, edit.theirs):
        for one, other in SIDES:
            said = stem(mine), stem(theirs)
            if (said[0] in one and said[1] in other) or (said[0] in other and said[1] in one):
                return mine, theirs
    return None
