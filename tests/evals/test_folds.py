"""Judging a calibration on what it was not fitted on, with a fit that remembers what it saw."""

from collections.abc import Sequence

from app.answering.abstain import Features
from app.answering.calibration import Calibration
from evals.folds import Case, across_authors, by_work, table

NOTHING = dict.fromkeys(Features.model_fields, 0.0)


def case(kind: str, value: float, about: str, author: str = "a", known: bool = True) -> Case:
    return Case(kind, known, Features.model_validate(NOTHING | {"around": value}), about, author)


def at(threshold: float) -> Calibration:
    """Answers where `around` weighs more than the threshold on the logistic scale (0: half)."""
    weights = Features.model_validate(NOTHING | {"around": 1.0})
    return Calibration(weights=weights, bias=0.0, threshold=threshold, answered=1.0, refused={})


CASES = [
    *(case("direct", 0.2, f"work {n}") for n in range(8)),
    *(case("detail", 0.8, f"work {n}", "b") for n in range(8)),
    *(case("off-domain", 0.1, f"far {n}", "a", known=False) for n in range(4)),
    *(case("everyday", 0.1, f"strange {n}", "", known=False) for n in range(4)),
]


def test_no_work_is_judged_by_what_was_fitted_on_it() -> None:
    fitted: list[set[str]] = []

    def fit(cases: Sequence[Case]) -> Calibration:
        fitted.append({c.about for c in cases})
        return at(0.53)

    rows = by_work(CASES, fit, times=2)
    everything = {c.about for c in CASES}
    left_out = [everything - seen for seen in fitted]
    assert sorted(about for about in left_out[:5] for about in about) == sorted(everything)
    assert len(rows) == 2
    assert rows[0] == {
        "direct": 1.0,
        "detail": 1.0,
        "answerable": 1.0,
        "off-domain": 0.0,
        "everyday": 0.0,
    }


def test_an_author_is_judged_by_the_others_alone() -> None:
    def fit(cases: Sequence[Case]) -> Calibration:
        # as strict as the least that it saw answered
        least = min(c.seen.around for c in cases if c.known)
        return at(0.6 if least > 0.5 else 0.5)

    found = across_authors(CASES, fit)
    assert found["a"] == {"direct": 0.0, "answerable": 0.0, "off-domain": 0.0}
    assert found["b"] == {"detail": 1.0, "answerable": 1.0}
    written = table(CASES, fit)
    assert "| detail | 1.000 (1.000–1.000) |  | 1.000 |" in written
