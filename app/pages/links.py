"""In: a work; out: a link to its page, its title shown as written."""

import streamlit as st

from app.pages.state import PAPER
from ingest.records import Work

_SIGNS = frozenset("\\`*_{}[]<>()#+-.!|$:~^")


def label(text: str) -> str:
    """Text as a Markdown label in which no sign has a meaning."""
    return "".join(f"\\{char}" if char in _SIGNS else char for char in " ".join(text.split()))


def work_link(work: Work, icon: str | None = None) -> None:
    """The work's name as a link to its page."""
    st.page_link(PAPER, label=label(work.name), icon=icon, query_params={"id": work.paper_id})
