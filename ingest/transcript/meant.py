"""In: lines of speech and the lines that name works; out: which work is meant where.

The main work is the one the speech is about; "this paper" means the work named last, for a while.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from ingest.transcript.speech import Speech
from ingest.transcript.words import COMMON, words_of

_REACH = 40


def title_words(names: Iterable[str]) -> frozenset[str]:
    """The longer words of a work's names that are not common."""
    words = {word for name in names for word in words_of(name)}
    return frozenset(word for word in words - COMMON if len(word) > 4)


def points(at: frozenset[str], work: str, meant: str | None, nouns: Mapping[str, str]) -> bool:
    """Whether "this paper" and the like on a line points at a work, not at the one just named."""
    rival = meant is not None and meant != work and nouns[meant] == nouns[work]
    return nouns[work] in at and not rival


def meant_works(
    speech: Speech,
    named: Mapping[str, frozenset[int]],
    main: str | None,
    titles: Mapping[str, frozenset[str]],
) -> list[str | None]:
    """The work that "this paper" means on each line: the one named last, for a while.

    A line read aloud in the main work's own words leads back to it; a work that is named for
    comparison only is not meant.
    """
    at = {n: work for work, lines in named.items() for n in sorted(lines)}
    found: list[str | None] = []
    last, since = main, 0
    for i in range(len(speech.words)):
        since += 1
        if i + 1 in at and not speech.compares[i]:
            last, since = at[i + 1], 0
        elif since > _REACH or speech.returns[i]:
            last = main
        elif main and last and speech.reported[i]:
            own = titles[main] & speech.terms[i]
            last = main if len(own) >= 2 and len(own - titles[last]) >= 2 else last
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


def noun_of(speech: Speech, own: Iterable[int]) -> str:
    """What the work is called near its name: a paper, a video, …"""
    around = {m for n in own for m in range(n - 2, n + 3) if 1 <= m <= len(speech.nouns)}
    found = Counter(noun for m in sorted(around) for noun in speech.nouns[m - 1])
    return found.most_common(1)[0][0] if found else "paper"


def anchors_of(
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
