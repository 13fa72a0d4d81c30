"""In: `?set=`, `?systems=`, uploads; out: the Evaluate page: rankings measured and looked into.

`evals.view` puts it into the frame of the page.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from app.drawn.markup import count
from app.opened import Opened
from app.pages.address import settle
from app.pages.state import guarded, opened
from evals import page_html
from evals.beir import AUTHORS
from evals.metrics import MEASURES
from evals.page_questions import questions
from evals.question_set import MOST_MIB, QuestionSet, golden, uploaded
from evals.retrieval import Evaluation
from evals.systems import DEFAULT, installed
from evals.trials import Trials
from index.load import current_generation

_SETS = {
    "dev": "Our questions, dev half",
    **{f"dev-{author}": f"Dev half, author {author}" for author in AUTHORS},
    "own": "Your own questions",
    "test": "Our questions, test half",
}
_SYSTEMS = {
    "bm25": "words alone",
    "dense": "meaning alone",
    "rrf": "both, by rank",
    "litmus": "what the page uses",
}
_A_QUESTION = '{"_id": "q1", "text": "Which fine-tuning uses Fourier coefficients?"}'
_A_JUDGEMENT = "q1\t2405.03003\t1"
"""What a line of an upload looks like."""
_TICK = 0.5
_SECONDS = 0.03
"""What a question takes one system, about, on two processors."""


def page() -> None:
    """Draw what is measured, then its figures."""
    st.title("Evaluate", anchor=False)
    st.html(
        '<p class="lt-lead">Does ranking find the right works? Judged questions are asked of each '
        "system over this library, offline; every figure has its 95% interval.</p>"
    )
    shelf = opened()
    asked, names = _chosen()
    if asked is None or not names:
        return
    if unknown := asked.unknown(frozenset(shelf.library.works_by_id)):
        st.warning(
            f"{len(unknown)} judged works are not in this library and cannot be found: "
            f"{', '.join(unknown[:3])}{' …' if len(unknown) > 3 else ''}",
            icon=":material/info:",
        )
    trials = _trials(shelf, shelf.home, current_generation(shelf.home).name)
    going = trials.progress(names, asked) is not None
    st.fragment(_run, run_every=_TICK if going else None)(trials, asked, tuple(names), going)
    found = [trials.found(name, asked) for name in names]
    for name, each in zip(names, found, strict=True):
        if isinstance(each, str):
            st.error(f"{name}: {each}", icon=":material/error:")
    evaluations = [each for each in found if isinstance(each, Evaluation)]
    if not evaluations:
        _before(asked)
    questions(shelf, evaluations, asked, _figures(evaluations) if evaluations else MEASURES[0])


def _before(asked: QuestionSet) -> None:
    """What a run measures, and the committed figures to hold it against."""
    from evals.gate import read_figures

    st.html(page_html.what_a_run_does())
    if asked.ours and asked.name.startswith("dev"):
        with guarded():
            if shown := page_html.committed(read_figures(), asked.queries):
                st.html(shown)


@st.cache_resource(max_entries=2, show_spinner=False)
def _trials(_shelf: Opened, home: Path, generation: str) -> Trials:
    return Trials(lambda: _shelf.reader.searcher, generation, home)


def _chosen() -> tuple[QuestionSet | None, list[str]]:
    """The set of questions and the systems, both parts of the address."""
    options = installed()
    _settle(options)
    sets, systems = st.columns([2, 3])
    with sets:
        which = st.selectbox("Questions", list(_SETS), key="set", format_func=_SETS.__getitem__)
    with systems:
        names = st.pills(
            "Systems",
            options,
            selection_mode="multi",
            key="systems",
            wrap=True,
            format_func=lambda name: f"{name} · {_SYSTEMS.get(name, 'a peer')}",
        )
    st.query_params["set"] = which
    st.query_params["systems"] = ",".join(names)
    with guarded():
        return _set_of(which), names
    return None, names


def _settle(options: Sequence[str]) -> None:
    """What was chosen here, else what the address says, else what is usual."""
    settle("set", _SETS, next(iter(_SETS)))
    if "systems" not in st.session_state:
        named = st.query_params.get("systems", "").split(",")
        st.session_state["systems"] = [n for n in options if n in named] or list(DEFAULT)


def _set_of(which: str) -> QuestionSet | None:
    if which == "own":
        return _own()
    if which == "test":
        st.warning(
            "The test half is there to be quoted once, after everything has been decided. "
            "Each choice made by looking at it makes it say less.",
            icon=":material/warning:",
        )
        if not st.checkbox("I quote it, I do not choose by it", key="quoting"):
            return None
    split, _, author = which.partition("-")
    return golden(split, author or None)


def _own() -> QuestionSet | None:
    st.html(
        '<p class="lt-small">Questions: a JSON object a line with <code>_id</code> and '
        "<code>text</code>. Judgements: <code>query-id⇥work-id⇥grade</code> a line, or TREC’s four "
        "columns; work ids are those in the address of a work’s page. Both are read as text, used "
        "in this session and not kept.</p>"
    )
    left, right = st.columns(2)
    with left:
        questions = st.file_uploader(
            "Questions (.jsonl)", type=["jsonl", "json"], max_upload_size=MOST_MIB, key="questions"
        )
    with right:
        qrels = st.file_uploader(
            "Judgements (.tsv, .qrels)",
            type=["tsv", "qrels", "txt"],
            max_upload_size=MOST_MIB,
            key="qrels",
        )
    if questions is None or qrels is None:
        left.code(_A_QUESTION, language=None, wrap_lines=True)
        right.code(_A_JUDGEMENT, language=None)
        return None
    return uploaded(questions.getvalue(), qrels.getvalue())


def _run(trials: Trials, asked: QuestionSet, names: tuple[str, ...], was_going: bool) -> None:
    """The button, or how far the run is; draws the page anew when that changes."""
    progress = trials.progress(names, asked)
    if (progress is not None) != was_going:
        st.rerun()
    if progress:
        words = f"{progress.system}: {progress.done} of {progress.total} answers"
        st.progress(progress.done / progress.total, words)
        return
    left = [name for name in names if not isinstance(trials.found(name, asked), Evaluation)]
    with st.container(horizontal=True, vertical_alignment="center"):
        if left and st.button("Run", type="primary", icon=":material/play_arrow:"):
            trials.start(left, asked)
            st.rerun()
        seconds = max(5, round(len(left) * len(asked.queries) * _SECONDS, -1))
        to_run = f"{count(len(left), 'system')} to run, about {seconds:.0f} s"
        to_run = to_run if left else "all systems run"
        more = f"{count(len(asked.queries), 'question')}, {to_run}"
        st.html(f'<span class="lt-small">{more}</span>')


def _figures(evaluations: Sequence[Evaluation]) -> str:
    """Table, plot and downloads; the measure that is chosen."""
    kinds = list(evaluations[0].means)
    st.html('<h2 class="lt-h2">Figures</h2>')
    kind = st.segmented_control(
        "Kind of question",
        kinds,
        default=kinds[0],
        required=True,
        key="kind",
        format_func=lambda k: f"{k} ({evaluations[0].means[k][MEASURES[0]].queries})",
        bind="query-params",
    )
    st.html(page_html.figures(evaluations, kind if kind in kinds else kinds[0]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.selectbox("Measure", MEASURES, key="measure", bind="query-params", width=160)
        _downloads(evaluations)
    if len(kinds) > 1:
        st.vega_lite_chart(
            spec=page_html.plot(evaluations, measure),
            width="stretch",
            alt=f"{measure} of each system by kind of question, with intervals",
        )
    return measure


def _downloads(evaluations: Sequence[Evaluation]) -> None:
    from evals.report import markdown
    from evals.runs import trec

    with st.popover("Download", icon=":material/download:"):
        st.download_button(
            "Report (Markdown)",
            partial(markdown, evaluations, "litmus app, Evaluate"),
            file_name="evaluation.md",
            mime="text/markdown",
            on_click="ignore",
        )
        for each in evaluations:
            st.download_button(
                f"Run of {each.system} (TREC)",
                partial(trec, each.run, each.system),
                file_name=f"{each.system}.trec",
                mime="text/plain",
                key=f"run-{each.system}",
                on_click="ignore",
            )


if __name__ == "__main__":
    page()
