"""In: nothing; out: the records of a ranked answer, as `litmus search --json` prints them."""

from index.filters import Filters
from ingest.records import Record


class RankerView(Record):
    """Where one ranker alone puts a work, and the score of its best passage there."""

    rank: int
    score: float


class HitPassage(Record):
    """A passage of a hit; its score joins the ranks that the rankers give the passage."""

    source_id: str
    start_line: int
    end_line: int
    text: str
    score: float


class Hit(Record):
    """A ranked work; a ranker that did not find it is left out of `rankers`.

    `rankers` are as they saw the question itself, before the second look.
    """

    rank: int
    paper_id: str
    title: str | None
    score: float
    rankers: dict[str, RankerView]
    passages: tuple[HitPassage, ...]


class Timings(Record):
    """Milliseconds of one search."""

    embed: float
    retrieve: float
    total: float


class Ranking(Record):
    """The answer to one query; the demos of its works are added by the command.

    `filters` were read from the query (or given) and hold for every hit; `subject` is what the
    query asks for beside them, "" where it asks for records alone ("surveys of March 2025"), and
    the whole query where it has no filter. `read_as` is what was looked for where that is not
    what was typed: words mended, filters taken out, short names spelt out. `unmet` are filters that
    were read and that no work passes, `doubted` such as lose a work that fits the rest of the query
    far better than all that pass: either way all works were ranked, by the whole query.
    """

    query: str
    hits: tuple[Hit, ...]
    timings_ms: Timings
    filters: Filters = Filters()
    subject: str = ""
    read_as: str | None = None
    unmet: Filters = Filters()
    doubted: Filters = Filters()
