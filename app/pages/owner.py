"""In: the browser's cookie; out: the token under which this visitor's chats are kept."""

import re

import streamlit as st

from app.chats import new_owner

_COOKIE = "litmus_owner"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_YEAR = 365 * 24 * 3600
_SET = "<script>document.cookie='{name}={token}; path=/; max-age={age}; samesite=strict'</script>"


def owner() -> str:
    """The visitor's token: the cookie's, else a fresh one, which the browser is told to keep."""
    held: str | None = st.session_state.get(_COOKIE)
    if held is None:
        cookie = str(st.context.cookies.get(_COOKIE, ""))
        held = cookie if _TOKEN.fullmatch(cookie) else new_owner()
        st.session_state[_COOKIE] = held
    if st.context.cookies.get(_COOKIE) != held:
        script = _SET.format(name=_COOKIE, token=held, age=_YEAR)
        st.html(script, unsafe_allow_javascript=True)
    return held
