"""In: sizes and a generator; out: scheduling puzzles that can be solved, and the rules broken."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
APART, BEFORE, TOGETHER = 0, 1, 2


class Puzzles(NamedTuple):
    """For each puzzle and rule the two meetings (puzzles, rules, 2) and the kind of rule.

    `key` (puzzles, meetings) is a plan that breaks none.
    """

    pair: Places
    kind: Places
    key: Places


def puzzles(
    count: int, meetings: int, slots: int, rules: int, random: np.random.Generator
) -> Puzzles:
    """Puzzles whose rules are read off a hidden plan: same slot, earlier slot, other slot."""
    key = random.integers(slots, size=(count, meetings))
    pair = random.random((count, rules, meetings)).argsort(axis=2)[:, :, :2]
    a, b = (np.take_along_axis(key, pair[:, :, i], 1) for i in (0, 1))
    ordered = random.random(a.shape) < 0.7
    kind = np.where(a == b, TOGETHER, np.where(ordered, BEFORE, APART))
    turn = (kind == BEFORE) & (a > b)
    return Puzzles(np.where(turn[:, :, None], pair[:, :, ::-1], pair), kind, key)


def broken(plans: Places, task: Puzzles) -> NDArray[np.bool_]:
    """Which rules each plan breaks. plans (puzzles, n, meetings) -> (puzzles, n, rules)."""
    a, b = (
        np.take_along_axis(plans, np.repeat(task.pair[:, None, :, i], plans.shape[1], 1), 2)
        for i in (0, 1)
    )
    kind = task.kind[:, None]
    return np.select([kind == APART, kind == BEFORE], [a == b, a >= b], a != b)


def right(wrong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which puzzles one of the plans solves. wrong (puzzles, n, rules) -> (puzzles,)."""
    found: NDArray[np.bool_] = (wrong.sum(axis=2) == 0).any(axis=1)
    return found
