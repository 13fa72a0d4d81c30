"""In: the page's address and what was chosen on it; out: each in step with the other.

Streamlit binds a widget to the address by what its options are called on the page. Where that may
change (a count beside a name), the address holds the option itself, by these two functions.
"""

from collections.abc import Callable, Container

import streamlit as st


def settle(
    name: str,
    options: Container[str],
    usual: str,
    key: str | None = None,
    meant: Callable[[str], str] = str,
) -> str:
    """The choice under a widget's key (by default `name`), set before the widget is drawn.

    It is what was chosen before; else what the address says, read by `meant`, if it is one of
    the options; else `usual`.
    """
    key = key or name
    if st.session_state.get(key) not in options:
        asked = meant(st.query_params.get(name, usual))
        st.session_state[key] = asked if asked in options else usual
    value: str = st.session_state[key]
    return value


def say(name: str, value: str, usual: str) -> None:
    """Write a choice into the address; the usual one is left out."""
    if value == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
