"""In: data/topics.yaml; out: the topics that works may have, by id, in order of area."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from app.home import TOPICS
from ingest.records import Record, Work


class Topic(Record):
    """A topic; `area` groups topics, `neighbours` are the ids where a reader goes next."""

    id: str
    name: str
    area: str
    definition: str
    neighbours: tuple[str, ...] = ()


OTHER = "Other"
_TOPICS = TypeAdapter(tuple[Topic, ...])


@cache
def read_topics(path: Path = TOPICS) -> dict[str, Topic]:
    """The topics by id, in the order of the file."""
    rows = _TOPICS.validate_python(yaml.safe_load(path.read_text("utf-8")))
    return {topic.id: topic for topic in rows}


def name_of(topic_id: str) -> str:
    """A topic's name; an id that the file does not know is its own name."""
    topic = read_topics().get(topic_id)
    return topic.name if topic else topic_id


def area_of(topics: tuple[str, ...]) -> str:
    """The area of the first known topic, else `OTHER`."""
    known = read_topics()
    return next((known[t].area for t in topics if t in known), OTHER)


def by_area(works: Iterable[Work]) -> dict[str, list[tuple[Topic, int]]]:
    """Topics that works have, with the number of works, by area."""
    counts = Counter(topic for work in works for topic in work.topics)
    areas: dict[str, list[tuple[Topic, int]]] = {}
    for topic in read_topics().values():
        if counts[topic.id]:
            areas.setdefault(topic.area, []).append((topic, counts[topic.id]))
    return areas
