"""In: labels by a few annotators and a model; out: whether the model may stand in for one of them.

Idea. Leave each annotator out in turn, and ask who agrees better with the remaining ones, the
model or the one left out. No true labels are needed. Each question is a statistical test; the
model passes if it wins against at least half of the annotators. A model costs less than a person,
so it may be worse by e and still pass.

Formula. For annotator j and item i, S(a) is the share of the other annotators who gave a's label.
    W_model = [S(model) >= S(j)],   W_j = [S(j) >= S(model)],   rho_model, rho_j their means,
    H_0: rho_model <= rho_j - e,  a one-sided t-test on W_j - W_model over the items,
    winning rate = share of j whose H_0 is rejected (Benjamini-Yekutieli, 0.05); pass at >= 0.5,
    advantage probability rho = mean over j of rho_model.
The review asks for more than half of the annotators, the test for half or more; with 4 of them
this is the difference between 2 and 3.

Real here: the test itself, with its correction. Stands in: simulated annotators and models that
err at known rates, more often on hard items; the known rates are used for scoring alone.
Left out: ratings and free text, where S is a distance.
What the toy adds. At e = 0 a model as good as the annotators hardly ever passes: it cannot beat
them. The line at e = 0.2 is an accuracy of 0.56, where rho_j - rho_model = 0.2: a model at 0.55 is
worse than allowed. The test keeps it out; but it also keeps out most models up to 0.65 that are
within the line, as 100 items have little power, and 40 let an equal model in only half the time.
Rivals: the same rule without a test (rho_model > rho_j - e for half of them), and, for ordering
models, the winning rate, which is coarse by its nature. Half a tie counts as ordered.
Try: 20 items (few pass); 300 (half of those at 0.65 pass); e = 0 (an equal model fails).
Control: each annotator's labels are shuffled among the items, so that agreement says nothing.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.stats import false_discovery_control
from scipy.stats import t as student

from demos.kit.checks import above, below, line
from demos.kit.panels import panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
Random = np.random.Generator
CLASSES, REPEATS, LEVEL, HUMAN = 3, 150, 0.05, 0.8
MODELS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)  # accuracies

DEMO = Demo(
    id="annotator_test",
    papers=("2501.10970",),
    title="May the model replace an annotator?",
    claim="From four annotators and 100 items, without true labels, the test lets a model "
    "as good as the annotators pass and keeps out one that is worse by more than e; rho orders "
    "models more finely than the winning rate.",
    stated_at="review of 25.06.25, sections on the test, on comparing judges, on epsilon",
    fidelity="exact",
    stands_in="Simulated annotators and models of known error rates stand in for people and LLMs.",
)


def label(truth: Labels, hard: Array, accuracy: float, random: Random) -> Labels:
    """Labels (repeats, items): right with `accuracy` on average, less on hard items."""
    chance = np.clip(accuracy + 0.3 * (0.5 - hard), 1 / CLASSES, 1.0)
    wrong = (truth + random.integers(1, CLASSES, size=truth.shape)) % CLASSES
    return np.where(random.random(truth.shape) < chance, truth, wrong)


def agreement(mine: Labels, others: Labels) -> Array:
    """S: share of the others who gave this label. mine (r, items), others (r, m, items)."""
    share: Array = (others == mine[:, None]).mean(axis=1)
    return share


def alt_test(model: Labels, humans: Labels, e: float) -> tuple[Array, ...]:
    """Winning rate, winning rate without a test, and rho, each (repeats,).

    model (r, items), humans (r, m, items).
    """
    p, ahead, rho = [], [], []
    for j in range(humans.shape[1]):
        others = np.delete(humans, j, axis=1)
        by_model, by_human = agreement(model, others), agreement(humans[:, j], others)
        w_model, w_human = by_model >= by_human, by_human >= by_model
        d = w_human.astype(float) - w_model
        spread = np.maximum(d.std(axis=1, ddof=1), 1e-9) / np.sqrt(d.shape[1])
        p.append(student.cdf((d.mean(axis=1) - e) / spread, d.shape[1] - 1))
        ahead.append(d.mean(axis=1) < e)
        rho.append(w_model.mean(axis=1))
    won = false_discovery_control(np.stack(p, 1), axis=1, method="by") <= LEVEL
    return won.mean(axis=1), np.mean(ahead, axis=0), np.mean(rho, axis=0)


def ordered(values: Array) -> float:
    """Share of pairs of models in the right order; values (models, repeats), by accuracy."""
    worse, better = np.triu_indices(len(values), 1)
    return float((0.5 + 0.5 * np.sign(values[better] - values[worse])).mean())


def run(
    annotators: Annotated[int, Field(ge=3, le=8, description="Annotators.")] = 4,
    items: Annotated[int, Field(ge=20, le=300, description="Labelled items.")] = 100,
    e: Annotated[float, Field(ge=0, le=0.3, description="How much worse the model may be.")] = 0.2,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Test models of many accuracies against the same kind of annotators, many times."""
    random = rng(seed, "annotator_test")
    truth = random.integers(CLASSES, size=(REPEATS, items))
    hard = random.random(truth.shape)
    humans = np.stack([label(truth, hard, HUMAN, random) for _ in range(annotators)], 1)
    if control:
        humans = random.permuted(humans, axis=2)
    found = [alt_test(label(truth, hard, a, random), humans, e) for a in MODELS]
    rates, plain, rho = (np.array(x) for x in zip(*found, strict=True))  # (models, repeats)
    passes, untested = (rates >= 0.5).mean(axis=1), (plain >= 0.5).mean(axis=1)
    at = {a: i for i, a in enumerate(MODELS)}
    tested, naive = passes[at[0.55]], untested[at[0.55]]
    return Outcome(
        checks=(
            above("passes: a model as good, and one at 0.5", passes[at[0.8]], passes[at[0.5]], 0.5),
            below("passes at 0.55, beyond e: with the test, without", tested, naive, naive / 2),
            above(
                "pairs of models in order: by rho, by winning rate",
                ordered(rho),
                ordered(rates),
                0.05,
            ),
        ),
        curves={
            "Passing": panel(
                "accuracy of the model",
                "share of runs",
                line("the test", MODELS, passes),
                line("without a test", MODELS, untested, "dashed"),
            ),
            "Advantage probability": panel(
                "accuracy of the model",
                "mean over runs",
                line("rho", MODELS, rho.mean(axis=1)),
                line("winning rate", MODELS, rates.mean(axis=1)),
            ),
        },
    )
