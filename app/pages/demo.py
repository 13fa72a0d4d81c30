"""In: a demo's id; out: the demo to play with: knobs, run, live progress, picture, checks."""

import streamlit as st

from app.drawn import markup
from app.drawn.demo_html import checks_table, honesty, seed_row
from app.pages.knobs import controls
from app.pages.state import guarded, runs, sentence, theme
from app.runs import State
from demos.job import Job
from demos.records import Entry
from demos.registry import entry
from demos.worker import Request

SEEDS = 5
_GOING = ("waiting", "running")
_TICK = 0.6
"""Seconds between two looks at a run that goes on."""


def demo(demo_id: str, where: str, place: str | None = None) -> None:
    """A demo's knobs and its run; `place` is where the address of an answer keeps its knobs.

    While a run goes on the fragment draws itself again and again, and shows the end by itself.
    """
    busy = st.session_state.get(_busy_key(demo_id, where), False)
    st.fragment(_demo, run_every=_TICK if busy else None)(demo_id, where, place)


def _busy_key(demo_id: str, where: str) -> str:
    return f"{where}-{demo_id}-busy"


def _demo(demo_id: str, where: str, place: str | None) -> None:
    with guarded():
        found = entry(demo_id)
        request = controls(found, where, place)
        state = runs().state(request)
        _buttons(request, state, where)
        if state.phase in _GOING:
            _progress(state, found)
        elif state.job is not None:
            show_job(request, state.job, where)
        elif state.problem:
            st.error(sentence(state.problem), icon=":material/error:")
        going = _seeds(request, where) or state.phase in _GOING
        st.html(honesty(found))
        if st.session_state.get(_busy_key(demo_id, where), False) != going:
            st.session_state[_busy_key(demo_id, where)] = going
            st.rerun()


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
        if busy:
            st.button(
                "Stop",
                key=f"{where}-{request.demo}-stop",
                icon=":material/stop_circle:",
                on_click=runs().stop,
                args=(request,),
            )
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
