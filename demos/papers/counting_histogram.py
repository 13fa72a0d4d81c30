"""In: sequences of tokens and a query; out: how often one attention layer counts the query exactly.

Idea. To count how often a token occurs, a layer can add up the embeddings of the sequence and take
the product with the query's embedding. If all embeddings are orthogonal this is the count. With
fewer dimensions than tokens they cannot be, and every other token adds a little to the product.

Formula. With embeddings v_1 .. v_m of norm 1 in d dimensions and even attention over n tokens,
    h = (1/n) sum_j v(x_j),      n v_q . h = count(q) + sum_{x != q} count(x) v_q . v_x,
and by Welch  max_{x != y} |v_x . v_y| >= sqrt((m - d) / (d (m - 1)))  where d < m.
CountAttend: with sharp attention to the query's own copies each gets the weight w = 1/count, and
an MLP must compute 1/w. By the review its size grows in proportion to n; pieces enough for an
error below 1/2 grow as sqrt(n) here (third panel).

Real here: the head, embeddings pushed apart by descent where d < m, and two read-outs of h there,
the query's own embedding and one fitted by least squares for each token; the better one counts.
Also the most frequent token, read off the same histogram. Stands in: nothing; built, not trained.
Left out: the proof for all one-layer transformers; a failing head is none. At d = m a fitted
read-out would undo any embedding of full rank: the number of dimensions is what cannot be mended.
The review gives the threshold as 2 m once and as m elsewhere. For this head m is enough.

Try: below 0.9 (few dimensions missing). Control: at d = m directions are random, not orthogonal.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, line
from demos.kit.panels import panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
Places = NDArray[np.int64]
Random = np.random.Generator
SEQUENCES, LENGTHS = 600, (16, 32, 64, 128, 256)

DEMO = Demo(
    id="counting_histogram",
    papers=("2407.15160",),
    title="Counting needs a dimension for every token",
    claim="One attention layer counts a token exactly where the embeddings have as many dimensions "
    "as there are tokens; with fewer, counts and the most frequent token are often wrong.",
    stated_at="review of 09.01.25, 'QC Task', 'MFE Task' and 'Phase Transition in Performance'",
    fidelity="exact",
    stands_in="Nothing: the paper's own construction, on random sequences.",
)


def directions(m: int, d: int, random: Random) -> Array:
    """Random unit vectors (m, d)."""
    v: Array = random.normal(size=(m, d))
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    return v


def spread_out(v: Array, rounds: int = 300) -> Array:
    """Unit vectors pushed apart: descent on sum_{x != y} (v_x . v_y)^4."""
    for _ in range(rounds):
        overlap = v @ v.T  # (m, m)
        np.fill_diagonal(overlap, 0.0)
        v = v - 0.3 * overlap**3 @ v
        v = v / np.linalg.norm(v, axis=1, keepdims=True)
    return v


def embeddings(m: int, d: int, orthogonal: bool, random: Random) -> Array:
    """v (m, d): orthogonal where d >= m, else spread out as far as they go."""
    if d < m:
        return spread_out(directions(m, d, random))
    return np.linalg.qr(directions(d, m, random))[0].T if orthogonal else directions(m, d, random)


def histograms(words: Places, m: int) -> Array:
    """True counts (sequences, m) of words (sequences, n)."""
    counts = np.zeros((len(words), m))
    np.add.at(counts, (np.arange(len(words))[:, None], words), 1.0)
    return counts


def estimates(words: Places, v: Array, fitted_on: Places) -> tuple[Array, Array]:
    """Counts (sequences, m) read off n h: with v itself, and with a least-squares read-out."""
    h, seen = (n.shape[1] * v[n].mean(axis=1) for n in (words, fitted_on))  # even attention
    fit = np.linalg.lstsq(np.c_[seen, np.ones(len(seen))], histograms(fitted_on, len(v)))[0]
    return h @ v.T, np.c_[h, np.ones(len(h))] @ fit


def right(found: Array, truth: Array, query: Places) -> tuple[float, float]:
    """Shares of sequences with the exact count of the query, and with a most frequent token."""
    rows = np.arange(len(truth))
    counted = found[rows, query].round() == truth[rows, query]
    most = truth[rows, found.argmax(axis=1)] == truth.max(axis=1)
    return float(counted.mean()), float(most.mean())


def hinges(top: int) -> int:
    """Pieces that a piecewise linear g needs to have |g(w) - 1/w| < 1/2 on w = 1/top .. 1."""
    w, pieces, start = 1.0 / np.arange(1, top + 1), 0, 0
    while start < top - 1:  # the longest chord whose inner points stay within 1/2
        pieces, end = pieces + 1, start + 1
        while end + 1 < top:
            inner = np.arange(start, end + 2)
            chord = np.interp(-w[inner], -w[[start, end + 1]], 1.0 / w[[start, end + 1]])
            if np.abs(chord - 1.0 / w[inner]).max() >= 1.0:  # shifted by 1/2 it halves
                break
            end += 1
        start = end
    return pieces


def run(
    tokens: Annotated[int, Field(ge=8, le=64, description="Vocabulary m.")] = 32,
    length: Annotated[int, Field(ge=16, le=256, description="Sequence length n.")] = 128,
    below: Annotated[float, Field(ge=0.25, le=0.9, description="The smaller d, over m.")] = 0.75,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Count with heads of several sizes and compare d = m with the smaller d."""
    random = rng(seed, "counting_histogram")
    words, others = random.integers(tokens, size=(2, SEQUENCES, length))
    truth, query = histograms(words, tokens), words[:, -1]
    sizes = sorted({max(2, round(s * tokens)) for s in (0.25, 0.5, 0.75, 1.0, 1.5, below)})
    found, overlaps, bounds = {}, {}, {}
    for d in sizes:
        v = embeddings(tokens, d, not control, random)
        scores = [right(e, truth, query) for e in estimates(words, v, others)]
        counted, most = zip(*(scores[:1] if d >= tokens else scores), strict=True)
        found[d] = max(counted), max(most)
        overlaps[d] = float(np.abs(v @ v.T - np.eye(tokens)).max())
        bounds[d] = float(np.sqrt(max(tokens - d, 0) / (d * (tokens - 1))))
    small = max(2, round(below * tokens))
    share = [d / tokens for d in sizes]
    names = ("count of the query", "most frequent token")
    lines = [line(name, share, [found[d][i] for d in sizes]) for i, name in enumerate(names)]
    touch = line("measured", share, [overlaps[d] for d in sizes])
    bound = line("Welch's bound", share, [bounds[d] for d in sizes], "dashed")
    needed = [hinges(n) for n in LENGTHS]
    return Outcome(
        checks=(
            above("exact counts, d = m and below", found[tokens][0], found[small][0], 0.2),
            above("most frequent found, d = m and below", found[tokens][1], found[small][1], 0.05),
        ),
        curves={
            "Right answers": panel("d / m", "share of sequences", *lines),
            "Largest overlap of two embeddings": panel("d / m", "|v_x . v_y|", touch, bound),
            "CountAttend": panel("n", "pieces for 1/w", line("within 1/2", LENGTHS, needed)),
        },
    )
