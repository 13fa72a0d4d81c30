"""The source documents, where they are at hand; every run of words in them; what is run again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.catalogue import runs, without_formulas

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "shared" / "corpus"
settings.register_profile(
    "anywhere",
    derandomize=True,  # the same examples on every machine; tests/fuzz looks for others
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("anywhere")
TIMED = (
    "app/history",
    "app/llm",
    "app/pages",
    "app/test_bad_input.py",
    "app/test_runs.py",
    "app/test_sweeps.py",
    "app/test_tellings.py",
    "app/test_tools.py",
    "demos/test_command.py",
    "demos/test_hostile.py",
    "demos/test_job.py",
    "evals/test_trials.py",
    "index/test_publish.py",
    "ingest/test_replace.py",
)
"""Tests of threads, sockets, processes and pages, where a busy machine can come in between."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a test that hangs on time once more where it fails; the end of the run lists it."""
    for item in items:
        name = item.path.relative_to(HERE).as_posix() if HERE in item.path.parents else ""
        if name.startswith(TIMED):
            item.add_marker(pytest.mark.flaky(reruns=1))


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
