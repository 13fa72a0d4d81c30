"""In: a seed and the name of a stream; out: a random generator of its own, nothing global."""

import hashlib

import numpy as np
import torch


def rng(seed: int, stream: str = "") -> np.random.Generator:
    """A numpy generator; different streams of one seed are independent."""
    return np.random.default_rng([seed, _number(stream)])


def generator(seed: int, stream: str = "") -> torch.Generator:
    """A torch generator; different streams of one seed are independent."""
    return torch.Generator().manual_seed((_number(stream) ^ (seed * 0x9E3779B97F4A7C15)) % 2**63)


def _number(stream: str) -> int:
    return int.from_bytes(hashlib.sha256(stream.encode()).digest()[:4], "big")
