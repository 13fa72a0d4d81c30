"""In: a demo's id; out: the demo to play with: knobs, run, live progress, picture, checks."""

from collections.abc import Mapping

import streamlit as st

from app import markup
from app.demo_html import checks_table, honesty, seed_row
from app.pages.state import guarded, runs, theme
from app.runs import State, request_for
from demos.job import Job
from demos.records import Entry, Knob, Number
from demos.registry import entry, knobs
from demos.worker import Request

SEEDS = 5
_OTHERS = ("sweep", "part")
"""What else the address of a demo holds beside its knobs."""
_GOING = ("waiting", "running")
_TICK = 0.6
"""Seconds between two looks at a run that goes on."""


def demo(demo_id: str, where: str, linked: bool = False) -> None:
    """A demo's knobs and its run; `linked` keeps the knobs in the page's address.

    While a run goes on the fragment draws itself again and again, and shows the end by itself.
    """
    busy = st.session_state.get(_busy_key(demo_id, where), False)
    st.fragment(_demo, run_every=_TICK if busy else None)(demo_id, where, linked)


def _busy_key(demo_id: str, where: str) -> str:
    return f"{where}-{demo_id}-busy"


def _demo(demo_id: str, where: str, linked: bool) -> None:
    with guarded():
        found = entry(demo_id)
        request = _controls(found, where, linked)
        state = runs().state(request)
        _buttons(request, state, where)
        if state.phase in _GOING:
            _progress(state, found)
        elif state.job is not None:
            show_job(request, state.job, where)
        going = _seeds(request, where) or state.phase in _GOING
        st.html(honesty(found))
        if st.session_state.get(_busy_key(demo_id, where), False) != going:
            st.session_state[_busy_key(demo_id, where)] = going
            st.rerun()


def _controls(found: Entry, where: str, linked: bool) -> Request:
    """Sliders of all knobs, seed and control; what they say as a request."""
    asked: Mapping[str, str] = st.query_params if linked else {}
    values: dict[str, Number] = {}
    columns = st.columns(2)
    for place, knob in enumerate(knobs(found.id)):
        with columns[place % 2]:
            values[knob.name] = _knob(knob, f"{where}-{found.id}-{knob.name}", asked.get(knob.name))
    with columns[len(values) % 2]:
        key = f"{where}-{found.id}-seed"
        _settle(key, asked.get("seed"), 0, 0, 2**31 - 1)
        seed = st.number_input("Seed", 0, 2**31 - 1, key=key, help="Another seed, other data.")
    key = f"{where}-{found.id}-control"
    st.session_state[key] = bool(st.session_state.get(key, asked.get("control") == "1"))
    control = st.toggle(
        "Control: take the paper’s mechanism away",
        key=key,
        help="Everything else stays. The checks should then fail.",
    )
    request = request_for(found.id, int(seed), values, control)
    if linked:
        _link(found, request)
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


def _link(found: Entry, request: Request) -> None:
    """Write into the address what differs from the defaults."""
    defaults = {knob.name: knob.default for knob in knobs(found.id)}
    said = {name: f"{v:g}" for name, v in request.knobs.items() if v != defaults[name]}
    said |= {"seed": str(request.seed)} if request.seed else {}
    said |= {"control": "1"} if request.control else {}
    kept = {name: st.query_params[name] for name in _OTHERS if name in st.query_params}
    wanted = {"demo": found.id} | said | kept
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _buttons(request: Request, state: State, where: str) -> None:
    busy = state.phase in _GOING
    done = state.job is not None and state.job.status == "done"
    with st.container(horizontal=True, vertical_alignment="center"):
        label = "Running…" if busy else "Run" if not done else "Already run"
        if st.button(
            label,
            key=f"{where}-{request.demo}-run",
            type="primary",
            icon=":material/play_arrow:",
            disabled=busy or done,
        ):
            runs().start(request)
            _begin_to_watch(request, where)
        if done:
            st.html('<span class="lt-small">Kept for these knobs; move one for another.</span>')


def _progress(state: State, found: Entry) -> None:
    """How long the run has gone on, against how long it usually takes."""
    usual = found.seconds or 10.0
    going = state.progress
    share = min(0.97, going.cpu_seconds / (usual + 1.0))
    words = "Waiting for a free processor" if state.phase == "waiting" else "Running"
    steps = f", {going.steps:,} training steps" if going.steps else ""
    st.progress(share, f"{words}: {going.seconds:.0f} s{steps}; usually about {usual:.0f} s")


def show_job(request: Request, job: Job, where: str) -> None:
    """How a run ended: verdict, picture, checks, receipt; or why it did not."""
    if job.result is None:
        st.warning(f"This run {job.status}: {job.message}", icon=":material/warning:")
        return
    result = job.result
    more = f"seed {result.seed}" + (", mechanism removed" if result.control else "")
    st.html(
        f'<div class="lt-result">{markup.chip(result.verdict)} '
        f'<span class="lt-small">{more}, {result.seconds:.1f} s</span></div>'
    )
    held = sum(check.holds for check in result.checks)
    alt = f"Curves of {request.demo}: {held} of {len(result.checks)} checks hold"
    st.image(runs().picture(request, job, theme()), width="stretch", alt=alt)
    st.html(checks_table(result))
    receipt = runs().folder(request) / "receipt.json"
    if receipt.is_file():
        st.download_button(
            "Receipt",
            receipt.read_bytes(),
            file_name=f"{request.demo}-receipt.json",
            mime="application/json",
            key=f"{where}-{request.demo}-receipt",
            icon=":material/receipt_long:",
            type="tertiary",
            help="What is needed to run it again and compare: `litmus demo verify`.",
            on_click="ignore",
        )


def _begin_to_watch(request: Request, where: str) -> None:
    st.session_state[_busy_key(request.demo, where)] = True
    st.rerun()


def _seeds(request: Request, where: str) -> bool:
    """The same knobs under several seeds, side by side; whether one of them is going on."""
    wanted = [request.model_copy(update={"seed": seed}) for seed in range(SEEDS)]
    states = [runs().state(each) for each in wanted]
    with st.container(horizontal=True, vertical_alignment="center"):
        if any(state.phase == "idle" for state in states) and st.button(
            f"Run seeds 0–{SEEDS - 1}", key=f"{where}-{request.demo}-seeds", type="tertiary"
        ):
            for each in wanted:
                runs().start(each)
            _begin_to_watch(request, where)
        st.html(seed_row(states))
    return any(state.phase in _GOING for state in states)
