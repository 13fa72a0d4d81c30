"""In: the dev half of the golden questions; out: the weights and the threshold of abstention.

`python -m evals.calibrate [--home DIR]` prints them, `--save` stores them with the index, `--ship`
writes those that come with the code, `--folds` prints what they do to questions that they were not
fitted on; it never sees the test half. Unanswerable questions are few,
so each question about one work is asked a second time of a library without that work, and there
are lists of everyday questions and of questions about other works, written for this alone.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.answering import abstain
from app.answering.answer import draft
from app.answering.calibration import SHIPPED, Calibration, store, write
from app.answering.draft import draft_over
from app.answering.reader import Reader
from app.home import find_home
from app.readers import open_reader
from evals.answers import UNANSWERABLE
from evals.beir import Qrels, Query, read_qrels, read_queries, select
from evals.command import GOLDEN
from evals.folds import Case, table

ANSWERED = 0.99
"""The threshold never leaves fewer of the answerable dev questions answered..."""
STRANGE = ("everyday", "nearby")
"""Questions that were written for this alone, about everyday things and about other works of the
field, in words that the library also uses; each kind in a file of its name."""
REFUSED = ((("near-domain", "nearby"), 0.84), (("off-domain", "everyday"), 0.97))
"""...and is else the lowest that refuses these shares of what has no answer: on others the bars are
0.70 near the domain and 0.95 off it, of plainer questions than the everyday ones in its words. What
is not needed for that is left to the answerable, since a stranger's are surer to be refused."""
AFTER = "after another"
"""The same asked as a second turn of a talk about something the library knows."""
WEIGHT = {"near-domain": 3.0, "off-domain": 2.0, "without its work": 0.2, AFTER: 0.3}
STRENGTH = 1.0
"""Inverse regularisation of the logistic regression."""
_STEP = 7
_RECORDS = "record"
"""Such questions are answered from records and never weighed."""


def strange() -> list[Query]:
    """The questions of `STRANGE`, of which the library can answer none."""
    return [
        Query.model_validate({"_id": f"{kind}-{n}", "text": line, "metadata": {"kind": kind}})
        for kind in STRANGE
        for n, line in enumerate((GOLDEN / f"{kind}.txt").read_text("utf-8").splitlines(), 1)
    ]


def as_second_turns(late: Sequence[Query], first: Sequence[Query]) -> list[Query]:
    """Each question once more, with "and" before it and one of the others as the turn before."""
    return [
        Query.model_validate(
            {
                "_id": f"{query.id}-after",
                "text": f"and {query.text}",
                "metadata": {"kind": AFTER, "history": [first[_STEP * n % len(first)].text]},
            }
        )
        for n, query in enumerate(late)
    ]


def cases(reader: Reader, queries: Sequence[Query], qrels: Qrels) -> Iterator[Case]:
    """Every question, and every question about one work again without that work."""
    for query in queries:
        kind = query.metadata.kind
        known = kind not in (*UNANSWERABLE, *STRANGE, AFTER)
        if kind == _RECORDS:
            continue
        made = draft(query.text, reader, query.metadata.history)
        right = frozenset(qrels.get(query.id, {}))
        about = min(right, default=query.id.removesuffix("-after"))
        author = "" if kind in (*STRANGE, AFTER) else query.metadata.author
        yield Case(kind, known, made.seen, about, author)
        if known and len(right) == 1 and not query.metadata.history:
            found = reader.searcher.search(made.question.query, len(made.hits) + 1).hits
            hits = tuple(hit for hit in found if hit.paper_id not in right)
            others = made.question.naming(tuple(set(made.question.named) - right))
            seen = draft_over(others, hits, reader).seen
            yield Case("without its work", False, seen, about, author)


def calibrate(found: Sequence[Case]) -> Calibration:
    """Fit the weights, then choose the lowest threshold that refuses `REFUSED`.

    It may not be so high that fewer than `ANSWERED` of the answerable are answered.
    """
    from sklearn.linear_model import LogisticRegression

    rows = np.array([list(case.seen.model_dump().values()) for case in found])
    known = np.array([case.known for case in found])
    counted = np.array([WEIGHT.get(case.kind, 1.0) for case in found])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, known, sample_weight=counted)
    fitted = dict(zip(abstain.Features.model_fields, np.round(model.coef_[0], 2), strict=True))
    weights = abstain.Features.model_validate({k: float(v) for k, v in fitted.items()})
    bias = round(float(model.intercept_[0]), 2)
    sure = 1 / (1 + np.exp(-(rows @ np.array(list(fitted.values())) + bias)))
    kinds = np.array([case.kind for case in found])
    kept = np.sort(sure[known])[int((1 - ANSWERED) * known.sum())]
    enough = [_refusing(sure[np.isin(kinds, of)], share) for of, share in REFUSED]
    threshold = float(min(np.floor(100 * kept), np.ceil(100 * max(enough))) / 100)
    refused = {k: float(np.mean(sure[kinds == k] < threshold)) for k in dict.fromkeys(kinds)}
    answered = float(np.mean(sure[known] >= threshold))
    return Calibration(
        weights=weights,
        bias=bias,
        threshold=threshold,
        answered=round(answered, 3),
        refused={kind: round(share, 3) for kind, share in refused.items()},
    )


def _refusing(sure: NDArray[np.float64], share: float) -> float:
    """The confidence below or at which that share of cases lies, 1 where there are none."""
    return float(np.quantile(sure, share, method="inverted_cdf")) if len(sure) else 1.0


def main() -> None:
    """Print the calibration of the home folder's library, and store it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument(
        "--author", action="append", help="fit on this author's questions alone; may be repeated"
    )
    parser.add_argument("--folds", action="store_true", help="judge it by work and across authors")
    parser.add_argument("--save", action="store_true", help="store it with the index")
    parser.add_argument("--ship", action="store_true", help="write what comes with the code")
    chosen = parser.parse_args()
    home = find_home(chosen.home)
    dev = list(select(read_queries(GOLDEN / "queries.jsonl"), "dev"))
    dev = [q for q in dev if not chosen.author or q.metadata.author in chosen.author]
    dev += [*strange(), *as_second_turns(strange(), dev)]
    judged = read_qrels(GOLDEN / "qrels" / "dev.tsv")
    found = list(cases(open_reader(home), dev, judged))
    if chosen.folds:
        print(table(found, calibrate))  # noqa: T201
        return
    made = calibrate(found)
    print(made.model_dump_json(indent=1))  # noqa: T201
    if chosen.save:
        store(home, made.model_copy(update={"own": True}))
    if chosen.ship:
        write(made, SHIPPED)


if __name__ == "__main__":
    main()
