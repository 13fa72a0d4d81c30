"""In: lines of speech; out: those that are messages of the chat, read aloud without a mark."""

import re
from collections.abc import Sequence

_GREETING = re.compile(
    r"^\W*(?:(?:alright|all right|okay),? )?(?:how'?s it going|how are you|hello|hi|welcome"
    r"|what'?s up|good (?:morning|evening))\b.{0,60}$",
    re.IGNORECASE,
)
_TO_ALL = re.compile(
    r"\b(?:every(?:body|one)|all|folks|guys|welcome (?:back )?to|ladies)\b", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\bquestions? (?:here|from)\b|\bany questions\b|\bin the chat\b|\bthe chat says\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:uh,? )?(?:\w+(?: \w+){0,3}, )?(?:do(?:es)? |did |is |are |have you|has |can (?:you|we)"
    r"|could |would |should |will |what would|how (?:much|would|do you)|why (?:is|do)|where can"
    r"|which |if your )",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^\W*(?:uh,? )?(?:yeah|yes|yep|no,|nope|(?:that'?s a )?good (?:question|point)"
    r"|so it (?:comes down|depends)|it depends|maybe\.|that'?s kind of what"
    r"|i (?:don'?t know|think i)|one way to think)",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:right|you know|kind of|basically|okay|let me|i'm going to|we're going to)\b|^\W*(?:so"
    r"|and|but|because|now|then|or|like|hey|oh|which|where|(?:it'?s|i'?m|he'?s|they'?re) like"
    r"|there (?:is|was))\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"^\W*(?:and )?[\w.]+(?:[ ,]+(?:and )?[\w.]+){0,4}\W*$")


def find_chat(lines: Sequence[str]) -> frozenset[int]:
    """Numbers (1-based) of the lines that greet, ask or state for somebody in the chat.

    A message is told by what is around it: a question that is answered in the next line, a
    statement without a word of talk that the next line agrees with, or an announced question.
    """
    chat: set[int] = set()
    filled = [n for n, line in enumerate(lines, 1) if line.strip()]
    for place, n in enumerate(filled):
        line = lines[n - 1].strip()
        after = lines[filled[place + 1] - 1].strip() if place + 1 < len(filled) else ""
        before = lines[filled[place - 1] - 1].strip() if place else ""
        greets = _greets(line) or _follows_greeting(line, before)
        answered = _ANSWERS.match(after) and _is_message(line)
        if greets or answered or (_ANNOUNCES.search(before) and _ASKS.match(line)):
            chat.add(n)
    return frozenset(chat)


def _greets(line: str) -> bool:
    """A greeting of somebody; one of all who listen is the speaker's own."""
    return _GREETING.match(line) is not None and _TO_ALL.search(line) is None


def _is_message(line: str) -> bool:
    if len(line.split()) < 4 or _ANSWERS.match(line):
        return False
    asks = _ASKS.match(line) is not None
    return (asks or _TALK.search(line) is None) and not line.endswith("right?")


def _follows_greeting(line: str, before: str) -> bool:
    """A few names, or a name cut in two, right after a greeting."""
    return (
        _greets(before)
        and len(line.split()) <= 6
        and bool(
            _NAMES.match(line)
            and any(word[:1].isupper() or word[:1].isdigit() for word in line.split())
        )
    )
