"""In: a density with one memorised point; out: how often guided sampling copies it, by start time.

Idea. A prompt whose training images were seen too often has a narrow spike in its density. Around
it lies a basin of attraction. Classifier-free guidance multiplies the difference of conditional
and unconditional noise, and early in sampling, while nothing is decided, this drags every path
into the basin. Guidance that begins later finds the paths outside it and leaves them there.

Formula.  e(x, t) = e_u + s [t <= t_on] (e_c - e_u), fed to a deterministic (DDIM) sampler, with
e = -sqrt(1 - a_t) grad log p_t(x), exact for mixtures of Gaussians: p_t has means sqrt(a_t) m_k
and variances a_t v_k + 1 - a_t. t runs from 1 (noise) to 0.

Real here: guidance, the sampler and the exact noise predictions in 8 dimensions. Stands in: a
mixture of 20 modes plus a spike for images; the prompt's density has five of them and the spike,
so memorisation is put in by hand, not learned. The paper begins when the gap of the two noises
starts to shrink: along unguided paths (second panel) that is t = 0.3 here, the default; a gap that
is widest at the very start, as the review has it, does not show. Left out: finding it per path.

What the toy adds. With little weight on the spike (0.05) guidance from the start hardly copies
at all, and delaying it changes little or makes copies a little more frequent: the effect belongs
to prompts that are memorised strongly. Without guidance few samples are the prompt's at all.
A start time of 0.5 is too early for two seeds of five to halve the copies. Where guidance from the
start copies little, as on seed 6 (17 percent), delaying it gains nothing.
Try: spike 0.05; a scale of 1; a start time of 0.9. Control: no delay, guidance from the start.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, below, line
from demos.kit.gaussians import Mixture, noise
from demos.kit.seeds import rng
from demos.records import Demo, Outcome, Panel

Array = NDArray[np.float64]
STEPS, DIMENSIONS, PATHS = 50, 8, 300
MODES, OWN = 20, 5  # modes in all; those of the prompt come first

DEMO = Demo(
    id="guidance_basin",
    papers=("2411.16738",),
    title="Guidance from the start falls into the memorised point",
    claim="With classifier-free guidance switched on later in sampling, a memorised point is "
    "copied far less often than with guidance from the start, and samples still fit the prompt.",
    stated_at="review of 15.04.25: with delayed guidance memorisation almost disappears",
    fidelity="proxy",
    stands_in="A Gaussian mixture with exact scores and a spike put in by hand stands in for a "
    "trained image model that has memorised; it shows the mechanism, not how models memorise.",
)


def schedule() -> tuple[Array, Array]:
    """Times 1 .. 0 and the share of signal a_t = cos^2(pi t / 2), kept off its ends."""
    t = np.linspace(1.0, 0.0, STEPS + 1)
    return t, np.clip(np.cos(t * np.pi / 2) ** 2, 1e-5, 1 - 1e-5)


def guided(e_u: Array, e_c: Array, scale: float, on: bool) -> Array:
    """Classifier-free guidance, or the unconditional noise before it begins. All (n, d)."""
    return e_u + scale * (e_c - e_u) if on else e_u


def sample(
    start: Array, everything: Mixture, prompt: Mixture, scale: float, t_on: float
) -> tuple[Array, list[float]]:
    """DDIM from noise (n, d); also the mean norm of e_c - e_u at each step."""
    x, gaps = start.copy(), []
    times, signal = schedule()
    for t, a, b in zip(times[:-1], signal[:-1], signal[1:], strict=True):
        e_u, e_c = noise(x, everything, a), noise(x, prompt, a)
        gaps.append(float(np.linalg.norm(e_c - e_u, axis=1).mean()))
        e = guided(e_u, e_c, scale, bool(t <= t_on))
        clean = (x - np.sqrt(1 - a) * e) / np.sqrt(a)
        x = np.sqrt(b) * clean + np.sqrt(1 - b) * e
    return x, gaps


def worlds(spike: float, random: np.random.Generator) -> tuple[Mixture, Mixture]:
    """All images, and the prompt's: its own modes and the spike of weight `spike`, placed last."""
    means = 1.5 * random.normal(size=(MODES + 1, DIMENSIONS))
    variances = np.r_[np.full(MODES, 0.25), 1e-4]
    mine = [*range(OWN), MODES]
    return (
        Mixture(means, variances, np.r_[np.ones(MODES), 1e-3]),
        Mixture(means[mine], variances[mine], np.r_[np.full(OWN, (1 - spike) / OWN), spike]),
    )


def shares(x: Array, everything: Mixture) -> tuple[float, float]:
    """Share of copies (within 0.3 of the spike), and of samples nearest to a mode of the prompt."""
    distance = np.linalg.norm(x[:, None] - everything.means, axis=2)  # (n, modes + 1)
    nearest = distance.argmin(axis=1)
    return float((distance[:, MODES] < 0.3).mean()), float((nearest < OWN).mean())


def run(
    scale: Annotated[float, Field(ge=1, le=12, description="Guidance scale s.")] = 7.5,
    t_on: Annotated[float, Field(ge=0.1, le=0.9, description="Guidance begins at t.")] = 0.3,
    spike: Annotated[float, Field(ge=0.02, le=0.5, description="Weight of the spike.")] = 0.3,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Sample with guidance from the start, delayed, and at a range of start times."""
    random = rng(seed, "guidance_basin")
    everything, prompt = worlds(spike, random)
    start = random.normal(size=(PATHS, DIMENSIONS))
    begun = 1.0 if control else t_on

    full, _ = sample(start, everything, prompt, scale, 1.0)
    late, _ = sample(start, everything, prompt, scale, begun)
    (full_copies, full_own), (late_copies, late_own) = (shares(x, everything) for x in (full, late))
    _, gaps = sample(start, everything, prompt, scale, 0.0)
    times = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    swept = [shares(sample(start, everything, prompt, scale, t)[0], everything) for t in times]
    return Outcome(
        checks=(
            below("share of copies", late_copies, full_copies, 0.5 * full_copies),
            above("share on the prompt's other modes", late_own, full_own, 0.3),
        ),
        curves={
            "When guidance begins": Panel(
                x_label="t at which guidance begins (0: never, 1: from the start)",
                y_label="share of samples",
                lines=(
                    line("copies of the memorised point", times, [c for c, _ in swept]),
                    line("the prompt's other modes", times, [o for _, o in swept]),
                ),
            ),
            "Gap of the two noises, before any guidance": Panel(
                x_label="t",
                y_label="norm of the difference",
                lines=(line("mean over paths", schedule()[0][:-1], gaps),),
            ),
        },
    )
