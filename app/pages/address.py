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
    the options; else `usual`. An address that another hand changed (Back, a link) comes first.
    """
    key = key or name
    asked = st.query_params.get(name, usual)
    changed = st.session_state.get(_said(name), asked) != asked
    if changed or st.session_state.get(key) not in options:
        wanted = meant(asked)
        st.session_state[key] = wanted if wanted in options else usual
    value: str = st.session_state[key]
    return value


def say(name: str, value: str, usual: str) -> None:
    """Write a choice into the address; the usual one is left out."""
    if value == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
    st.session_state[_said(name)] = value


def _said(name: str) -> str:
    return f"said-{name}"
