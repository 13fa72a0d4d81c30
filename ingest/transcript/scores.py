"""In: lines of speech and the works named in them; out: how well each line fits each subject.

All scores are on one scale, where an aside on the field is 0: a work's grow with its name, its
title's words, pointing ("this paper"), the register of print and words heard around its name;
banter's grow as technical terms become rare. The constants are round and were chosen once, on
one stream; halving or doubling them moves a few lines at the borders.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from ingest.records import Record
from ingest.transcript import cues
from ingest.transcript.words import COMMON, words_of

ASIDE = "aside"
BANTER = "banter"
_NAMED = 4.0
_POINTED = 4.0
_MAIN_BAR = 0.25
_OTHER_BAR = 0.3
_RIVAL = 0.5
_SMALL_TALK = 0.8
_TECHNICAL_SHARE = 0.15
_LEXICAL = 0.35
_FADE = 0.2
_FREE = 6
_REACH = 40
_SMOOTHING = 40.0
_CLIP = 2.5


class Speech(Record):
    """What is asked of every line once: its content words and its cues.

    `terms` are the words and what two neighbours make when joined, as speech-to-text cuts words.
    """

    words: tuple[tuple[str, ...], ...]
    terms: tuple[frozenset[str], ...]
    reported: tuple[float, ...]
    points_at: tuple[frozenset[str], ...]
    introduces: tuple[bool, ...]
    turns: tuple[bool, ...]
    returns: tuple[bool, ...]
    nouns: tuple[tuple[str, ...], ...]
    technical: tuple[float, ...]


def listen(lines: Sequence[str]) -> Speech:
    """Read the cues of every line."""
    words = tuple(
        tuple(word for word in words_of(line) if word not in COMMON and len(word) > 2)
        for line in lines
    )
    share = [
        sum(word in cues.TECHNICAL for word in found) - _TECHNICAL_SHARE * len(found)
        for found in words
    ]
    introduces = tuple(cues.introduces(line) for line in lines)
    turns = tuple(new or cues.turns_back(line) for line, new in zip(lines, introduces, strict=True))
    return Speech(
        words=words,
        terms=tuple(_terms(line) for line in lines),
        reported=tuple(float(cues.is_read_aloud(x)) + cues.reports(x) for x in lines),
        points_at=tuple(cues.points_at(line) for line in lines),
        introduces=introduces,
        turns=turns,
        returns=tuple(cues.turns_back(line) for line in lines),
        nouns=tuple(tuple(cues.work_nouns(line)) for line in lines),
        technical=tuple(_smooth(share, 4, turns)),
    )


def _terms(line: str) -> frozenset[str]:
    words = words_of(line)
    return frozenset(words) | {one + other for one, other in pairwise(words)}


def score_subjects(
    speech: Speech, named: Mapping[str, frozenset[int]], names: Mapping[str, Iterable[str]]
) -> dict[str, list[float]]:
    """One score per line (index 0 is line 1) for each work in `named`, for aside and banter.

    `named` maps a work to the lines that name it, `names` to the ways it is called.
    """
    size = len(speech.words)
    scores = {ASIDE: [0.0] * size, BANTER: [-_SMALL_TALK * t for t in speech.technical]}
    if not named:
        return scores
    main = main_work(speech, named)
    nouns = {work: _noun(speech, named[work]) for work in named}
    anchors = _anchors(speech, named, nouns, main)
    rivals = {m for w in named if w != main for n in named[w] for m in range(n - 1, n + 6)}
    counts = Counter(word for found in speech.words for word in found)
    meant = _meant(speech, named, main)
    for work, own in named.items():
        title = {w for name in names[work] for w in words_of(name) if w not in COMMON}
        title = {word for word in title if len(word) > 4}
        evidence = [
            min(2, len(title & speech.terms[i]))
            + speech.reported[i] * (meant[i] in (work, None))
            + _points(speech.points_at[i], work, meant[i], nouns)
            for i in range(size)
        ]
        near = _smooth(evidence, 4, speech.turns)
        call = [_NAMED if i + 1 in own else 0.0 for i in range(size)]
        if work == main:
            bar = [_MAIN_BAR + (_RIVAL if i + 1 in rivals else 0.0) for i in range(size)]
            scores[work] = [c + e - b for c, e, b in zip(call, near, bar, strict=True)]
        else:
            likeness = _likeness(speech, anchors[work], counts)
            faded = _fade(anchors[work], size)
            pointed = [_POINTED * (i + 1 in anchors[work] and not c) for i, c in enumerate(call)]
            scores[work] = [
                c + p + _LEXICAL * x + 0.3 * e - f - _OTHER_BAR
                for c, p, x, e, f in zip(call, pointed, likeness, near, faded, strict=True)
            ]
    return scores


def _points(at: frozenset[str], work: str, meant: str | None, nouns: Mapping[str, str]) -> bool:
    """Whether "this paper" and the like on a line points at a work, not at the one just named."""
    rival = meant is not None and meant != work and nouns[meant] == nouns[work]
    return nouns[work] in at and not rival


def _meant(
    speech: Speech, named: Mapping[str, frozenset[int]], main: str | None
) -> list[str | None]:
    """The work that "this paper" means on each line: the one named last, for a while."""
    at = {n: work for work, lines in named.items() for n in sorted(lines)}
    found: list[str | None] = []
    last, since = main, 0
    for i in range(len(speech.words)):
        since += 1
        if i + 1 in at:
            last, since = at[i + 1], 0
        elif since > _REACH or speech.returns[i]:
            last = main
        found.append(last)
    return found


def main_work(speech: Speech, named: Mapping[str, frozenset[int]]) -> str | None:
    """The work the speech is about: brought in as a work, named most often over the widest stretch.

    None where no work is both brought in ("this is a paper …") and named again: a work that is
    only mentioned must not draw all that is said of "this paper" to itself.
    """
    new = {i + 1 for i, brings_in in enumerate(speech.introduces) if brings_in}
    spread = {
        work: len(lines) * (max(lines) - min(lines))
        for work, lines in named.items()
        if any(new.intersection(range(n - 2, n + 3)) for n in lines)
    }
    best = max(sorted(spread), key=lambda work: spread[work], default=None)
    return best if best and spread[best] else None


def _noun(speech: Speech, own: Iterable[int]) -> str:
    """What the work is called near its name: a paper, a video, …"""
    around = {m for n in own for m in range(n - 2, n + 3) if 1 <= m <= len(speech.nouns)}
    found = Counter(noun for m in sorted(around) for noun in speech.nouns[m - 1])
    return found.most_common(1)[0][0] if found else "paper"


def _anchors(
    speech: Speech,
    named: Mapping[str, frozenset[int]],
    nouns: Mapping[str, str],
    main: str | None,
) -> dict[str, frozenset[int]]:
    """The lines that speak of a work for certain: by its name, by its introduction, by pointing."""
    anchors = {work: set(lines) for work, lines in named.items()}
    order = sorted((n, work) for work, lines in named.items() for n in lines)
    for line in (i + 1 for i, new in enumerate(speech.introduces) if new):
        # A work may be brought in first and named only later.
        later = next(((n, work) for n, work in order if n >= line), None)
        is_new = later is not None and min(named[later[1]]) >= line
        if later and is_new and later[0] - line <= _REACH and later[1] != main:
            short = len(named[later[1]]) < 3
            anchors[later[1]].update(range(line, later[0]) if short else [line])
    for work, noun in nouns.items():
        only = sum(other == noun for other in nouns.values()) == 1
        if work != main and noun != "paper" and only:
            anchors[work].update(i + 1 for i, at in enumerate(speech.points_at) if noun in at)
    return {work: frozenset(lines) for work, lines in anchors.items()}


def _likeness(speech: Speech, anchors: Iterable[int], counts: Mapping[str, int]) -> list[float]:
    """How much more each line uses the words found around the anchors than the speech does."""
    size = len(speech.words)
    around = {m for n in anchors for m in range(n - 1, n + 7) if 1 <= m <= size}
    near = Counter(word for m in sorted(around) for word in speech.words[m - 1])
    whole, total = sum(counts.values()) or 1, sum(near.values())
    odds: dict[str, float] = {}
    for word, count in counts.items():
        usual = count / whole
        gain = (near[word] + _SMOOTHING * usual) / ((total + _SMOOTHING) * usual)
        odds[word] = max(-_CLIP, min(_CLIP, math.log(gain)))
    raw = [sum(odds[w] for w in found) / math.sqrt(1 + len(found)) for found in speech.words]
    return _smooth(raw, 2, speech.turns)


def _fade(anchors: frozenset[int], size: int) -> list[float]:
    """What a line loses for each line since the last anchor, the first few free."""
    faded: list[float] = []
    since = size + _FREE
    for i in range(size):
        since = 0 if i + 1 in anchors or i + 2 in anchors else since + 1
        faded.append(_FADE * max(0, since - _FREE))
    return faded


def _smooth(values: Sequence[float], reach: int, turns: Sequence[bool]) -> list[float]:
    """The mean over `reach` lines on either side, but not over a line that turns the talk."""
    sums = [0.0, *accumulate(values)]
    size = len(values)
    first, stretches = 0, []
    for i in range(1, size + 1):
        if i == size or turns[i]:
            stretches.append((first, i))
            first = i
    spans = [
        (max(begin, i - reach), min(end, i + reach + 1))
        for begin, end in stretches
        for i in range(begin, end)
    ]
    return [(sums[b] - sums[a]) / (b - a) for a, b in spans]
