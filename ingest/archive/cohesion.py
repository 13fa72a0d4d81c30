"""In: the paragraphs of a stretch of text; out: whether its subject changes, and where.

Two signs must agree, since either alone is common inside one review: a paragraph that opens a
review (says that a paper was found, chosen or is reviewed today), and vocabulary: the words that
mark the text before vanish after it, and the other way round.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_PAPER = r"(?:paper|article|survey|study|preprint|work)"
_OPENING = re.compile(
    rf"(?:today|tonight|this (?:time|week|month|weekend))\b[^.]{{0,80}}\b(?:review|{_PAPER})"
    rf"|\bI(?:['’]ve|['’]m)?\s(?:\w+\s){{0,3}}(?:stumbled|came across|ran into|picked|chose|found|"
    rf"discovered|decided|reviewing|review)\b[^.]{{0,60}}\b{_PAPER}"
    rf"|\b{_PAPER} caught my (?:eye|attention)"
    rf"|(?:this|the|an?|another)\s(?:[\w-]+\s){{0,4}}{_PAPER}\s(?:\w+\s)?(?:proposes|presents|"
    r"introduces|provides|examines|investigates|explores|tackles|addresses|argues|offers|studies)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w-]{2,30}")
_MARKS = 12
_APART = 0.85
_APART_AFTER_CLOSE = 0.7
_CLOSING = re.compile(
    r"\W*(?:summary|conclusions?|concluding|final|bottom line|wrapping up|in summary|to sum up|"
    r"takeaways?|closing)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 100


def words_of(text: str) -> list[str]:
    """The words of three or more letters, in lower case, plural s dropped."""
    return [_stem(word.lower()) for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def spread(texts: Iterable[str]) -> dict[str, float]:
    """For each word the share of the texts it occurs in: common words say nothing of a subject."""
    seen: Counter[str] = Counter()
    size = 0
    for text in texts:
        seen.update(set(words_of(text)))
        size += 1
    return {word: count / size for word, count in seen.items()}


def apart(before: str, after: str, shares: Mapping[str, float], least: float = _APART) -> bool:
    """Whether the words that mark either text are mostly absent from the other."""
    counts = Counter(words_of(before)), Counter(words_of(after))
    if min(counts[0].total(), counts[1].total()) < _LEAST_WORDS:
        return False
    marks = _marking(counts[0], shares), _marking(counts[1], shares)
    if min(len(marks[0]), len(marks[1])) < 5:
        return False
    return _missing(marks[0], counts[1]) >= least and _missing(marks[1], counts[0]) >= least


def opens_review(paragraph: str) -> bool:
    """Whether a paragraph's first sentences read as the beginning of a review."""
    return _OPENING.search(paragraph[:240]) is not None


def subject_change(
    paragraphs: Sequence[str], shares: Mapping[str, float], margin: int = 3
) -> int | None:
    """The first paragraph that opens a new subject, `margin` or more from either end, or None.

    After a section that closes a review ("Summary:") a weaker change of vocabulary is enough.
    """
    inner = range(margin, len(paragraphs) - margin)
    openings = [i for i in inner if opens_review(paragraphs[i])]
    # A review has a handful; the bound keeps any text's cost linear.
    for i in openings[:40]:
        least = _APART_AFTER_CLOSE if _closed(paragraphs[:i]) else _APART
        if apart("\n".join(paragraphs[:i]), "\n".join(paragraphs[i:]), shares, least):
            return i
    return None


def _closed(before: Sequence[str]) -> bool:
    """Whether the last lines but one, of four, are a heading that closes a review."""
    near = before[-5:-1]
    return any(len(text.split()) <= 5 and _CLOSING.match(text) for text in near)


def _marking(counts: Counter[str], shares: Mapping[str, float]) -> list[str]:
    """The words a text leans on: frequent in it, rare in the file; at least twice used."""
    weight = {
        word: count * (1 - shares.get(word, 0.0)) ** 4
        for word, count in counts.items()
        if count >= 2 and shares.get(word, 0.0) < 0.5
    }
    return sorted(weight, key=lambda word: (-weight[word], word))[:_MARKS]


def _missing(marks: Sequence[str], counts: Counter[str]) -> float:
    return sum(counts[word] == 0 for word in marks) / len(marks)
