"""The calibration of abstention: what it fits, what it keeps answered, what it makes of a set."""

import pytest

from app.answering.abstain import ON_SUBJECT, Features, confidence
from evals.beir import Query
from evals.calibrate import ANSWERED, Case, calibrate, cases
from tests.app.invented import make_reader


def seen(value: float) -> Features:
    return Features(
        around=value,
        subject=min(1.0, value / ON_SUBJECT),
        field=1,
        tokens=value,
        in_work=value,
        specific=1,
        plain=1,
        length=0.5,
        known=1,
        alone=1,
    )


def test_what_is_alike_is_answered_and_the_rest_refused() -> None:
    known = [Case("direct", True, seen(0.6 + n / 500)) for n in range(100)]
    unknown = [Case("near-domain", False, seen(n / 500)) for n in range(100)]
    made = calibrate(known + unknown)
    assert made.weights.around > 0
    assert made.weights.in_work > 0
    assert made.answered >= ANSWERED
    assert made.refused["near-domain"] >= 0.78
    assert calibrate(known + unknown) == made


def test_the_threshold_keeps_the_share_that_is_asked_for() -> None:
    mixed = [Case("direct", True, seen((n % 10) / 10)) for n in range(200)]
    mixed += [Case("off-domain", False, seen((n % 10) / 20)) for n in range(200)]
    made = calibrate(mixed)
    assert made.answered >= ANSWERED
    assert made.refused["direct"] == pytest.approx(1 - made.answered)


def test_what_refusing_does_not_need_is_left_to_the_answerable() -> None:
    known = [Case("direct", True, seen(0.6 + n / 500)) for n in range(100)]
    unknown = [Case("near-domain", False, seen(n / 250)) for n in range(100)]
    unknown += [Case("off-domain", False, seen(n / 500)) for n in range(100)]
    made = calibrate(known + unknown)
    assert made.refused["near-domain"] == pytest.approx(0.84, abs=0.03)
    assert made.refused["off-domain"] == 1.0
    least = confidence(seen(0.6), made.weights, made.bias)
    assert made.threshold < least - 0.05


def test_each_question_about_one_work_is_asked_again_without_it() -> None:
    texts = {
        "d": ("direct", "Which layers does Quietnet prune?"),
        "o": ("off-domain", "What is the boiling point of zirconium tetrachloride?"),
        "r": ("record", "Who reviewed Quietnet?"),
    }
    queries = [
        Query.model_validate({"_id": name, "text": text, "metadata": {"kind": kind}})
        for name, (kind, text) in texts.items()
    ]
    found = list(cases(make_reader(), queries, {"d": {"2401.00001": 2}}))
    assert [(c.kind, c.known) for c in found] == [
        ("direct", True),
        ("without its work", False),
        ("off-domain", False),
    ]
    assert found[0].seen.in_work > found[1].seen.in_work
