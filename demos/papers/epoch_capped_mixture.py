"""In: languages of very unequal size and a budget; out: four ways to share the budget among them.

Idea. Sharing a budget of symbols evenly makes small languages repeat their text many times; sharing
it by size starves them. UniMax shares it as evenly as a cap on the epochs of a language allows.

Formula. Languages from small to large, C_i symbols each, B left, L - i languages left:
    u_i = min(B_left / (L - i),  N C_i),    B_left <- B_left - u_i,    p_i = u_i / sum_j u_j.
Rivals: even (u_i = B / L), by size (u_i ~ C_i), and by temperature (u_i ~ C_i^(1/tau)).

What the review garbles: it normalises the budgets with a softmax. Budgets are counts of symbols,
so a softmax gives them all to the languages with most and none to the rest (third panel).

Real here: the allocation, and a bigram model of each language trained by its share, on its own
repeated text, measured on text that it has not seen (mean over all languages, in nats above the
best possible). The rivals are the even share and tau = 3.33, as mT5 has it. Also shown: the best
tau of a grid, chosen on that very measure.
What the toy says: UniMax beats the even share, but the usual temperature comes so close that the
order flips with the seed. It repeats the smallest language only 7 times, and harm to a small
separate model begins later; in one big model it begins earlier, and there lies the paper's case.
Stands in: bigram sources for languages. Left out: transfer between languages, which one big
multilingual model has and which favours the small ones further.

Try: a cap of 1 forbids repetition; a large cap is the even share. Control: there is no cap.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.bandit import sample_pairs, softmax
from demos.kit.checks import below, line
from demos.kit.panels import bars, panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
Words = NDArray[np.int64]
LANGUAGES, SYMBOLS, BATCH, RATE = 16, 10, 20, 3.0
TEMPERATURES = (1.5, 2.0, 3.33, 5.0, 10.0)

DEMO = Demo(
    id="epoch_capped_mixture",
    papers=("2304.09151",),
    title="An even share for every language, up to a cap on repetition",
    claim="Capping the epochs of each language and sharing what is left evenly keeps small "
    "languages from being repeated too often, and the models are better on the whole than under an "
    "even share or the usual temperature.",
    stated_at="review of 28.03.25, second and third paragraph",
    fidelity="proxy",
    stands_in="Bigram sources of 10 symbols, one small model each, stand in for languages and one "
    "multilingual model.",
)


def unimax(sizes: Array, budget: float, cap: float) -> Array:
    """Budget of each language; sizes (languages,) in ascending order."""
    shares, left = np.zeros(len(sizes)), budget
    for place, size in enumerate(sizes):
        shares[place] = min(left / (len(sizes) - place), cap * size)
        left -= shares[place]
    return shares


def by_temperature(sizes: Array, budget: float, tau: float) -> Array:
    """Shares in proportion to size^(1/tau); tau = 1 is by size."""
    weights = (sizes / sizes.sum()) ** (1.0 / tau)
    shares: Array = budget * weights / weights.sum()
    return shares


def unseen_loss(text: Words, source: Array, symbols: float, random: np.random.Generator) -> float:
    """Train a bigram table on `symbols` symbols of repeated text; nats above the source's own."""
    table, order = np.zeros((SYMBOLS, SYMBOLS)), np.empty(0, dtype=np.int64)
    steps = round(symbols / BATCH)
    for step in range(steps):
        if len(order) < BATCH:  # a new epoch
            order = np.append(order, random.permutation(len(text)))
        (now, then), order = text[order[:BATCH]].T, order[BATCH:]
        gradient = softmax(table[now])
        gradient[np.arange(BATCH), then] -= 1.0
        np.subtract.at(table, now, RATE * (1.0 - step / steps) * gradient / BATCH)
    return float((source * np.log(source / softmax(table))).sum(axis=1).mean())


def run(
    cap: Annotated[float, Field(ge=1, le=64, description="Greatest number of epochs N.")] = 4.0,
    budget: Annotated[int, Field(ge=40000, le=160000, description="Symbols in all.")] = 80000,
    skew: Annotated[float, Field(ge=1, le=2.5, description="Power of the sizes.")] = 1.8,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Share the budget in four ways, count epochs, train a model of each language."""
    random = rng(seed, "epoch_capped_mixture")
    sizes = np.round(60000.0 / np.arange(LANGUAGES, 0, -1) ** skew)
    sources = softmax(random.normal(0, 1.0, (LANGUAGES, SYMBOLS, SYMBOLS)))
    texts = [
        sample_pairs(source, int(size), 1, random)
        for source, size in zip(sources, sizes, strict=True)
    ]
    ways = {
        "UniMax": unimax(sizes, budget, np.inf if control else cap),
        "even": np.full(LANGUAGES, budget / LANGUAGES),
        "by size": by_temperature(sizes, budget, 1.0),
        **{f"tau {tau:g}": by_temperature(sizes, budget, tau) for tau in TEMPERATURES},
    }
    losses = {
        name: [
            unseen_loss(texts[i], sources[i], shares[i], rng(seed, f"order {i}"))
            for i in range(LANGUAGES)
        ]
        for name, shares in ways.items()
    }
    mean = {name: float(np.mean(values)) for name, values in losses.items()}
    usual = "tau 3.33"
    best = min((f"tau {tau:g}" for tau in TEMPERATURES), key=mean.__getitem__)
    epochs = {name: shares / sizes for name, shares in ways.items()}
    shown = dict.fromkeys(("UniMax", "even", "by size", usual, best))
    scaled = np.exp(ways["UniMax"] - ways["UniMax"].max())
    ours, places = mean["UniMax"], range(1, LANGUAGES + 1)
    return Outcome(
        checks=(
            below("unseen loss, UniMax against even", ours, mean["even"], 0.02 * mean["even"]),
            below("unseen loss, UniMax against tau 3.33", ours, mean[usual], 0.02 * mean[usual]),
        ),
        curves={
            "Epochs of each language": panel(
                "language, small to large",
                "epochs",
                *(line(name, places, epochs[name]) for name in shown),
                line("cap", (1, LANGUAGES), (cap, cap), "dashed"),
                log_y=True,
            ),
            "Loss on unseen text": panel(
                "language, small to large",
                "nats above the source",
                *(line(f"{name}, mean {mean[name]:.4f}", places, losses[name]) for name in shown),
                log_y=True,
            ),
            "Share of the largest language": bars(
                "rule",
                "share of the budget",
                {
                    **{name: ways[name][-1] / budget for name in shown},
                    "softmax of u": scaled[-1] / scaled.sum(),
                },
            ),
        },
    )
