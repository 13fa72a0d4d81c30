"""In: the address and the filter fields; out: what an answer is limited to, as removable chips.

The address holds the limits, so that a link restores them; this session remembers them when
another page has taken the address.
"""

from datetime import date
from typing import Any

import streamlit as st

from app.answering.scope import Scope
from app.drawn.answer_html import VOICES
from app.drawn.source_html import TYPES
from app.topics import by_area, name_of
from ingest.errors import UsageError
from ingest.library import Library

_LISTS, _DAYS = ("topic", "by", "source", "voice"), ("since", "until")
_HELD = "limits"
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


def limits() -> Scope:
    """What the address says, else what this session last said. Raises UsageError."""
    params = st.query_params
    said: dict[str, object] = {name: params.get_all(name) for name in _LISTS if name in params}
    said |= {name: params[name] for name in _DAYS if params.get(name)}
    if said:
        st.session_state[_HELD] = Scope.of(**said)
    held: Scope = st.session_state.get(_HELD, Scope())
    if held and not said:
        params.update(as_query(held))
    return held


def as_query(scope: Scope) -> dict[str, list[str]]:
    """The limits as an address holds them."""
    said: dict[str, list[str]] = {name: list(getattr(scope, name)) for name in _LISTS}
    said |= {name: [str(day)] if (day := getattr(scope, name)) else [] for name in _DAYS}
    return {name: values for name, values in said.items() if values}


def in_words(scope: Scope) -> tuple[tuple[str, str, str], ...]:
    """Every limit as its field, its value and how a reader would say it."""
    rows = [("topic", topic, name_of(topic)) for topic in scope.topic]
    rows += [("by", name, f"By {name}") for name in scope.by]
    rows += [("since", str(scope.since), f"From {scope.since}")] if scope.since else []
    rows += [("until", str(scope.until), f"Until {scope.until}")] if scope.until else []
    rows += [("source", name, TYPES[name]) for name in scope.source]
    rows += [("voice", name, VOICES[name]) for name in scope.voice]
    return tuple(rows)


def chips(scope: Scope) -> None:
    """One button a limit; it takes the limit away."""
    if not scope:
        return
    with st.container(horizontal=True, gap="xsmall", key="chips"):
        for place, (field, value, words) in enumerate(in_words(scope)):
            st.button(
                words,
                key=f"chip-{place}",
                icon=":material/close:",
                icon_position="right",
                help="Take this filter away",
                on_click=_drop,
                args=(scope, field, value),
            )


def _drop(scope: Scope, field: str, value: str) -> None:
    held = getattr(scope, field)
    left = tuple(v for v in held if v != value) if field in _LISTS else None
    _say(scope.model_copy(update={field: left}))


def _say(scope: Scope) -> None:
    st.session_state[_HELD] = scope
    for name in (*_LISTS, *_DAYS):
        st.query_params.pop(name, None)
    st.query_params.update(as_query(scope))


def fields(library: Library, scope: Scope) -> None:
    """The fields to choose limits in; a value that is chosen counts from the next question on."""
    there = [topic.id for topics in by_area(library.works).values() for topic, _ in topics]
    topics = list(dict.fromkeys([*there, *scope.topic]))
    people = sorted({name for work in library.works for name in work.reviewers} | set(scope.by))
    types = {source.type for source in library.sources.values()}
    told = {block.voice for source in library.sources.values() for block in source.blocks}
    _settle(scope)
    st.multiselect("Topic", topics, format_func=name_of, **_field("topic"))
    st.multiselect("Reviewer", people, **_field("by"))
    st.pills(
        "Kind of source",
        [name for name in TYPES if name in types],
        selection_mode="multi",
        format_func=lambda name: TYPES[name],
        **_field("source"),
    )
    st.pills(
        "Who speaks",
        [name for name in VOICES if name in told],
        selection_mode="multi",
        format_func=lambda name: VOICES[name],
        **_field("voice"),
    )
    left, right = st.columns(2)
    left.date_input("Reviewed from", None, FIRST, LAST, **_day("since"))
    right.date_input("Reviewed until", None, FIRST, LAST, **_day("until"))
    if scope:
        st.button("Clear all filters", type="tertiary", on_click=_say, args=(Scope(),))


def _field(name: str) -> dict[str, Any]:
    return {"key": f"limit-{name}", "on_change": _chosen}


def _day(name: str) -> dict[str, Any]:
    return {**_field(name), "format": "YYYY-MM-DD"}


def _settle(scope: Scope) -> None:
    """The fields show what counts now, also after a chip took something away."""
    for name in _LISTS:
        st.session_state[f"limit-{name}"] = list(getattr(scope, name))
    for name in _DAYS:
        st.session_state[f"limit-{name}"] = getattr(scope, name)


def _chosen() -> None:
    said = {name: st.session_state[f"limit-{name}"] for name in (*_LISTS, *_DAYS)}
    try:
        _say(Scope.of(**said))
    except UsageError as exc:
        st.toast(str(exc), icon=":material/error:")
