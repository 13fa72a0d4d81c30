"""In: judged cases, a way to calibrate; out: what it does to questions it was not fitted on.

Works are dealt to five folds and each fold is judged by what the others calibrate, ten times over;
then each author by what the others' questions calibrate, which is what awaits a stranger's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

import numpy as np

from app.answering.abstain import Features, confidence
from app.answering.calibration import Calibration

FOLDS, TIMES = 5, 10


class Case(NamedTuple):
    """The features of a question, its kind, and whether the library can answer it.

    `about` is the same for questions about one work, or asked in other forms: none of them may be
    fitted on when another is judged; `author` is "" for those written for calibration alone.
    """

    kind: str
    known: bool
    seen: Features
    about: str = ""
    author: str = ""


Fit = Callable[[Sequence[Case]], Calibration]
Shares = Mapping[str, float]


def by_work(cases: Sequence[Case], fit: Fit, times: int = TIMES) -> list[Shares]:
    """For each dealing of works to folds the share answered by kind; no work is in two folds."""
    rows = []
    for seed in range(times):
        dealt = Random(seed)
        fold = {about: dealt.randrange(FOLDS) for about in sorted({c.about for c in cases})}
        given: list[tuple[Case, bool]] = []
        for n in range(FOLDS):
            made = fit([c for c in cases if fold[c.about] != n])
            given += [(c, answered(c, made)) for c in cases if fold[c.about] == n]
        rows.append(shares(given))
    return rows


def across_authors(cases: Sequence[Case], fit: Fit) -> dict[str, Shares]:
    """For each author the share answered by kind, as the others' questions calibrate it."""
    found = {}
    for author in sorted({c.author for c in cases} - {""}):
        made = fit([c for c in cases if c.author != author])
        found[author] = shares([(c, answered(c, made)) for c in cases if c.author == author])
    return found


def answered(case: Case, made: Calibration) -> bool:
    """Whether a calibration lets a case be answered."""
    return confidence(case.seen, made.weights, made.bias) >= made.threshold


def shares(given: Iterable[tuple[Case, bool]]) -> Shares:
    """The share answered by kind, and of all that have an answer ("answerable")."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for case, is_answered in given:
        kinds[case.kind].append(is_answered)
        if case.known:
            kinds["answerable"].append(is_answered)
    return {kind: float(np.mean(found)) for kind, found in kinds.items()}


def table(cases: Sequence[Case], fit: Fit) -> str:
    """Both as Markdown: share answered by kind, mean with least and most over the dealings."""
    dealings, authors = by_work(cases, fit), across_authors(cases, fit)
    names = [f"{author}, fitted on the others" for author in authors]
    lines = [f"| answered | by work | {' | '.join(names)} |", "|---|---|" + "---|" * len(names)]
    for kind in sorted(dealings[0]):
        found = [row[kind] for row in dealings]
        cells = [f"{np.mean(found):.3f} ({min(found):.3f}–{max(found):.3f})"]
        cells += [f"{row[kind]:.3f}" if kind in row else "" for row in authors.values()]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)
