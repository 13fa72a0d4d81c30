"""In: a browser's request; out: the page it asks for, in the frame that all pages share."""

from pathlib import Path

import streamlit as st

from app.drawn.links_html import GOING
from app.pages.state import FOLDER, PAGES, guarded, theme, views

HERE = Path(__file__).resolve().parent
_HERE = "here"
_TO_TOP = "<script>document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)</script>"


def main() -> None:
    """Draw the frame, then the page of the address."""
    st.set_page_config(page_title="Litmus", page_icon=HERE / "icon.svg", layout="wide")
    st.logo(HERE / "logo.svg", size="large")
    st.html(HERE / "theme.css")
    # what floats above the page lies outside it and would not know its ground
    st.html(f'<style>[data-testid="stPopoverBody"] {{ color-scheme: {theme()}; }}</style>')
    page = st.navigation(
        [
            st.Page(
                FOLDER / view.file,
                title=view.title,
                url_path=view.url,
                icon=view.icon,
                default=view is PAGES[0],
                visibility="visible" if view.shown else "hidden",
            )
            for view in views()
        ],
        position="top",
    )
    with st.container(key="frame"):
        st.html(GOING, unsafe_allow_javascript=True)
        _begin_at_top(page.url_path)
    with guarded():
        page.run()


def _begin_at_top(view: str) -> None:
    """Another page or another paper begins at its top, not where the last one was left."""
    here = (view, st.query_params.get("id"), st.query_params.get("demo"))
    if st.session_state.get(_HERE, here) != here:
        st.html(_TO_TOP, unsafe_allow_javascript=True)
    st.session_state[_HERE] = here
