from collections.abc import Mapping

import pytest

from index.filters import Filters
from ingest.library import Library
from ingest.records import Document, Work
from tests.index.invented import paragraph, review


def library() -> Library:
    """A work reviewed by two people at once, and one reviewed twice, each time by one."""
    together = review("n.txt:1", paragraph("Owls.", 1)).model_copy(
        update={"reviewers": ("Ada", "Mark")}
    )
    sources = (together, *(review(f"n.txt:{n}", paragraph("Kettles.", n)) for n in (5, 9)))
    document = Document(
        file="n.txt", sha256="0", type="review", encoding="utf-8", line_count=9, sources=sources
    )
    works = tuple(
        Work(
            paper_id=name,
            title=None,
            arxiv_id=None,
            kind=None,
            topics=(),
            dates=(),
            reviewers=(),
            sources=tuple(source.source_id for source in told),
        )
        for name, told in (("owls", sources[:1]), ("kettles", sources[1:]))
    )
    return Library(documents=(document,), works=works)


@pytest.mark.parametrize(
    ("wanted", "passing"),
    [
        ({}, {"owls", "kettles"}),
        ({"together": True}, {"owls"}),
        ({"times": 2}, {"kettles"}),
        ({"told_in": "thread"}, set()),
        ({"together": True, "times": 2}, set()),
    ],
)
def test_what_is_told_by_sources_limits_works(
    wanted: Mapping[str, object], passing: set[str]
) -> None:
    here, filters = library(), Filters.model_validate(wanted)
    assert {work.paper_id for work in here.works if filters.passes(work, lambda: here)} == passing


def test_days_of_the_week_limit_days() -> None:
    weekend = Filters(weekdays=(5, 6))
    assert weekend.shown == "on a Saturday or Sunday"
    assert weekend.on_day("2025-03-01")
    assert not weekend.on_day("2025-03-03")
    work = library().works[0].model_copy(update={"dates": ("2025-03-03", "2025-03-02")})
    assert weekend.passes(work, library)
    assert not Filters(weekdays=(4,)).passes(work, library)
