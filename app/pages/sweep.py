"""In: a demo and its knobs; out: its sweep: along one knob, where the claim holds and turns."""

from collections.abc import Mapping

import streamlit as st

from app.drawn import sweep_html
from app.home import jobs_of
from app.pages.address import say, settle
from app.pages.state import guarded, home, runs, theme
from app.sweeps import SweepRequest, Sweeps, SweepState
from demos.figure import Theme
from demos.ranges import whole_range
from demos.records import Entry, Knob, Number
from demos.registry import entry, knobs
from demos.sweep import Sweep

_TICK = 0.7
SEEDS = 3
_BUSY = "sweep-busy"


def sweep(demo_id: str) -> None:
    """Draw a demo's sweep; while it goes on it draws itself again and again."""
    busy = st.session_state.get(_BUSY) == demo_id
    st.fragment(_sweep, run_every=_TICK if busy else None)(demo_id)


@st.cache_resource(show_spinner=False)
def _sweeps(jobs: str) -> Sweeps:  # noqa: ARG001
    return Sweeps(runs())


def _sweep(demo_id: str) -> None:
    with guarded():
        found = entry(demo_id)
        known = {knob.name: knob for knob in knobs(demo_id)}
        st.html(
            '<p class="lt-lead">Where does the claim turn? This runs the demo along one knob on '
            "several seeds, then looks closer wherever the claim begins or ceases to hold. The "
            "other knobs stay as they are set under Run.</p>"
        )
        asked = _request(found, known)
        if asked is None:
            return
        sweeps = _sweeps(str(jobs_of(home())))
        state = sweeps.state(asked)
        _buttons(sweeps, asked, state, found, known[asked.range.knob])
        if state.sweep is not None:
            _shown(state.sweep)
        going = demo_id if state.phase == "running" else None
        if st.session_state.get(_BUSY) != going:
            st.session_state[_BUSY] = going
            st.rerun()


def _request(found: Entry, known: dict[str, Knob]) -> SweepRequest | None:
    """What is to be swept: a knob, its ends, seeds. The knob is part of the address."""
    first, low, high, many = st.columns(4)
    with first:
        settle("sweep", known, next(iter(known)), key=f"sweep-{found.id}")
        name = st.selectbox(
            "Knob", list(known), key=f"sweep-{found.id}", format_func=sweep_html.spoken
        )
        say("sweep", name, next(iter(known)))
    whole = whole_range(known[name])
    with low:
        least = _end(known[name], "From", whole.low, f"sweep-{found.id}-{name}-low")
    with high:
        most = _end(known[name], "To", whole.high, f"sweep-{found.id}-{name}-high")
    with many:
        seeds = st.number_input("Seeds", 1, 5, SEEDS, key=f"sweep-{found.id}-seeds")
    if least >= most:
        st.warning("The range is empty: set From below To.", icon=":material/info:")
        return None
    asked = whole.model_copy(update={"low": least, "high": most})
    return SweepRequest(
        demo=found.id, range=asked, seeds=int(seeds), given=_others(found, known, name)
    )


def _end(knob: Knob, words: str, usual: Number, key: str) -> Number:
    if knob.type == "int":
        return int(st.number_input(words, int(knob.min), int(knob.max), int(usual), key=key))
    ends = float(knob.min), float(knob.max), float(usual)
    return float(st.number_input(words, *ends, format="%g", key=key))


def _others(found: Entry, known: Mapping[str, Knob], name: str) -> dict[str, Number]:
    """What the other knobs are set to on the page, where that is not their default."""
    values = {
        other: st.session_state.get(f"lab-{found.id}-{other}", knob.default)
        for other, knob in known.items()
        if other != name
    }
    return {other: value for other, value in values.items() if value != known[other].default}


def _buttons(
    sweeps: Sweeps, asked: SweepRequest, state: SweepState, found: Entry, knob: Knob
) -> None:
    if state.phase == "running":
        done, total = state.progress.done, state.progress.total
        st.progress(done / max(1, total), f"{done} of {total or '…'} runs")
        if st.button("Stop", key=f"sweep-{found.id}-stop", icon=":material/stop:"):
            sweeps.stop(asked)
        return
    if state.phase == "failed":
        st.warning(state.problem, icon=":material/warning:")
    if state.phase == "stopped":
        st.info("Stopped; what was run is kept.", icon=":material/info:")
    if state.phase == "done":
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "Run the sweep", key=f"sweep-{found.id}-run", icon=":material/stacked_line_chart:"
        ):
            sweeps.start(asked)
            st.session_state[_BUSY] = found.id
            st.rerun()
        said = sweep_html.cost(knob, asked.range.count, asked.seeds, found.seconds)
        st.html(f'<span class="lt-small">{said}</span>')


def _shown(found: Sweep) -> None:
    st.html(f"<p><b>{sweep_html.turns(found)}</b></p>")
    picture = _picture(found, found.model_dump_json(), theme())
    st.image(picture, width="stretch", alt=sweep_html.turns(found))
    with st.expander("Every value", icon=":material/table_rows:"):
        st.html(sweep_html.points(found))
        st.download_button(
            "Sweep (JSON)",
            found.model_dump_json(indent=1),
            file_name=f"{found.demo}-{found.range.knob}-sweep.json",
            mime="application/json",
            key=f"sweep-{found.demo}-json",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


@st.cache_data(max_entries=32, show_spinner=False)
def _picture(_found: Sweep, said: str, ground: Theme) -> bytes:  # noqa: ARG001
    """The picture of a sweep, drawn once for each theme; `said` tells it from others."""
    from demos.sweep_figure import sweep_png

    return sweep_png(_found, ground)
