"""In: nothing; out: the records of a ranked answer, as `litmus search --json` prints them."""

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
    """A ranked work; a ranker that did not find it is left out of `rankers`."""

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
    """The answer to one query; the demos of its works are added by the command."""

    query: str
    hits: tuple[Hit, ...]
    timings_ms: Timings
