"""In: tokens of speech and the names of known works; out: where each work is named, as heard.

Speech-to-text splits, joins and misspells names, so both sides are compared without spaces. A
short name could be a common phrase: it counts where the speech says that it is a work ("the
... paper"), or where it has a word no other work has, and never where all its words are common.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ingest.records import Record
from ingest.transcript.cues import TECHNICAL
from ingest.transcript.words import COMMON, Token, words_of

ALIKE = 90.0
"""Least likeness (rapidfuzz ratio, 0-100) of a name and what was heard, spaces dropped."""
_SHORTEST = 5
_FULL_TITLE = 3
_BEFORE = frozenset({"called", "titled", "entitled", "named", "paper"})
_AFTER = frozenset({"paper", "papers", "study", "article", "report", "video", "algorithm"})


class Heard(Record):
    """A known work named in the speech: tokens `first` to `last`, and the name that matched."""

    paper_id: str
    name: str
    first: int
    last: int
    alike: float


class _Name(NamedTuple):
    name: str
    paper_id: str
    words: tuple[str, ...]
    squashed: str
    weak: bool


def hear_names(tokens: Sequence[Token], known: Mapping[str, str]) -> tuple[Heard, ...]:
    """Every place where a known work is named, in order; longer matches win over shorter."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        places[token.word].append(index)
    found: list[Heard] = []
    for name in sorted(_usable(known), key=lambda n: n.weak):
        heard_here = list(_hear(name, tokens, places))
        # Once the speech has said that it is a work, the bare name is enough.
        sure = not name.weak or any(h.paper_id == name.paper_id for h in found)
        if sure or any(_is_called_work(h, tokens) for h in heard_here):
            found.extend(heard_here)
    found.sort(key=lambda h: (h.alike < 100, -len(h.name), -h.alike, h.first))
    taken: set[int] = set()
    kept: list[Heard] = []
    for heard in found:
        span = range(heard.first, heard.last + 1)
        if not taken.intersection(span):
            taken.update(span)
            kept.append(heard)
    return tuple(sorted(kept, key=lambda h: h.first))


def _usable(known: Mapping[str, str]) -> Iterator[_Name]:
    """The names that can be told from common speech; `weak` ones need a word such as "paper"."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, paper_id in known.items():
        for word in words_of(name):
            owners[word].add(paper_id)
    for name, paper_id in sorted(known.items()):
        words = tuple(words_of(name))
        content = [word for word in words if word not in COMMON]
        squashed = "".join(words)
        if len(squashed) < _SHORTEST or TECHNICAL.issuperset(content):
            continue
        own = [word for word in content if len(owners[word]) == 1 and len(word) >= 4]
        if len(content) < _FULL_TITLE and not own:
            continue
        weak = (
            len(content) == 1 and len(words) < _FULL_TITLE and not any(map(str.isdigit, squashed))
        )
        yield _Name(name, paper_id, words, squashed, weak)


def _hear(
    name: _Name, tokens: Sequence[Token], places: Mapping[str, Sequence[int]]
) -> Iterator[Heard]:
    starts = Counter(
        place - offset
        for offset, word in enumerate(name.words)
        if word not in COMMON or len(name.words) == 1
        for place in places.get(word, ())
    )
    need = max(1, len([w for w in name.words if w not in COMMON]) // 2)
    near: set[int] = set()
    for start, votes in starts.items():
        if votes + starts[start - 1] + starts[start + 1] >= need:
            near.update((start - 1, start, start + 1))
    for start in sorted(near):
        if 0 <= start < len(tokens):
            heard = _best_window(name, start, tokens)
            if heard:
                yield heard


def _best_window(name: _Name, start: int, tokens: Sequence[Token]) -> Heard | None:
    best, score = None, ALIKE
    for size in range(max(1, len(name.words) - 1), len(name.words) + 3):
        window = tokens[start : start + size]
        squashed = "".join(token.word for token in window)
        alike = fuzz.ratio(squashed, name.squashed, score_cutoff=score)
        if alike and alike >= score and len(window) == size:
            last = start + size - 1
            best = Heard(
                paper_id=name.paper_id, name=name.name, first=start, last=last, alike=alike
            )
            score = alike + 1e-6
    return best


def _is_called_work(heard: Heard, tokens: Sequence[Token]) -> bool:
    """Whether the speech says what the name is: "the … paper", "a video called …"."""
    before = tokens[heard.first - 1].word if heard.first else ""
    after = tokens[heard.last + 1].word if heard.last + 1 < len(tokens) else ""
    return before in _BEFORE or after in _AFTER
