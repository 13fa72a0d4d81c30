"""In: a demo and the page's address; out: its knobs on the page, and what they ask to be run."""

from collections.abc import Mapping

import streamlit as st

from app.pages.open_demos import knobs_said, say_knobs
from app.runs import request_for
from demos.records import Entry, Knob, Number
from demos.registry import knobs
from demos.worker import Request

_MOST_SEED = 2**31 - 1


def controls(found: Entry, where: str, place: str | None) -> Request:
    """Sliders of all knobs, seed and control; `where` tells the page's demos apart.

    What differs from the defaults is written into the address, at `place` in it.
    """
    known = knobs(found.id)
    names = {*(knob.name for knob in known), "seed", "control"}
    asked = knobs_said(place, names)
    prefix = f"{where}-{found.id}"
    if st.session_state.get(f"{prefix}-said", asked) != asked:  # Back, or a link, changed it
        for name in names:
            st.session_state.pop(f"{prefix}-{name}", None)
    values: dict[str, Number] = {}
    columns = st.columns(2)
    for number, knob in enumerate(known):
        with columns[number % 2]:
            values[knob.name] = _knob(knob, f"{prefix}-{knob.name}", asked.get(knob.name))
    with columns[len(values) % 2]:
        key = f"{prefix}-seed"
        _settle(key, asked.get("seed"), 0, 0, _MOST_SEED)
        seed = st.number_input("Seed", 0, _MOST_SEED, key=key, help="Another seed, other data.")
    key = f"{prefix}-control"
    st.session_state[key] = bool(st.session_state.get(key, asked.get("control") == "1"))
    control = st.toggle(
        "Control: take the paper’s mechanism away",
        key=key,
        help="Everything else stays. The checks should then fail.",
    )
    request = request_for(found.id, int(seed), values, control)
    said = _said(request, {knob.name: knob.default for knob in known})
    say_knobs(place, names, said)
    st.session_state[f"{prefix}-said"] = said
    return request


def _knob(knob: Knob, key: str, asked: str | None) -> Number:
    label = knob.name.replace("_", " ").capitalize()
    if knob.type == "int":
        least, most, usual = int(knob.min), int(knob.max), int(knob.default)
        _settle(key, asked, usual, least, most)
        return st.slider(label, least, most, usual, key=key, help=knob.help)
    low, high, default = float(knob.min), float(knob.max), float(knob.default)
    _settle(key, asked, default, low, high)
    if low > 0 and high / low > 1000:
        return st.number_input(label, low, high, default, format="%g", key=key, help=knob.help)
    step = float(f"{(high - low) / 100:.1g}")
    return st.slider(label, low, high, default, step, format="%.3g", key=key, help=knob.help)


def _settle(key: str, asked: str | None, default: Number, low: Number, high: Number) -> None:
    """Say the value anew at every run: what was chosen, else the address's, else the default.

    A browser forgets the value of a slider that a rerun moves elsewhere, and would show its
    least value instead.
    """
    if key not in st.session_state:
        st.session_state[key] = _from_address(asked, default, low, high)
    st.session_state[key] = st.session_state[key]


def _from_address(asked: str | None, default: Number, low: Number, high: Number) -> Number:
    """The value that an address gives if it is one within bounds, else the default."""
    try:
        value = type(default)(asked) if asked is not None else default
    except ValueError:
        return default
    return value if low <= value <= high else default


def _said(request: Request, defaults: Mapping[str, Number]) -> dict[str, str]:
    """What differs from the defaults, as an address says it."""
    said = {name: str(v) for name, v in request.knobs.items() if v != defaults[name]}
    said |= {"seed": str(request.seed)} if request.seed else {}
    return said | ({"control": "1"} if request.control else {})
