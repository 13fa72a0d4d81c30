"""In: the cards, the dev half, committed figures; out: proof that retrieval has not got worse."""

from pathlib import Path

import pytest

from evals.gate import FIGURES, has_dropped, held_against, measure, read_figures
from ingest.errors import InputError

COMMITTED = {f"q{n}": 1.0 for n in range(40)}


def test_a_steady_drop_is_told_from_chance() -> None:
    worse = {query: 0.6 if int(query[1:]) % 2 else 1.0 for query in COMMITTED}
    assert has_dropped(held_against(worse, COMMITTED))
    assert not has_dropped(held_against(COMMITTED, worse))
    assert not has_dropped(held_against({**COMMITTED, "q3": 0.5}, COMMITTED))
    assert not has_dropped(held_against(COMMITTED, COMMITTED))


def test_missing_figures_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"python -m evals\.gate --save"):
        read_figures(tmp_path / "figures.json")


@pytest.mark.slow
def test_retrieval_on_the_dev_half_is_as_good_as_committed(tmp_path: Path) -> None:
    found = held_against(measure(tmp_path), read_figures())
    assert not has_dropped(found), f"lost: {', '.join(found.losses)}; see {FIGURES.name}"
