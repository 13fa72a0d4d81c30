"""In: the lines of a thread; out: the title of its work, where the text states one."""

import re
from collections.abc import Sequence

from ingest.records import Record

_LABELLED = re.compile(r"^\W*(?:paper |article )?title\s*[:–-]\s*(?P<title>.{8,300})$", re.I)
_WORK = r"(?:paper|preprint|work|article|study|perspective|manuscript)"
_ANNOUNCED = re.compile(
    rf"\b(?:our|new|my|latest|this|the)\b[^:\n]{{0,60}}\b{_WORK}\b[^:\n]{{0,60}}:\s+(?P<title>.{{8,300}})$",
    re.IGNORECASE,
)
_CUE = re.compile(rf"\b(?:new|our|latest|recent|this)\b.{{0,40}}\b{_WORK}\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«](?P<title>[^\"“”«»]{12,300})[\"“”»]")
# Words that open the first sentence of an abstract far more often than they continue a title.
_OPENERS = frozenset(
    re.findall(
        r"\S+",
        "a an the we this these in as recent recently large while although despite to here "
        "our existing current many most modern state-of-the-art how when what it with given "
        "for by training deep prior understanding there",
    )
)
_QUOTES = "\"“”«»'‘’ "


class Title(Record):
    """A work's title, as printed and as meant, and where."""

    printed: str
    title: str
    line: int
    certain: bool = True


def find_title(text: Sequence[tuple[int, str]], cards: Sequence[tuple[int, str]]) -> Title | None:
    """The title of the work in numbered lines: labelled, quoted, announced, or on a link's card."""
    stated = _labelled(text) or _quoted(text) or _announced(text)
    if stated:
        return stated
    for n, line in cards:
        if head := card_title(line):
            return Title(printed=head, title=head, line=n, certain=False)
    return None


def _labelled(text: Sequence[tuple[int, str]]) -> Title | None:
    found = ((n, _LABELLED.match(line.strip())) for n, line in text)
    return next((_title(match["title"], n) for n, match in found if match), None)


def _quoted(text: Sequence[tuple[int, str]]) -> Title | None:
    """A quotation of four words, alone on its line or beside a word such as "our paper"."""
    if not any(_CUE.search(line) for _, line in text):
        return None
    for n, line in text:
        for match in _QUOTED.finditer(line):
            alone = match.group() == line.strip().rstrip(".")
            if len(match["title"].split()) >= 4 and (alone or _CUE.search(line)):
                return _title(match["title"], n)
    return None


def _announced(text: Sequence[tuple[int, str]]) -> Title | None:
    found = ((n, _ANNOUNCED.search(line)) for n, line in text)
    return next((_title(m["title"], n) for n, m in found if m and _is_headline(m["title"])), None)


def announces(text: Sequence[str]) -> bool:
    """Whether a post presents a work, by its title, as the root of a thread does."""
    return find_title([(n, line) for n, line in enumerate(text, 1)], ()) is not None


def _title(printed: str, line: int) -> Title:
    printed = printed.strip()
    return Title(printed=printed, title=printed.strip(_QUOTES).rstrip(".").strip(), line=line)


def _is_headline(text: str) -> bool:
    """Whether most of the longer words are capitalised, as in a title and not in a sentence."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) >= 2 and 10 * sum(word[0].isupper() for word in words) >= 7 * len(words)


def card_title(line: str) -> str | None:
    """The title at the head of a card's line, where title and abstract run together.

    The abstract begins at the first capitalised word, at least three words in, that three
    lower-case words follow (brackets aside); a word that commonly opens a sentence is preferred.
    """
    words = line.split()
    bare = [re.sub(r"\([^)]*\)", "", word) for word in words]
    starts = [
        i
        for i in range(3, len(words) - 3)
        if bare[i][:1].isupper() and all(_is_lower(word) for word in _next_words(bare, i, 3))
    ]
    if not starts:
        return None
    opener = next((i for i in starts if words[i].lower().strip(",") in _OPENERS), None)
    cut = starts[0] if opener is None or opener > 2 * starts[0] + 2 else opener
    return " ".join(words[:cut]).rstrip(".")


def _next_words(bare: Sequence[str], at: int, count: int) -> list[str]:
    found = [word for word in bare[at + 1 : at + 1 + 2 * count] if word]
    return found[:count]


def _is_lower(word: str) -> bool:
    return not any(char.isupper() for char in word)
