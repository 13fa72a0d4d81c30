"""In: works that pass the facets; out: HTML of their topics and of a list of them, all links."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from app.drawn import paper_html
from app.drawn.links_html import go, to_work
from app.drawn.lists_html import HEADINGS
from app.drawn.markup import chip, plain, tags
from app.themes import Theme
from app.topics import Topic, by_area, name_of, read_topics
from ingest.library import Library
from ingest.records import Work


def topics(works: Sequence[Work], kept: Mapping[str, str]) -> str:
    """The topics of works by area, each a link to its list; `kept` are the facets that stay."""
    areas = (
        f'<section><h2 class="lt-h2">{plain(area)}</h2><ul>'
        + "".join(
            f"<li>{_topic(topic, kept)}&nbsp;<span>{count}</span></li>" for topic, count in found
        )
        + "</ul></section>"
        for area, found in by_area(works).items()
    )
    return f'<div class="lt-topics">{"".join(areas)}</div>'


def about_topic(topic: Topic, kept: Mapping[str, str]) -> str:
    """What a topic is, and links to its neighbours."""
    known = read_topics()
    near = ", ".join(_topic(known[other], kept) for other in topic.neighbours)
    return f'<p class="lt-lead">{plain(topic.definition)}</p>' + (
        f'<p class="lt-small">Near it: {near}</p>' if near else ""
    )


def _topic(topic: Topic, kept: Mapping[str, str]) -> str:
    return go(topic.name, "browse", **{**kept, "view": "List", "topic": topic.id})


def entries(
    library: Library,
    works: Iterable[Work],
    verdicts: Mapping[str, str],
    theme: Theme | None = None,
) -> str:
    """Works one below the other, each with what it is about in its first words.

    A heading over those of a reading list says how far they belong to it.
    """
    if theme is None:
        return "".join(_entry(library, work, verdicts.get(work.paper_id)) for work in works)
    return "".join(
        f'<h2 class="lt-h2">{HEADINGS[squarely]}</h2>{entries(library, alike, verdicts)}'
        for squarely, alike in groupby(works, key=lambda work: theme.is_squarely(work.paper_id))
    )


def _entry(library: Library, work: Work, verdict: str | None) -> str:
    sources = [library.sources[source] for source in work.sources]
    types = sorted({paper_html.TYPES[source.type].lower() for source in sources})
    said = [work.dates[-1] if work.dates else "undated", *work.reviewers, " + ".join(types)]
    line = " · ".join(map(plain, said))
    shown = chip(verdict) if verdict else ""
    return (
        f'<article class="lt-entry"><h3>{to_work(work)}</h3>'
        f'<div class="lt-small">{line} {shown}</div>'
        f'<p class="lt-gist">{plain(paper_html.first_words(sources))}</p>'
        f"<div>{tags(map(name_of, work.topics))}</div></article>"
    )
