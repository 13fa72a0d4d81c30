"""Which works are listed, and what is said where a limit cannot be read."""

import pytest

from app.catalogue import PaperFilter, find_work, papers
from ingest.errors import UsageError
from tests.app.invented import make_reader

LIBRARY = make_reader().library


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({}, ["2401.00002", "2401.00001"]),
        ({"since": "2025-04-01"}, ["2401.00002"]),
        ({"until": "2025-03-31"}, ["2401.00001"]),
        ({"since": "2025-05-01"}, []),
        ({"by": "rita"}, ["2401.00001"]),
    ],
)
def test_works_are_listed_newest_first_within_limits(limits, found) -> None:
    assert [work.paper_id for work in papers(LIBRARY, PaperFilter.of(**limits))] == found


def test_a_limit_that_cannot_be_read_says_how_to_write_it() -> None:
    with pytest.raises(UsageError, match=r"--since 'yesterday': write the day as YYYY-MM-DD"):
        PaperFilter.of(since="yesterday")
    with pytest.raises(UsageError, match="no work has the topic 'gardening'"):
        papers(LIBRARY, PaperFilter.of(topic="gardening"))


def test_a_name_that_is_none_is_told_the_nearest_if_it_is_near() -> None:
    with pytest.raises(UsageError, match=r"'2401\.0002'; did you mean 2401\.00002\? See"):
        find_work(LIBRARY, "2401.0002")
    with pytest.raises(UsageError, match=r"no work is called '9999\.99999'\. See"):
        find_work(LIBRARY, "9999.99999")
