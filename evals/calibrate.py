"""In: the dev half of the golden questions; out: the weights and the threshold of abstention.

`python -m evals.calibrate --author a [--home DIR]` prints what `app/answering/abstain.py` and
`app/answering/settings.py` hold; it never sees the test half. Unanswerable questions are few, so
each question about one work is asked a second time of a library without that work, and there is
a list of everyday questions that were written for this alone.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.answering import abstain
from app.answering.answer import draft
from app.answering.draft import draft_over
from app.answering.reader import Reader
from app.home import find_home
from app.opening import open_reader
from evals.answers import UNANSWERABLE
from evals.beir import Qrels, Query, read_qrels, read_queries, select
from evals.command import GOLDEN

ANSWERED = 0.985
"""This share of the answerable dev questions stays answered; the bar is 0.95 on others."""
EVERYDAY = "everyday"
WEIGHT = {"near-domain": 3.0, "off-domain": 2.0, EVERYDAY: 1.0, "without its work": 0.2}
STRENGTH = 1.0
"""Inverse regularisation of the logistic regression."""
_RECORDS = "record"
"""Such questions are answered from records and never weighed."""


class Case(NamedTuple):
    """The features of a question, its kind, and whether the library can answer it."""

    kind: str
    known: bool
    seen: abstain.Features


class Calibration(NamedTuple):
    """Weights by feature, bias and threshold, and what they do to the questions themselves."""

    weights: abstain.Features
    bias: float
    threshold: float
    answered: float
    refused: dict[str, float]


def everyday() -> list[Query]:
    """Questions about everyday things in words that the library also uses, in another sense."""
    lines = (GOLDEN / "everyday.txt").read_text("utf-8").splitlines()
    return [
        Query.model_validate({"_id": f"everyday-{n}", "text": line, "metadata": {"kind": EVERYDAY}})
        for n, line in enumerate(lines, 1)
    ]


def cases(reader: Reader, queries: Sequence[Query], qrels: Qrels) -> Iterator[Case]:
    """Every question, and every question about one work again without that work."""
    for query in queries:
        kind, known = query.metadata.kind, query.metadata.kind not in (*UNANSWERABLE, EVERYDAY)
        if kind == _RECORDS:
            continue
        made = draft(query.text, reader, query.metadata.history)
        yield Case(kind, known, made.seen)
        right = frozenset(qrels.get(query.id, {}))
        if known and len(right) == 1 and not query.metadata.history:
            found = reader.searcher.search(made.question.query, len(made.hits) + 1).hits
            hits = tuple(hit for hit in found if hit.paper_id not in right)
            others = made.question.naming(tuple(set(made.question.named) - right))
            yield Case("without its work", False, draft_over(others, hits, reader).seen)


def calibrate(found: Sequence[Case]) -> Calibration:
    """Fit the weights, then choose the highest threshold that keeps `ANSWERED` answered."""
    from sklearn.linear_model import LogisticRegression

    rows = np.array([list(case.seen.model_dump().values()) for case in found])
    known = np.array([case.known for case in found])
    counted = np.array([WEIGHT.get(case.kind, 1.0) for case in found])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, known, sample_weight=counted)
    fitted = dict(zip(abstain.Features.model_fields, np.round(model.coef_[0], 2), strict=True))
    weights = abstain.Features.model_validate({k: float(v) for k, v in fitted.items()})
    bias = round(float(model.intercept_[0]), 2)
    sure = 1 / (1 + np.exp(-(rows @ np.array(list(fitted.values())) + bias)))
    kept = np.sort(sure[known])[int((1 - ANSWERED) * known.sum())]
    threshold = float(np.floor(100 * kept) / 100)
    kinds = np.array([case.kind for case in found])
    refused = {k: float(np.mean(sure[kinds == k] < threshold)) for k in dict.fromkeys(kinds)}
    answered = float(np.mean(sure[known] >= threshold))
    return Calibration(weights, bias, threshold, answered, refused)


def main() -> None:
    """Print the calibration of the home folder's library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--author", help="fit on this author's questions alone: a, b")
    given = parser.parse_args()
    reader = open_reader(find_home(given.home))
    dev = [*select(read_queries(GOLDEN / "queries.jsonl"), "dev", given.author), *everyday()]
    made = calibrate(list(cases(reader, dev, read_qrels(GOLDEN / "qrels" / "dev.tsv"))))
    print(f"WEIGHTS = {made.weights!r}")  # noqa: T201
    print(f"BIAS = {made.bias}")  # noqa: T201
    print(f"threshold = {made.threshold}")  # noqa: T201
    print(f"answerable answered {made.answered:.3f}")  # noqa: T201
    for kind, share in made.refused.items():
        print(f"{kind}: refused {share:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
