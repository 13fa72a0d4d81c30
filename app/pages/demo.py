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
_TICK = 0.6
"""Seconds between two looks at a run that goes on."""


@st.fragment
def demo(demo_id: str, where: str, linked: bool = False) -> None:
    """A demo's knobs and its run; `linked` keeps the knobs in the page's address."""
    with guarded():
        found = entry(demo_id)
        request = _controls(found, where, linked)
        state = runs().state(request)
        _buttons(request, state, where)
        if state.phase in ("waiting", "running"):
            _watch(request, found)
        elif state.job is not None:
            show_job(request, state.job, where)
        _seeds(request, where)
        st.html(honesty(found))


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
        _begin(key, asked.get("seed"), int)
        seed = st.number_input("Seed", 0, 2**31 - 1, key=key, help="Another seed, other data.")
    key = f"{where}-{found.id}-control"
    if key not in st.session_state and asked.get("control") == "1":
        st.session_state[key] = True
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
    _begin(key, asked, int if knob.type == "int" else float, knob)
    label = knob.name.replace("_", " ").capitalize()
    if knob.type == "int":
        st.session_state.setdefault(key, int(knob.default))
        return st.slider(label, int(knob.min), int(knob.max), key=key, help=knob.help)
    st.session_state.setdefault(key, float(knob.default))
    low, high = float(knob.min), float(knob.max)
    if low > 0 and high / low > 1000:
        return st.number_input(label, low, high, format="%g", key=key, help=knob.help)
    step = float(f"{(high - low) / 100:.1g}")
    return st.slider(label, low, high, step=step, format="%.3g", key=key, help=knob.help)


def _begin(key: str, asked: str | None, kind: type, knob: Knob | None = None) -> None:
    """Take a value from the address, once, if it is one."""
    if asked is None or key in st.session_state:
        return
    try:
        value = kind(asked)
    except ValueError:
        return
    low, high = (knob.min, knob.max) if knob else (0, 2**31 - 1)
    if low <= value <= high:
        st.session_state[key] = value


def _link(found: Entry, request: Request) -> None:
    """Write into the address what differs from the defaults."""
    defaults = {knob.name: knob.default for knob in knobs(found.id)}
    said = {name: f"{v:g}" for name, v in request.knobs.items() if v != defaults[name]}
    said |= {"seed": str(request.seed)} if request.seed else {}
    said |= {"control": "1"} if request.control else {}
    wanted = {"demo": found.id} | said
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _buttons(request: Request, state: State, where: str) -> None:
    busy = state.phase in ("waiting", "running")
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
            st.rerun(scope="fragment")
        if done:
            st.html(
                '<span class="lt-small">Kept from an earlier run; move a knob for another.</span>'
            )


def _watch(request: Request, found: Entry) -> None:
    """Look at the run again and again; when it ends, the page is drawn anew."""

    @st.fragment(run_every=_TICK)
    def look() -> None:
        state = runs().state(request)
        if state.phase not in ("waiting", "running"):
            st.rerun()
        usual = found.seconds or 10.0
        share = min(0.97, state.seconds / (usual + 4.0))
        words = "Waiting for a free processor" if state.phase == "waiting" else "Running"
        st.progress(share, f"{words}: {state.seconds:.0f} s, usually about {usual + 3:.0f} s")

    look()


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


def _seeds(request: Request, where: str) -> None:
    """The same knobs under several seeds, side by side."""
    wanted = [request.model_copy(update={"seed": seed}) for seed in range(SEEDS)]
    states = [runs().state(each) for each in wanted]
    with st.container(horizontal=True, vertical_alignment="center"):
        if any(state.phase == "idle" for state in states) and st.button(
            f"Run seeds 0–{SEEDS - 1}", key=f"{where}-{request.demo}-seeds", type="tertiary"
        ):
            for each in wanted:
                runs().start(each)
            st.rerun(scope="fragment")
        st.html(seed_row(states))
