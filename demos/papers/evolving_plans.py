"""In: a scheduling puzzle and a judge; out: how often four ways of searching solve it.

Idea. Let a model write many plans, have a judge score and criticise each, and breed them: parents
are drawn by score, but not only the best; a child is a rewriting of two parents in answer to what
the judge found wrong; populations live on islands, and good plans migrate now and then. Nothing
is trained, all the work is at inference.

Formula. A parent is drawn with probability ~ exp(score / T), score = minus the rules broken. All
ways have the same number of calls of the judge:
    best of n:    fresh plans only,
    revision:     plans rewritten again and again after the critique, in 1, 8 or 24 threads,
    one pool:     evolution in a single population, parents nearly always the best (T = 0.05),
    islands:      evolution on islands, parents drawn softly; every 4th round migration.

Real here: the judge, its critique as a list of broken rules, selection, recombination, migration.
Stands in: a writer for the language model: it takes each meeting from one of the parents, moves
one that the critique names to a random slot, and now and then slips.
Left out: language; dialogue of many turns; resets of an island.
What the toy adds. Plain revision drifts, as nothing holds what was won. If it is allowed to go
back after a worse plan (fifth bar) it solves about as many puzzles as the islands or more. Nor
does drawing softly pay: islands that nearly always take the best (third bar) solve about as many.
Try: slips 0; T = 5 (hardly any selection). Control: parents are drawn without regard to score.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, line
from demos.kit.panels import bars, panel
from demos.kit.schedules import Puzzles, broken, puzzles, right
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
Plans = NDArray[np.int64]
Random = np.random.Generator
Broken = NDArray[np.bool_]
MEETINGS, SLOTS, RULES, PUZZLES, POOL, EVERY = 14, 6, 34, 150, 24, 4

DEMO = Demo(
    id="evolving_plans",
    papers=("2501.09891",),
    title="Plans that are bred, not only revised",
    claim="With the same number of calls of the judge, evolution with soft selection on islands "
    "solves more planning puzzles than plain revision, a single greedy pool and greedy islands.",
    stated_at="review of 2025-06-20, components 2 to 4 and structural advantages",
    fidelity="proxy",
    stands_in="A writer that moves meetings at random and slips stands in for a language model; "
    "it shows what the search adds, not what a model can plan.",
)


def fresh(count: int, random: Random) -> Plans:
    """Plans from nothing (puzzles, count, meetings)."""
    return random.integers(SLOTS, size=(PUZZLES, count, MEETINGS))


def rewrite(plans: Plans, wrong: Broken, task: Puzzles, slips: float, random: Random) -> Plans:
    """The writer: move one meeting of one rule that the critique names, and slip now and then."""
    new, places = plans.copy(), np.indices(plans.shape[:2])
    rule = (wrong * random.random(wrong.shape)).argmax(axis=2)  # one of the broken rules
    who = task.pair[places[0], rule, random.integers(2, size=rule.shape)]
    moved = random.integers(SLOTS, size=rule.shape)
    new[*places, who] = np.where(wrong.any(axis=2), moved, new[*places, who])
    slipped = random.random(new.shape) < slips
    return np.where(slipped, random.integers(SLOTS, size=new.shape), new)


def evolve(
    task: Puzzles, rounds: int, islands: int, heat: float, slips: float, random: Random
) -> Array:
    """Share of puzzles solved after each round of POOL calls (rounds,)."""
    plans, island, path = fresh(POOL, random), np.arange(POOL) * islands // POOL, []
    solved, at = np.zeros(PUZZLES, bool), np.arange(PUZZLES)
    for turn in range(rounds):
        wrong = broken(plans, task)  # one call of the judge for each plan
        score = -wrong.sum(axis=2)
        solved |= right(wrong)
        path.append(float(solved.mean()))
        if islands > 1 and turn % EVERY == EVERY - 1:  # the best takes the worst's place next door
            for k in range(islands):
                here, there = (np.flatnonzero(island == j % islands) for j in (k, k + 1))
                best, worst = here[score[:, here].argmax(1)], there[score[:, there].argmin(1)]
                for kept in (plans, wrong, score):
                    kept[at, worst] = kept[at, best]
        home = np.where(island[:, None] == island, 0.0, -np.inf)
        luck = random.gumbel(size=(2, PUZZLES, POOL, POOL))  # argmax of this: drawn ~ exp(score/T)
        one, other = (score[:, None] / heat + home + luck).argmax(axis=3)
        row = at[:, None]
        mixed = np.where(random.random(plans.shape) < 0.5, plans[row, one], plans[row, other])
        plans = rewrite(mixed, wrong[row, one], task, slips, random)
    return np.array(path)


def revise(
    task: Puzzles, rounds: int, threads: int, keep: bool, slips: float, random: Random
) -> float:
    """Share solved by rewriting `threads` plans in turn; `keep` goes back after a worse one."""
    plans = fresh(threads, random)
    wrong = broken(plans, task)
    solved = right(wrong)
    for _ in range(rounds * POOL // threads - 1):
        new = rewrite(plans, wrong, task, slips, random)
        found = broken(new, task)
        taken = (found.sum(axis=2) <= wrong.sum(axis=2))[:, :, None] | (not keep)
        plans, wrong = np.where(taken, new, plans), np.where(taken, found, wrong)
        solved |= right(wrong)
    return float(solved.mean())


def run(
    islands: Annotated[int, Field(ge=1, le=6, description="Islands.")] = 4,
    heat: Annotated[float, Field(ge=0.1, le=5, description="T of selection.")] = 0.5,
    slips: Annotated[float, Field(ge=0, le=0.1, description="Chance of a slip.")] = 0.03,
    rounds: Annotated[int, Field(ge=20, le=100, description="Judge's calls / 24.")] = 50,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Give each way of searching the same number of calls on the same puzzles."""
    random = rng(seed, "evolving_plans")
    task = puzzles(PUZZLES, MEETINGS, SLOTS, RULES, random)
    mine = evolve(task, rounds, islands, np.inf if control else heat, slips, random)
    greedy = evolve(task, rounds, 1, 0.05, slips, random)
    eager = evolve(task, rounds, islands, 0.05, slips, random)
    drafts = [right(broken(fresh(POOL, random), task)) for _ in range(rounds)]
    revised, kept = (
        max(revise(task, rounds, n, keep, slips, random) for n in (1, 8, POOL))
        for keep in (False, True)
    )
    ends = {"islands": mine[-1], "one pool": greedy[-1], "greedy islands": eager[-1]}
    ends |= {"revision": revised, "keeping the better": kept}
    ends["best of n"] = float(np.any(drafts, axis=0).mean())
    calls = np.arange(1, rounds + 1) * POOL
    lines = line("islands", calls, mine), line("one greedy pool", calls, greedy)
    return Outcome(
        checks=(
            above("solved: islands, plain revision", mine[-1], revised, 0.2),
            above("solved: islands, one greedy pool", mine[-1], greedy[-1], 0.05),
            above("solved: islands, greedy islands", mine[-1], eager[-1], 0.02),
        ),
        curves={
            "Puzzles solved": bars("way", "share", ends),
            "While searching": panel("calls of the judge", "share solved", *lines),
        },
    )
