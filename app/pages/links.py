"""In: words or a page's name; out: a label that shows the words as written; the way to the page."""

import json

import streamlit as st

from app.drawn.links_html import address

_SIGNS = frozenset("\\`*_{}[]<>()#+-.!|$:~^")


def label(text: str) -> str:
    """Text as a Markdown label in which no sign has a meaning."""
    return "".join(f"\\{char}" if char in _SIGNS else char for char in " ".join(text.split()))


def leave_for(view: str, /, **query: str) -> None:
    """Go to another page, so that the browser's Back leads here as it was.

    `st.switch_page` would first write the other page's query into this one's address.
    """
    to = json.dumps(address(view, **query)).replace("<", "\\u003c")
    st.html(f"<script>litmusGo({to})</script>", unsafe_allow_javascript=True)
    st.stop()
