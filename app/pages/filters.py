"""In: the filters of a page; out: they lie folded on a narrow screen; those set, to take away."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from app.pages.links import label

_FOLD = '<details class="lt-fold"><summary>Filters</summary></details>'


@contextmanager
def folded(name: str) -> Iterator[None]:
    """What is drawn within lies behind a line that opens it where the screen is narrow.

    The server does not know how wide a screen is, so theme.css hides it while the fold is shut.
    """
    with st.container(key=f"fold-{name}"):
        st.html(_FOLD)
        yield


def removable(left: str, chosen: Mapping[str, str], drop: Callable[[str], None]) -> None:
    """What is left, and each filter in words as a button that takes it away, drawn in this row."""
    st.html(f'<span class="lt-soft">{left}</span>', width="content")
    for name, words in chosen.items():
        st.button(
            label(words),
            key=f"drop-{name}",
            icon=":material/close:",
            icon_position="right",
            help="Take this filter away",
            on_click=drop,
            args=(name,),
        )
