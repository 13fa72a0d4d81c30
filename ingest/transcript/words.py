"""In: lines of speech; out: their words, lower case, each with its line, and the common ones."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_PRINT = re.compile(r"\S+")
_APOSTROPHE = re.compile(r"['’](?=\w)")

# Function words and the fillers of speech: they carry no subject.
COMMON = frozenset(
    re.findall(
        r"\S+",
        "a about actually after again all almost already also always am an and another any "
        "anything are around as ask at away back basically be because been before being "
        "better between both but by came can cant come comes could did didnt do does doesnt "
        "doing dont done down each either else even ever every everybody everyone everything "
        "exactly few first for from gave get gets getting give go goes going gonna good got "
        "great guys had happen has have havent having he her here heres hey him his hmm how i "
        "id if ill im in instead into is isnt it its ive just keep kind know last later least "
        "less let lets like little ll look looking lot lots made make makes many may maybe me "
        "mean means might more most much must my need never new next no none nope not nothing "
        "now of off often oh ok okay on once one only onto or other others our out over own "
        "part people point pretty probably put quite rather re really right said same saw say "
        "saying says see seems seen she should show since so some somebody someone something "
        "sometimes somewhere sort stuff such super sure take than thank thanks that thats the "
        "their them then there theres therefore these they theyre theyve thing things think "
        "this those though three through to too try trying two uh um under until up upon us "
        "use used using usually ve very want was wasnt way we well went were weve what "
        "whatever whats when whenever where which while who whole whos why will with within "
        "without wont word words would wouldnt yeah yes yet you your youre youve",
    )
)


class Token(NamedTuple):
    """One word as compared, the line (1-based) it stands in, and where its print begins and ends.

    The print is what stands between two spaces, so one print may hold several words.
    """

    word: str
    line: int
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _WORD.findall(_APOSTROPHE.sub("", plain))


def tokens_of(lines: Sequence[str]) -> list[Token]:
    """All words of the lines in order."""
    return [
        Token(word, n, piece.start(), piece.end())
        for n, line in enumerate(lines, 1)
        for piece in _PRINT.finditer(line)
        for word in words_of(piece.group())
    ]
