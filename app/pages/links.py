"""In: a work or a page's name; out: a link there, its words shown as written, or the way there."""

import json

import streamlit as st

from app.links_html import address
from app.pages.state import PAPER
from ingest.records import Work

_SIGNS = frozenset("\\`*_{}[]<>()#+-.!|$:~^")


def label(text: str) -> str:
    """Text as a Markdown label in which no sign has a meaning."""
    return "".join(f"\\{char}" if char in _SIGNS else char for char in " ".join(text.split()))


def work_link(work: Work, icon: str | None = None) -> None:
    """The work's name as a link to its page."""
    st.page_link(PAPER, label=label(work.name), icon=icon, query_params={"id": work.paper_id})


def leave_for(view: str, /, **query: str) -> None:
    """Go to another page, so that the browser's Back leads here as it was.

    `st.switch_page` would first write the other page's query into this one's address.
    """
    to = json.dumps(address(view, **query)).replace("<", "\\u003c")
    st.html(f"<script>litmusGo({to})</script>", unsafe_allow_javascript=True)
    st.stop()
