"""In: lines of speech and the works named in them; out: how well each line fits each subject.

All scores are on one scale, where an aside on the field is 0: a work's grow with its name, its
title's words, pointing ("this paper"), the register of print and words heard around its name;
banter's grow as technical terms become rare. A work that the talk points at holds until the talk
pauses or turns, for a while. The constants are round and were chosen on one stream and three
invented talks.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from ingest.transcript.meant import anchors_of, main_work, meant_works, noun_of, points, title_words
from ingest.transcript.speech import Speech, smooth

ASIDE = "aside"
BANTER = "banter"
_NAMED = 4.0
_POINTED = 4.0
_MAIN_BAR = 0.25
_OTHER_BAR = 0.3
_RIVAL = 0.5
_SMALL_TALK = 0.8
_MOST_BANTER = 0.5
_LEXICAL = 0.35
_NOT_MEANT = 0.3
_RETURNED = 1.0
_HOLD = 0.1
_HELD = 15
_FADE = 0.2
_FREE = 6
_SMOOTHING = 40.0
_CLIP = 2.5


def score_subjects(
    speech: Speech, named: Mapping[str, frozenset[int]], names: Mapping[str, Iterable[str]]
) -> dict[str, list[float]]:
    """One score per line (index 0 is line 1) for each work in `named`, for aside and banter.

    `named` maps a work to the lines that name it, `names` to the ways it is called.
    """
    size = len(speech.words)
    scores = {
        ASIDE: [0.0] * size,
        BANTER: [min(_MOST_BANTER, -_SMALL_TALK * t) for t in speech.technical],
    }
    if not named:
        return scores
    main = main_work(speech, named)
    nouns = {work: noun_of(speech, named[work]) for work in named}
    anchors = anchors_of(speech, named, nouns, main)
    rivals = {m for w in named if w != main for n in named[w] for m in range(n - 1, n + 6)}
    counts = Counter(word for found in speech.words for word in found)
    titles = {work: title_words(names[work]) for work in named}
    meant = meant_works(speech, named, main, titles)
    for n, (work, at) in enumerate(zip(meant, speech.points_at, strict=True), 1):
        if work and nouns[work] in at:
            anchors[work] |= {n}
    for work, own in named.items():
        evidence = [
            min(2, len(titles[work] & speech.terms[i]))
            + speech.reported[i] * (meant[i] in (work, None))
            + points(speech.points_at[i], work, meant[i], nouns)
            for i in range(size)
        ]
        near = smooth(evidence, 4, speech.turns)
        call = [_NAMED if i + 1 in own else 0.0 for i in range(size)]
        if work == main:
            scores[work] = _of_main(call, near, anchors[work], rivals)
        else:
            likeness = _likeness(speech, anchors[work], counts)
            theirs = [w == work for w in meant]
            scores[work] = _of_other(speech, call, near, anchors[work], likeness, theirs)
    return scores


def _of_main(
    call: Sequence[float], near: Sequence[float], anchors: Set[int], rivals: Set[int]
) -> list[float]:
    """The scores of the work that a talk is about, which other names near by take away from."""
    lines = range(len(call))
    bar = [_MAIN_BAR + (_RIVAL if i + 1 in rivals else 0.0) for i in lines]
    pointed = [_RETURNED * (i + 1 in anchors) for i in lines]
    return [c + p + e - b for c, p, e, b in zip(call, pointed, near, bar, strict=True)]


def _of_other(
    speech: Speech,
    call: Sequence[float],
    near: Sequence[float],
    anchors: Set[int],
    likeness: Sequence[float],
    theirs: Sequence[bool],
) -> list[float]:
    """The scores of a work brought in beside it; `theirs` are lines whose "this paper" it is."""
    faded, holds = _fade(anchors, speech)
    pointed = [_POINTED * (i + 1 in anchors and not c) for i, c in enumerate(call)]
    weight = [1.0 if own else _NOT_MEANT for own in theirs]
    told = [
        c + p + _LEXICAL * x + w * e - f - _OTHER_BAR
        for c, p, x, w, e, f in zip(call, pointed, likeness, weight, near, faded, strict=True)
    ]
    return [max(score, _HOLD) if held else score for score, held in zip(told, holds, strict=True)]


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
    return smooth(raw, 2, speech.turns)


def _fade(anchors: Set[int], speech: Speech) -> tuple[list[float], list[bool]]:
    """What a line loses for each line since the last anchor, the first few free; and what holds.

    After a line that brings in the work or points at it, the talk goes on about it until it pauses
    or turns, for a while.
    """
    faded: list[float] = []
    holds: list[bool] = []
    since, open_ = len(speech.breaks) + _FREE, False
    for i, stops in enumerate(speech.breaks):
        if i + 1 in anchors or i + 2 in anchors:
            since = 0
            shown = bool(speech.points_at[i]) or speech.introduces[i]
            open_ = open_ or (i + 1 in anchors and shown and not speech.compares[i])
        else:
            since, open_ = since + 1, open_ and not stops
        faded.append(_FADE * max(0, since - _FREE))
        holds.append(open_ and since <= _HELD)
    return faded, holds
