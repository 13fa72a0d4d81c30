"""In: nothing; out: the records of what changed for a question since it was asked, and in words."""

from collections.abc import Iterator

from ingest.records import Record


class Evidence(Record):
    """A quote that only one of the two answers has."""

    paper_id: str
    title: str | None
    file: str
    start_line: int
    end_line: int
    quote: str
    why: str


class Shift(Record):
    """A cited work's place in the ranking, from 1; None where it was not found."""

    paper_id: str
    title: str
    before: int | None
    now: int | None
    why: str


class Verdict(Record):
    """What the demo of a cited work says: a recorded verdict, or None where there is no demo."""

    paper_id: str
    title: str
    before: str | None
    now: str | None
    why: str


class Changes(Record):
    """All that changed for a question since it was asked (ISO, UTC; empty where unknown)."""

    question: str
    asked: str
    status: tuple[str, str]
    new: tuple[Evidence, ...]
    gone: tuple[Evidence, ...]
    ranks: tuple[Shift, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.status[0] == self.status[1] and not any(
            (self.new, self.gone, self.ranks, self.verdicts)
        )

    def lines(self) -> tuple[str, ...]:
        """Each change as one sentence."""
        return tuple(_told(self))


def place(rank: int | None) -> str:
    """A place in a ranking, in words."""
    return "below those that are searched" if rank is None else str(rank)


def _told(found: Changes) -> Iterator[str]:
    before, now = found.status
    if before != now:
        yield f"It is {now} now, and was {before}."
    for verb, rows in (("New", found.new), ("No longer quoted", found.gone)):
        for row in rows:
            where = f"{row.title or row.paper_id}, {row.file}:{row.start_line}"
            yield f"{verb}: “{' '.join(row.quote.split())}” ({where}); {row.why}."
    for shift in found.ranks:
        yield (
            f"“{shift.title}” is ranked {place(shift.now)}, and was {place(shift.before)}: "
            f"{shift.why}."
        )
    for verdict in found.verdicts:
        said = f"{verdict.now or 'none'}, and was {verdict.before or 'none'}"
        yield f"The verdict on “{verdict.title}” is {said}: {verdict.why}."
