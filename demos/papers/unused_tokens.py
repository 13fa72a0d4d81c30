"""In: a language model some of whose tokens never occur in its text; out: whether U betrays them.

Idea. A tokenizer is made from other text than the model, so that some tokens are hardly ever
trained. The loss pushes their logits down in every context. The cheapest way is to take one and
the same vector c away from all their rows in the unembedding matrix U. So these rows resemble one
another, and a few tokens known to be unused point to all the rest, without any text.

Formula. logits = U h(context), loss = -log softmax(logits)[next]. A token never seen has
    dL/dU_i = p_i h,    the same direction for all such i:  U_i -> U_i(0) - c,  c ~ sum of p h,
while a token that occurs is pulled towards its own contexts as well. Score of token i, with v the
first principal component of U and S a few known ones ('Main Algorithm'):
    U' = U - (U v) v^T,    cosine of U'_i to the mean of U'_s over s in S.

Real here: a model of two tokens of context, trained by Adam, its tokens of very unequal frequency,
some at zero; scores from U alone. Shown beside: the norm of the row, smaller or larger rows first,
whichever finds more. Rows start small, as in large models: from large ones (0.3 in place of 0.02)
the component is the unused tokens' own direction, and the score falls to chance. From small ones it
takes some of it as well, more on some seeds, and the gap to chance is not wide enough on every one.
What the toy adds. The norm finds them about as well: rows that all were pushed one way are long.
Stands in: a made-up language for text, a table of rows for a large model. Left out: input
embeddings, and prompts that check a suspect.

Try: fewer steps (rows keep their random start); few unused tokens.
Control: unused tokens are left out of the softmax, so that nothing pushes their logits down.
"""

from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor
from torch.nn.functional import cosine_similarity, cross_entropy

from demos.kit.checks import above, line
from demos.kit.nets import flat, mlp, mlp_init, weight
from demos.kit.panels import bars, panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

VOCABULARY, WIDTH, BATCH, KNOWN, START = 300, 32, 256, 5, 0.02

DEMO = Demo(
    id="unused_tokens",
    papers=("2405.05417",),
    title="Rows that give away the tokens nobody trained",
    claim="Tokens that training never shows lose one common vector from their rows of the "
    "unembedding matrix, so that a few known ones are enough to find the others in it.",
    stated_at="review of 30.11.24, 'Research Details' and 'Main Algorithm'",
    fidelity="proxy",
    stands_in="A small model of a made-up language for a large one.",
)


def language(unused: int, gen: Generator) -> tuple[Tensor, Tensor]:
    """How often each token occurs (VOCABULARY,), the last `unused` never, and a next-token table.

    Frequencies fall as 1 / rank; each of 8 classes of contexts prefers other tokens.
    """
    often = 1.0 / torch.arange(1.0, VOCABULARY + 1)
    often[VOCABULARY - unused :] = 0.0
    taste = (1.5 * torch.randn(8, VOCABULARY, generator=gen)).exp()
    table = often * taste
    return often, table / table.sum(1, keepdim=True)


def batch(often: Tensor, table: Tensor, gen: Generator) -> tuple[Tensor, Tensor]:
    """Contexts (BATCH, 2) and what follows (BATCH,); the two tokens of context name the class."""
    context = torch.multinomial(often, 2 * BATCH, replacement=True, generator=gen).view(BATCH, 2)
    kind = (context[:, 0] + 3 * context[:, 1]) % len(table)
    return context, torch.multinomial(table[kind], 1, generator=gen).squeeze(1)


def shared_direction(change: Tensor) -> float:
    """Mean cosine of the changes of rows, pair by pair. change (n, WIDTH)."""
    size = change.norm(dim=1, keepdim=True)
    unit = change / size.clamp(min=1e-12)
    n = len(unit)
    return float(((unit @ unit.T).sum() - (unit * unit).sum()) / (n * (n - 1)))


def suspicion(u: Tensor, known: Tensor) -> Tensor:
    """How alike each row is to the known ones, the first component taken off. (VOCABULARY,)."""
    v = torch.linalg.svd(u, full_matrices=False).Vh[0]  # (WIDTH,)
    rest = u - torch.outer(u @ v, v)  # (VOCABULARY, WIDTH), U' of 'Main Algorithm'
    return cosine_similarity(rest, rest[known].mean(0, keepdim=True), dim=1)


def average_precision(score: Tensor, wanted: Tensor) -> float:
    """Mean over the wanted ones of the precision at their rank. wanted (n,) of booleans."""
    hit = wanted[score.argsort(descending=True)].double()
    precision = hit.cumsum(0) / torch.arange(1, len(hit) + 1)
    return float((precision * hit).sum() / hit.sum())


def run(
    unused: Annotated[int, Field(ge=10, le=90, description="Tokens that never occur.")] = 30,
    steps: Annotated[int, Field(ge=100, le=1600, description="Training steps.")] = 800,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train on text without the last tokens, then look for these in U."""
    gen = generator(seed, "unused_tokens")
    often, table = language(unused, gen)
    rows = weight((VOCABULARY, WIDTH), gen, 0.5)
    body, u = mlp_init((2 * WIDTH, 48, WIDTH), gen), weight((VOCABULARY, WIDTH), gen, START)
    start, never = u.detach().clone(), torch.arange(VOCABULARY) >= VOCABULARY - unused
    sunk: list[list[float]] = []

    def loss(step: int) -> Tensor:
        context, following = batch(often, table, gen)
        found = mlp(body, rows[context].flatten(1)) @ u.T  # (BATCH, VOCABULARY)
        if step % 20 == 0:
            sunk.append([found[:, which].mean().item() for which in (never, ~never)])
        return cross_entropy(found.masked_fill(never, -torch.inf) if control else found, following)

    fit([rows, u, *flat(body)], loss, steps, 0.005)
    u = u.detach()
    change, rare = u - start, torch.arange(VOCABULARY - 2 * unused, VOCABULARY - unused)
    known = torch.arange(VOCABULARY - KNOWN, VOCABULARY)
    others = torch.arange(VOCABULARY) < VOCABULARY - KNOWN  # what is searched
    score, norm = suspicion(u, known)[others], u.norm(dim=1)[others]
    found = average_precision(score, never[others])
    by_norm = max(average_precision(sign * norm, never[others]) for sign in (1, -1))
    chance = float(never[others].double().mean())
    alike = {"never seen": shared_direction(change[never]), "rare": shared_direction(change[rare])}
    alike["frequent"] = shared_direction(change[:unused])
    at = range(0, steps, 20)
    names = ("never seen", "others")
    sinking = [line(n, at, [both[i] for both in sunk]) for i, n in enumerate(names)]
    counts = (often / often.sum() * BATCH * steps)[others].clamp(min=0.1)
    return Outcome(
        checks=(
            above("cosine of row changes: unseen, rare", alike["never seen"], alike["rare"], 0.2),
            above("average precision of finding unseen: score, chance", found, chance, 0.5),
        ),
        curves={
            "Do rows change alike?": bars("tokens", "mean cosine of changes", alike),
            "Suspicion": panel(
                "times seen in training (0.1: never)",
                "cosine to the known ones",
                line("tokens", counts, score, "points"),
                log_x=True,
            ),
            "Unseen tokens found": bars(
                "way", "average precision", {"score": found, "norm": by_norm, "chance": chance}
            ),
            "Logits": panel("step", "mean logit", *sinking),
        },
    )
