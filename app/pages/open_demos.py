"""In: a page's address; out: which demos are open on it and how their knobs are set, and back.

The Lab and a paper have one demo: its knobs stand beside the rest of the query. An answer has
several: each that is open stands under `open=` as `turn:work:knob=value,…`, so that a reload or a
link finds them as they were.
"""

from collections.abc import Collection, Mapping

import streamlit as st

OPEN = "open"


def slot(number: int, paper_id: str) -> str:
    """The name of the place of a work's demo under a turn of the chat."""
    return f"{number}:{paper_id}"


def is_open(place: str) -> bool:
    """Whether the demo of a place is open."""
    return place in _held()


def toggle(place: str) -> None:
    """Open the demo of a place, or close it and forget its knobs."""
    held = _held()
    if place in held:
        del held[place]
    else:
        held[place] = {}
    _hold(held)


def knobs_said(place: str | None, names: Collection[str]) -> dict[str, str]:
    """What the address says of the knobs of such names; `place` is None on a page of one demo."""
    said = st.query_params.to_dict() if place is None else _held().get(place, {})
    return {name: value for name, value in said.items() if name in names}


def say_knobs(place: str | None, names: Collection[str], said: Mapping[str, str]) -> None:
    """Let the address say these knobs, and no other of such names."""
    if said == knobs_said(place, names):
        return
    if place is not None:
        _hold(_held() | {place: dict(said)})
        return
    for name in knobs_said(None, names).keys() - said.keys():
        del st.query_params[name]
    st.query_params.update(said)


def _held() -> dict[str, dict[str, str]]:
    """Place -> knob -> value; what is not of the form is passed over."""
    held = {}
    for each in st.query_params.get_all(OPEN):
        number, _, rest = each.partition(":")
        paper_id, _, said = rest.partition(":")
        pairs = (pair.partition("=") for pair in said.split(",") if "=" in pair)
        if number.isdigit() and paper_id:
            held[f"{number}:{paper_id}"] = {name: value for name, _, value in pairs}
    return held


def _hold(held: Mapping[str, Mapping[str, str]]) -> None:
    rows = {place: ",".join(f"{n}={v}" for n, v in said.items()) for place, said in held.items()}
    written = [f"{place}:{said}" if said else place for place, said in rows.items()]
    if written:
        st.query_params[OPEN] = written
    else:
        st.query_params.pop(OPEN, None)
