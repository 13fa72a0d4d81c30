"""In: the library; out: the empty Ask page: what this is, example questions, what is here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from app.answering.scope import Scope
from app.drawn.links_html import go
from app.drawn.markup import plain
from app.opened import Opened
from app.pages.limits import as_query
from app.prompts import asked_as, examples
from demos.registry import ids, recorded

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def welcome(
    shelf: Opened,
    about: str | None,
    scope: Scope,
    above: "DeltaGenerator",
    below: "DeltaGenerator",
) -> None:
    """Draw it around the composer; an example is a link that asks it within the same limits."""
    library = shelf.library
    if about:
        name = library.works_by_id[about].name
        title, offered = f"Ask about {name}", asked_as(library, about)[:6]
        lead = "Answers come from what is said of this paper alone."
    else:
        title = "Ask the reviews"
        offered = examples(library, {p for e in recorded().values() for p in e.papers})
        lead = (
            "Answers are sentences you can find again, each with its line. "
            "Beside every cited paper stands the experiment that tests its claim."
        )
    with above:
        st.html(f'<div class="lt-hero"><h1>{plain(title)}</h1><p>{plain(lead)}</p></div>')
    kept: dict[str, str | Sequence[str]] = {"about": about or "", **as_query(scope)}
    with below:
        st.html(f"{_examples(offered, kept)}{_figures(shelf)}")


def _examples(offered: tuple[str, ...], kept: Mapping[str, str | Sequence[str]]) -> str:
    rows = "".join(f"<li>{go(question, '', q=question, **kept)}</li>" for question in offered)
    return f'<p class="lt-label">For example</p><ul class="lt-examples">{rows}</ul>'


def _figures(shelf: Opened) -> str:
    verdicts = [entry.verdict for entry in recorded().values()]
    figures = {
        "works": len(shelf.library.works),
        "sources, each with its lines": len(shelf.library.sources),
        "demos": len(ids()),
        "claims confirmed here": verdicts.count("confirmed"),
        "refuted or unstable": verdicts.count("refuted") + verdicts.count("unstable"),
    }
    cells = "".join(f"<div><b>{n}</b><span>{what}</span></div>" for what, n in figures.items() if n)
    return f'<div class="lt-figures">{cells}</div>'


def about_line(shelf: Opened, about: str) -> bool:
    """Which paper the questions are about; whether it was taken away."""
    with st.container(horizontal=True, vertical_alignment="center"):
        name = plain(shelf.library.works_by_id[about].name)
        st.html(f'<span class="lt-small">About <b>{name}</b></span>', width="content")
        return st.button(
            "Ask about all", type="tertiary", icon=":material/close:", key="about-none"
        )
