"""In: reading lists; out: HTML of what one is and of those that a work is on, all links."""

from collections.abc import Iterable, Mapping, Sequence

from app.drawn.links_html import go
from app.drawn.markup import count
from app.themes import Theme
from ingest.records import Work

HEADINGS = {True: "Squarely about it", False: "Touching on it"}
"""What stands over the works that a list is squarely about, and over the others."""


def about(
    theme: Theme, works: Sequence[Work], near: Iterable[Theme], kept: Mapping[str, str]
) -> str:
    """How many of these works a list is squarely about, and links to the lists near it."""
    squarely = sum(theme.is_squarely(work.paper_id) for work in works)
    touching = len(works) - squarely
    said = [f"{count(squarely, 'work')} squarely about it"] if squarely else []
    said += [f"{touching} that {'touches' if touching == 1 else 'touch'} on it"] if touching else []
    links = _links(near, kept)
    return f'<p class="lt-lead">A reading list: {" and ".join(said)}.</p>' + (
        f'<p class="lt-small">Near it: {links}</p>' if links else ""
    )


def of_work(lists: Iterable[Theme], paper_id: str) -> str:
    """The lists that a work is squarely in; behind a fold those whose matter it touches on."""
    mine = [theme for theme in lists if paper_id in theme.works]
    squarely = _links(theme for theme in mine if theme.is_squarely(paper_id))
    touched = [theme for theme in mine if not theme.is_squarely(paper_id)]
    if not touched:
        return f'<p class="lt-small">{squarely}</p>' if squarely else ""
    words = f"{len(touched)} {'more ' if squarely else ''}that it touches on"
    fold = f'<details class="lt-place"><summary>{words}</summary>{_links(touched)}</details>'
    return f'<div class="lt-small">{squarely}{fold}</div>'


def asked(theme: Theme, works: int) -> str:
    """The list that a question asks for, with the number of its works."""
    return f'<div class="lt-small">Reading list: {_links([theme])}, {count(works, "work")}</div>'


def _links(lists: Iterable[Theme], kept: Mapping[str, str] | None = None) -> str:
    """Names of lists, each a link to its works; `kept` are the facets that stay."""
    return " · ".join(
        go(theme.name, "browse", **{**(kept or {}), "view": "List", "list": theme.id})
        for theme in lists
    )
