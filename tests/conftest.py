"""The source documents, where they are at hand, and every run of words in them."""

from pathlib import Path

import pytest

from tests.catalogue import runs, without_formulas

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> tuple[Path, ...]:
    files = tuple(sorted(CORPUS.glob("*.txt")))
    if not files:
        pytest.skip("the source documents (../shared/corpus) are not here")
    return files


@pytest.fixture(scope="session")
def carried(corpus: tuple[Path, ...]) -> set[str]:
    """Every run of words of the source documents, read with the formulas and without."""
    whole = [path.read_text("utf-8") for path in corpus]
    return set().union(*(runs(text) | runs(without_formulas(text)) for text in whole))
