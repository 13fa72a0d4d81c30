"""In: pairs of numbers and attention heads; out: errors of L-Mul and of eight-bit products.

Idea. A product of floats adds exponents and multiplies mantissas, and the second costs the energy.
L-Mul puts a constant in place of the mantissas' product, so that one integer addition is left.

Formula. With x = (1 + x_m) 2^x_e, y likewise, mantissas rounded to m bits:
    (1 + x_m)(1 + y_m) 2^(x_e + y_e)   is replaced by   (1 + x_m + y_m + 2^-l(m)) 2^(x_e + y_e),
    l(m) = m for m <= 3, 3 for m = 4, 4 for m > 4.
The review prints none of this. On hardware it is one addition of integers, exponent above
mantissa, and a mantissa sum past 1 then carries into the exponent, which the formula does not do.
The checks use the integer addition; the dotted points are the formula as printed.
Rivals: float8 e5m2 and e4m3 multiply exactly, after rounding both inputs to 2 or 3 bits, and round
the product to the same bits.

Real here: the integer addition, the rounding, two kinds of numbers, softmax attention in which
every product goes through the arithmetic. Sums are exact for all. Stands in: drawn numbers for a
model's. Left out: the range of float8 (exponents are not cut off), energy, trained models.

What the toy says: 3 bits beat e5m2, 4 bits do not reach e4m3, so the claim as a whole fails.
Taken as printed the formula loses to e5m2 on even numbers too. With the carry the constant does
harm at these widths: scale 0.5 halves it, and then 4 bits do beat e4m3. The paper judges by
expected errors of its formula and by benchmarks, where errors alike in all products can cancel.
Try: scale. Control: mantissas are not added; exponents and the constant are all that is left.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.bandit import softmax
from demos.kit.checks import below, line
from demos.kit.panels import bars, panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
Product = Callable[[Array, Array], Array]
FINE = 20  # bits below the exponent
OFFSET = {2: 2, 3: 3, 4: 3, 5: 4, 6: 4, 8: 4}  # l(m) of each number of bits m
BITS = tuple(OFFSET)

DEMO = Demo(
    id="mantissa_addition",
    papers=("2410.00907",),
    title="A product by one integer addition",
    claim="L-Mul with a 3-bit mantissa is more exact than multiplication in float8 e5m2, and with "
    "4 bits it is about as exact as float8 e4m3.",
    stated_at="review of 22.02.25, 'Technical Explanation'",
    fidelity="exact",
    stands_in="Drawn numbers and random attention heads stand in for a language model's.",
)


def rounded(x: Array, bits: int) -> Array:
    """x with its mantissa rounded to `bits` bits, ties to even."""
    fraction, exponent = np.frexp(x)  # fraction in [0.5, 1)
    return np.asarray(np.ldexp(np.round(fraction * 2.0 ** (bits + 1)), exponent - bits - 1))


def float8(x: Array, y: Array, bits: int) -> Array:
    """Product of rounded inputs, rounded: e5m2 has 2 mantissa bits, e4m3 has 3."""
    return rounded(rounded(x, bits) * rounded(y, bits), bits)


def as_integer(x: Array) -> NDArray[np.int64]:
    """Exponent above mantissa in one integer: (e + x_m) 2^FINE for |x| = (1 + x_m) 2^e."""
    fraction, exponent = np.frexp(np.abs(x))
    return np.round((exponent + 2.0 * fraction - 2.0) * 2.0**FINE).astype(np.int64)


def l_mul(x: Array, y: Array, bits: int, scale: float, control: bool = False) -> Array:
    """L-Mul: one integer addition, plus `scale` times the constant 2^-l(m)."""
    one, two = as_integer(rounded(x, bits)), as_integer(rounded(y, bits))
    if control:
        one, two = one >> FINE << FINE, two >> FINE << FINE  # exponents alone
    total = one + two + round(scale * 2.0 ** (FINE - OFFSET[bits]))
    size = np.ldexp(1.0 + (total & ((1 << FINE) - 1)) / 2.0**FINE, total >> FINE)
    return np.asarray(np.sign(x) * np.sign(y) * size)


def printed(x: Array, y: Array, bits: int, scale: float) -> Array:
    """The formula as printed: the sum of mantissas may pass 1 and does not carry."""
    (f, e), (g, d) = (np.frexp(np.abs(rounded(z, bits))) for z in (x, y))
    mantissa = 2.0 * f + 2.0 * g - 1.0 + scale * 2.0 ** -OFFSET[bits]  # 1 + x_m + y_m + constant
    return np.asarray(np.sign(x) * np.sign(y) * np.ldexp(mantissa, e + d - 2))


def attention(q: Array, k: Array, v: Array, product: Product) -> Array:
    """Softmax attention with every product by `product`; sums are exact. (n, d) each."""
    scores = product(q[:, None, :], k[None, :, :]).sum(-1) / np.sqrt(q.shape[1])
    return np.asarray(product(softmax(scores)[:, :, None], v[None, :, :]).sum(1))


def run(
    scale: Annotated[float, Field(ge=0.5, le=2, description="Times the constant.")] = 1.0,
    pairs: Annotated[int, Field(ge=2000, le=200000, description="Products drawn.")] = 100000,
    sharpness: Annotated[float, Field(ge=0.2, le=4, description="Size of queries.")] = 1.0,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Mean relative error of each arithmetic on two kinds of numbers and in attention."""
    random = rng(seed, "mantissa_addition")
    added = partial(l_mul, scale=scale, control=control)
    ways: dict[str, Product] = {
        "e5m2": partial(float8, bits=2),
        "L-Mul 3": partial(added, bits=3),
        "e4m3": partial(float8, bits=3),
        "L-Mul 4": partial(added, bits=4),
    }
    numbers = {"normal": random.normal(size=(2, pairs)), "even": random.random((2, pairs))}

    def error(product: Product, x: Array, y: Array) -> float:
        return float(np.abs(product(x, y) / (x * y) - 1.0).mean())

    found = {(w, n): error(ways[w], *numbers[n]) for w in ways for n in numbers}
    both = (added, partial(printed, scale=scale))
    by_bits = {
        n: [[error(partial(way, bits=b), *xy) for b in BITS] for way in both]
        for n, xy in numbers.items()
    }
    heads = []
    for _ in range(8):
        q, k, v = random.normal(size=(3, 32, 16))
        true = attention(sharpness * q, k, v, np.multiply)
        off = [attention(sharpness * q, k, v, w) - true for w in ways.values()]
        heads.append([np.linalg.norm(o) / np.linalg.norm(true) for o in off])
    attended = dict(zip(ways, np.mean(heads, axis=0), strict=True))
    rivals = {pair: e for pair, e in found.items() if pair[0] in ("e5m2", "e4m3")}

    return Outcome(
        checks=tuple(
            below(f"{w} against {r}, {n} numbers", found[w, n], slack * found[r, n], 0.0005)
            for w, r, slack in (("L-Mul 3", "e5m2", 1.0), ("L-Mul 4", "e4m3", 1.1))
            for n in numbers
        ),
        curves={
            "Error of a product": panel(
                "bits of the mantissa",
                "mean relative error",
                *(line(f"L-Mul, {n} numbers", BITS, e[0]) for n, e in by_bits.items()),
                *(line(f"as printed, {n}", BITS, e[1], "points") for n, e in by_bits.items()),
                *(line(f"{w}, {n}", BITS[:5:4], [e] * 2, "dashed") for (w, n), e in rivals.items()),
            ),
            "Error of attention": bars("arithmetic", "relative error of the output", attended),
        },
    )
