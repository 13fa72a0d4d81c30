"""In: a home with cards and reviews; out: what the check of generated sentences lets through.

`python -m evals.leash [--home DIR]` prints, with no language model: how many sentences of our
cards stand when they cite the review sentence nearest in meaning (they say the same in other
words); how many stand that cite another sentence of the same work, or a sentence of another work;
and how many review sentences stand that cite themselves after one fact in them was altered.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.answering.evidence import Evidence
from app.answering.reader import Reader
from app.answering.records import Citation
from app.home import find_home
from app.llm.check import why_not
from app.llm.cut import Said
from app.readers import open_reader
from ingest.card_sections import is_asked_as
from ingest.errors import LitmusError

SAME, OTHER = 0.75, 0.45
"""Cosines: from here on two sentences say the same; below this they do not."""
_MODAL = re.compile(r"\b(is|are|was|were|can|does|do|will|has|have)\b(?! not|n't)")
_NEGATION = re.compile(r"\b(?:(is|are|was|were|can|does|do|will) not|cannot)\b")
_DIGITS = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w.])")
_TURNED = {
    "more": "less",
    "less": "more",
    "higher": "lower",
    "lower": "higher",
    "better": "worse",
    "larger": "smaller",
    "smaller": "larger",
    "faster": "slower",
    "increases": "decreases",
    "improves": "degrades",
}


class Pair(NamedTuple):
    """A statement and the sentence that it cites."""

    said: str
    quote: Evidence


def pairs(reader: Reader) -> Iterator[tuple[str, Pair]]:
    """Sentences of cards with one that says the same, and with others, each under its name."""
    chance, said_by = random.Random(0), reader.sentences
    reviewed: list[Evidence] = []
    for work in reader.library.works:
        every = [e for e in said_by.of_work(work.paper_id) if e.fit > 0 and e.kind != "heading"]
        card = [e for e in every if e.source_type == "card" and not is_asked_as(e.section)]
        review = [e for e in every if e.source_type != "card"]
        if not card or not review:
            continue
        kept = said_by.vectors.of([e.reading for e in every])
        vectors = {reading: one.vector for reading, one in kept.items()}
        near = np.array([vectors[e.reading] for e in review])
        for one in card:
            cosines = near @ vectors[one.reading]
            best = int(np.argmax(cosines))
            if cosines[best] >= SAME:
                yield "says the same", Pair(one.reading, review[best])
            if far := np.flatnonzero(cosines < OTHER).tolist():
                yield (
                    "cites another sentence of the work",
                    Pair(one.reading, review[chance.choice(far)]),
                )
            if reviewed and reviewed[-1].paper_id != work.paper_id:
                yield "cites another work", Pair(one.reading, chance.choice(reviewed))
        reviewed = review


def altered(reader: Reader) -> Iterator[tuple[str, Pair]]:
    """Review sentences with one fact altered, citing what they were."""
    kinds: dict[str, Callable[[str], str]] = {
        "another number": lambda s: _DIGITS.sub(lambda m: f"{float(m[0]) * 3 + 1:g}", s, count=1),
        "negated": lambda s: _MODAL.sub(r"\1 not", s, count=1),
        "negation dropped": lambda s: _NEGATION.sub(lambda m: m[1] or "can", s, count=1),
        "turned round": _turned,
    }
    for work in reader.library.works:
        for e in reader.sentences.of_work(work.paper_id):
            if e.source_type != "card" and e.fit > 0 and e.kind == "paragraph":
                for name, alter in kinds.items():
                    if (said := alter(e.reading)) != e.reading:
                        yield name, Pair(said, e)


def standing(found: Iterable[tuple[str, Pair]]) -> dict[str, tuple[int, int]]:
    """How many of each kind stand, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for name, pair in found:
        stand, total = counts.get(name, (0, 0))
        fine = why_not(Said(pair.said, (1,), ""), {1: _citation(pair.quote)}) is None
        counts[name] = stand + fine, total + 1
    return counts


def _turned(text: str) -> str:
    words = "|".join(_TURNED)
    return re.sub(rf"\b({words})\b", lambda m: _TURNED[m[1]], text, count=1)


def _citation(e: Evidence) -> Citation:
    return Citation(
        n=1,
        paper_id=e.paper_id,
        title=None,
        source_id=e.source_id,
        file=e.file,
        start_line=e.first_line,
        end_line=e.last_line,
        quote=e.reading,
    )


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    try:
        reader = open_reader(find_home(parser.parse_args().home))
    except LitmusError as exc:
        parser.error(str(exc))
    for found in (pairs(reader), altered(reader)):
        for name, (stand, total) in standing(found).items():
            print(f"{name:<36} {stand:>5} of {total:>5} stand ({stand / total:.3f})")  # noqa: T201


if __name__ == "__main__":
    main()
