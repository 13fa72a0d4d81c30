"""In: a library, what texts are limited to; out: the days on which works were reviewed.

A thread or a stream on a work is no review of it, and a card tells of a day as it is printed. They
count only where a library has no reviews but what our cards tell.
"""

from app.answering.archive.people import people_of
from index.filters import Filters
from index.periods import find_periods
from ingest.library import Library
from ingest.records import Mention, Source


def days_reviewed(library: Library, filters: Filters | None = None) -> dict[str, tuple[str, ...]]:
    """The days (ISO) on which each work was reviewed, in order, by paper id; those that pass."""
    limits = of_reviews(filters or Filters(), library)
    passing = (work for work in library.works if limits.passes(work, lambda: library))
    found = {
        work.paper_id: tuple(
            sorted(
                day
                for name in work.sources
                if meets(told := telling_of(library.sources[name], limits), limits)
                for day in told.days
                if limits.on_day(day)
            )
        )
        for work in passing
    }
    return {paper_id: tuple(dict.fromkeys(days)) for paper_id, days in found.items() if days}


def dated(library: Library, limits: Filters) -> list[tuple[str, str]]:
    """Each day on which a work was reviewed and that passes, with its paper id, in order."""
    reviewed = days_reviewed(library, limits).items()
    return sorted((day, paper_id) for paper_id, days in reviewed for day in days)


def reviews_by_day(library: Library, limits: Filters) -> list[tuple[str, str]]:
    """The day (ISO) and paper id of every review that bears a date and passes, in order.

    Those of one day are in the order of their file.
    """
    limits = of_reviews(limits, library)
    found = []
    for work in library.works:
        for source in map(library.sources.__getitem__, work.sources):
            told = telling_of(source, limits)
            if not (limits.passes(work, lambda: library) and meets(told, limits)):
                continue
            place = (source.file, source.spans[0] if source.spans else ())
            days = filter(limits.on_day, told.days)
            found += [(day, place, work.paper_id) for day in days]
    return [(day, paper_id) for day, _, paper_id in sorted(found)]


def of_reviews(filters: Filters, library: Library) -> Filters:
    """The filters, kept to reviews where nothing else is said and the named wrote any review."""
    by = people_of(library, "review")
    if filters.told_in or not has_reviews(library) or not by.issuperset(filters.reviewers):
        return filters
    return filters.model_copy(update={"told_in": "review"})


def shown(filters: Filters) -> str:
    """The filters in words; that reviews are asked for goes without saying."""
    told_in = None if filters.told_in == "review" else filters.told_in
    return filters.model_copy(update={"told_in": told_in}).shown


def has_reviews(library: Library) -> bool:
    """Whether there are reviews, and not only what our cards tell of them."""
    return any(source.type == "review" for source in library.sources.values())


def meets(source: Source, filters: Filters) -> bool:
    """Whether a text itself is of the days, people and type that are wanted.

    Where one day alone is, the one printed in its header will do, right or not.
    """
    one_day = filters.since is not None and filters.since == filters.until
    days = (*source.days, *_printed(source)) if one_day else source.days
    return (
        (not filters.timed or any(map(filters.on_day, days)))
        and set(filters.reviewers).issubset(source.people)
        and (not filters.together or source.together)
        and (filters.told_in is None or source.type == filters.told_in)
    )


def _printed(source: Source) -> list[str]:
    """The day (ISO) as a header prints it, if there is such a day."""
    try:
        return [str(period.first) for period in find_periods(source.date_printed or "")]
    except ValueError:
        return []


def telling_of(source: Source, filters: Filters) -> Source:
    """A text as it is; a card with those texts alone that are of the wanted days and people."""
    if source.card is None:
        return source
    kept = tuple(mention for mention in source.mentions if _is_wanted(mention, filters))
    return source.model_copy(update={"card": source.card.model_copy(update={"mentions": kept})})


def _is_wanted(mention: Mention, filters: Filters) -> bool:
    return (
        (not filters.timed or bool(mention.date and filters.on_day(mention.date)))
        and set(filters.reviewers).issubset(mention.people)
        and (not filters.together or len(mention.people) > 1)
    )
