"""In: a trained network and a shifted task; out: losses of Fourier and low-rank changes.

Idea. To adapt a frozen weight matrix, do not learn the change itself or two thin factors of it,
but n coefficients of its spectrum at fixed, randomly drawn frequencies. n numbers then move the
whole matrix, and its rank is not limited.

Formula. E (2, n) holds the frequencies, drawn once and never learned, c (n,) is learned:
    F[E_0k, E_1k] = c_k, all else 0;     dW = a Re(IDFT2(F));     h = (W + dW) x.
Frequencies are drawn evenly, or through a Gaussian band-pass around distance f_c from the centre:
    p(u, v) ~ exp(-((D^2 - f_c^2) / (D w))^2).
The review finds the making of F unclear; it is the assignment above and nothing more.

Real here: the method, LoRA with one factor at zero, both with the best of the same three learning
rates and the same number of trained values (n = 2 d r), on a net trained on eight blobs and then
given them at other places. Stands in: a 64 x 64 layer for a language model's. Left out: sharing E
between layers, which saves storage (2n + Ln) and changes no loss.

What the toy adds. A random basis instead of the Fourier one does about as well (dotted points),
and the true change is only a little smoother than its own entries shuffled (second panel): here
the gain is freedom of rank. Smoothness, which the review presumes, is weak: 0.14 against 0.10.
Where the right change is of low rank, LoRA must win. Try rank 4: more values, and the gap closes.
Control: the same n values, all in the zero row of the spectrum, which makes the change rank 1.
"""

from collections.abc import Callable
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor

from demos.kit.checks import below, line
from demos.kit.data import ring_of_blobs
from demos.kit.nets import flat, mlp, mlp_init, weight
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome, Panel

D = 64
RATES = (0.03, 0.1, 0.3)

DEMO = Demo(
    id="fourier_finetuning",
    papers=("2405.03003",),
    title="Fine-tuning with a few Fourier coefficients",
    claim="At an equal number of trained values, a change of weights given by a few spectral "
    "coefficients adapts a layer to a lower loss than a low-rank change (LoRA).",
    stated_at="review of 28.11.24, summary: more compression than limiting the rank",
    fidelity="exact",
    stands_in="One 64 x 64 layer of a small classifier and two toy tasks for a language model.",
)


def frequencies(n: int, centre: float, band: float, gen: torch.Generator) -> tuple[Tensor, Tensor]:
    """The fixed entries E: n distinct (u, v), drawn through the band-pass filter."""
    axis = torch.fft.fftfreq(D) * D  # frequency of each row or column, -32 .. 31
    distance = (axis[:, None] ** 2 + axis[None, :] ** 2).sqrt().clamp_min(0.5)
    chance = torch.exp(-(((distance**2 - centre**2) / (distance * band)) ** 2)) + 1e-9
    picked = torch.multinomial(chance.flatten(), n, generator=gen)
    return picked // D, picked % D


def spectral(c: Tensor, u: Tensor, v: Tensor) -> Tensor:
    """dW = a Re(IDFT2(F)) with F zero but for c at E; a = D keeps the size of dW that of c."""
    f = torch.zeros(D, D, dtype=torch.cfloat)
    f = f.index_put((u, v), c.to(torch.cfloat), accumulate=True)
    change: Tensor = D * torch.fft.ifft2(f).real
    return change


def low_share(change: Tensor) -> float:
    """Share of the energy in the lowest tenth of the frequencies, the mean left aside."""
    axis = torch.fft.fftfreq(D) * D
    distance = (axis[:, None] ** 2 + axis[None, :] ** 2).flatten()
    energy = torch.fft.fft2(change - change.mean()).abs().square().flatten()
    return float(energy[distance.argsort()[: D * D // 10]].sum() / energy.sum())


def run(
    rank: Annotated[int, Field(ge=1, le=4, description="LoRA's rank r; n = 128 r.")] = 1,
    centre: Annotated[float, Field(ge=0, le=40, description="Favoured frequency f_c.")] = 0.0,
    band: Annotated[float, Field(ge=2, le=500, description="Width w; 500: no filter.")] = 500.0,
    steps: Annotated[int, Field(ge=50, le=250, description="Steps of adaptation.")] = 200,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train on one ring of blobs, adapt the middle layer to another, compare held-out losses."""
    gen = generator(seed, "fourier_finetuning")
    (old_x, old_y), (new_x, new_y) = (ring_of_blobs(8, 60, gen) for _ in range(2))
    net = mlp_init((2, D, D, 8), gen)
    fit(flat(net), lambda _: loss(mlp(net, old_x), old_y), 200, 0.01)
    (w1, b1), (w2, b2), (w3, b3) = [(w.detach(), b.detach()) for w, b in net]
    hidden = torch.relu(new_x @ w1.T + b1)  # (480, D): what the adapted layer sees
    train, test = slice(240), slice(240, 480)

    def loss_of(change: Tensor, which: slice) -> Tensor:
        z = torch.relu(hidden[which] @ (w2 + change).T + b2)
        return loss(z @ w3.T + b3, new_y[which])

    def adapt(
        start: list[Tensor], change: Callable[[list[Tensor]], Tensor]
    ) -> tuple[float, Tensor]:
        """Held-out loss and change at the best of the learning rates (chosen by training loss)."""
        tried = []
        for rate in RATES:
            values = [t.clone().requires_grad_() for t in start]
            fit(values, lambda _, v=values: loss_of(change(v), train), steps, rate)  # type: ignore[misc]
            tried.append((loss_of(change(values), train).item(), change(values).detach()))
        best = min(tried, key=lambda pair: pair[0])[1]
        return loss_of(best, test).item(), best

    fourier, lora, other = [], [], []
    sizes = [128 * rank, 256 * rank]
    for n in sizes:
        u, v = frequencies(n, centre, band, gen)
        if control:  # one row of the spectrum: every row of dW is the same
            u, v = torch.zeros(n, dtype=torch.long), torch.arange(n) % D
        fourier.append(adapt([torch.zeros(n)], lambda c, u=u, v=v: spectral(c[0], u, v))[0])  # type: ignore[misc]
        thin = [weight((n // (2 * D), D), gen).detach(), torch.zeros(D, n // (2 * D))]
        lora.append(adapt(thin, lambda ab: ab[1] @ ab[0])[0])
        basis = torch.randn(n, D * D, generator=gen) / D
        other.append(adapt([torch.zeros(n)], lambda c, q=basis: (c[0] @ q).view(D, D))[0])  # type: ignore[misc]
    full, true = adapt([torch.zeros(D, D)], lambda m: m[0])
    shuffled = true.flatten()[torch.randperm(D * D, generator=gen)].view(D, D)
    return Outcome(
        checks=(below("held-out loss, Fourier against LoRA", fourier[0], lora[0], 0.2 * lora[0]),),
        curves={
            "Held-out loss after adaptation": Panel(
                x_label="trained values",
                y_label="cross entropy",
                log_y=True,
                lines=(
                    line("Fourier coefficients", sizes, fourier),
                    line("LoRA", sizes, lora),
                    line("random basis", sizes, other, "points"),
                    line("all 4096 values", sizes, [full] * 2, "dashed"),
                ),
            ),
            "Is the true change smooth?": Panel(
                x_label="0: the change, 1: its entries shuffled",
                y_label="energy in the lowest tenth",
                lines=(line("share", [0, 1], [low_share(true), low_share(shuffled)], "bars"),),
            ),
        },
    )


def loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean cross entropy of logits (n, classes)."""
    return torch.nn.functional.cross_entropy(logits, labels)
