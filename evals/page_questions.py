"""In: evaluations and their questions; out: the page's parts on single questions.

Which questions one system does better than another, and why the works of one are ranked so.
"""

from collections.abc import Container, Sequence

import streamlit as st

from app import explain_html
from app.markup import plain
from app.opened import Opened
from evals import page_html
from evals.compare import compare
from evals.differences import versus
from evals.question_set import QuestionSet
from evals.retrieval import Evaluation
from index.explain import explain

_SHOWN = 10
_DEEP = 100
_INSPECTED = "inspected"


def questions(
    shelf: Opened, evaluations: Sequence[Evaluation], asked: QuestionSet, measure: str
) -> None:
    """Draw both parts."""
    if len(evaluations) > 1:
        _versus(evaluations, asked, measure)
    _inspector(shelf, asked)


def _versus(evaluations: Sequence[Evaluation], asked: QuestionSet, measure: str) -> None:
    """Two systems question by question; one that is ticked is opened in the inspector."""
    st.html('<h2 class="lt-h2">Questions won and lost</h2>')
    names = [each.system for each in evaluations]
    with st.container(horizontal=True):
        first = st.selectbox("System", names, index=len(names) - 1, key="a", width=200)
        others = [name for name in names if name != first]
        second = st.selectbox("Against", others, index=len(others) - 1, key="b", width=200)
    a, b = (next(e for e in evaluations if e.system == name) for name in (first, second))
    st.html(f"<p>{page_html.verdict(compare(a.scores, b.scores, measure), first, second)}</p>")
    rows = versus(a, b, asked.queries, measure)
    if not rows:
        return
    event = st.dataframe(
        rows,
        hide_index=True,
        height=min(420, 38 + 35 * len(rows)),
        on_select="rerun",
        selection_mode="single-row",
        key=f"versus-{first}-{second}-{measure}",
        column_config={"Question": st.column_config.TextColumn(width=420)},
        alt="Questions on which the two systems differ",
    )
    st.html('<span class="lt-small">Tick a question to see why its works are ranked so.</span>')
    if event.selection.rows:
        st.session_state[_INSPECTED] = rows[event.selection.rows[0]]["Id"]


def _inspector(shelf: Opened, asked: QuestionSet) -> None:
    """Why the works of one question are ranked as they are."""
    st.html('<h2 class="lt-h2">Inspector</h2>')
    texts = {query.id: query for query in asked.queries}
    _settle(texts)
    chosen = st.selectbox(
        "Question",
        list(texts),
        index=None,
        key=_INSPECTED,
        format_func=lambda name: f"{texts[name].text} ({name})",
        placeholder="Choose or type a question",
    )
    if chosen is None:
        return
    st.query_params["question"] = chosen
    query, grades = texts[chosen], asked.qrels[chosen]
    with st.spinner("Ranking with and without each ranker"):
        found = explain(shelf.reader.searcher, query.text, _DEEP, query.metadata.history)
    said = [
        plain("asked after: " + " / ".join(query.metadata.history))
        if query.metadata.history
        else "",
        explain_html.read_as(found),
        explain_html.missed(found, shelf.library, grades, _SHOWN),
    ]
    st.html("".join(f'<p class="lt-small">{each}</p>' for each in said if each) or "<p></p>")
    st.html(explain_html.explained(found, shelf.library, grades, _SHOWN))
    st.html(f'<p class="lt-small">{explain_html.LEGEND}</p>')


def _settle(known: Container[str]) -> None:
    """What was chosen here, else the question of the address, if they are of this set."""
    if _INSPECTED not in st.session_state:
        st.session_state[_INSPECTED] = st.query_params.get("question")
    if st.session_state[_INSPECTED] not in known:
        st.session_state[_INSPECTED] = None
