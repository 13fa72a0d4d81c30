"""In: evaluations and their questions; out: the page's parts on single questions.

Which questions one system does better than another, and why the works of one are ranked so.
"""

from collections.abc import Container, Sequence

import streamlit as st

from app.drawn import explain_html
from app.drawn.links_html import go
from app.drawn.markup import plain
from app.opened import Opened
from app.pages.address import say
from evals import page_html
from evals.compare import compare
from evals.differences import versus
from evals.question_set import QuestionSet
from evals.retrieval import Evaluation
from index.explain import Explanation, explain
from index.load import current_generation

_SHOWN = 10
_DEEP = 100
_INSPECTED, _SAID = "inspected", "inspected-said"


def questions(
    shelf: Opened, evaluations: Sequence[Evaluation], asked: QuestionSet, measure: str
) -> None:
    """Draw both parts; before anything is run, with a question opened as an example."""
    if len(evaluations) > 1:
        _versus(shelf, evaluations, asked, measure)
    _inspector(shelf, asked, example=shelf.ready and not evaluations)


def _versus(
    shelf: Opened, evaluations: Sequence[Evaluation], asked: QuestionSet, measure: str
) -> None:
    """Two systems question by question; each is a link that opens it in the inspector."""
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
    works = {work.paper_id: work.name for work in shelf.library.works}
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    st.html(page_html.differing(rows, a.system, b.system, works, query))


def _inspector(shelf: Opened, asked: QuestionSet, example: bool) -> None:
    """Why the works of one question are ranked as they are."""
    st.html('<h2 class="lt-h2">Why works are ranked so</h2>')
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
    say("question", chosen or "", "")
    st.session_state[_SAID] = chosen
    if chosen is None and not example:
        kept = {name: st.query_params.get_all(name) for name in st.query_params}
        st.html(go("Open one as an example", "evaluate", **kept, question=_example(asked)))
        return
    shown = chosen or _example(asked)
    query, grades = texts[shown], asked.qrels[shown]
    if chosen is None:
        st.html(f"<p>For example: <b>{plain(query.text)}</b></p>")
    with st.spinner("Ranking with and without each ranker"):
        generation = current_generation(shelf.home).name
        found = _explained(shelf, generation, query.text, query.metadata.history)
    said = [
        plain("asked after: " + " / ".join(query.metadata.history))
        if query.metadata.history
        else "",
        explain_html.read_as(found),
        explain_html.missed(found, shelf.library, grades, _SHOWN),
    ]
    lines = "".join(f'<p class="lt-small">{each}</p>' for each in said if each)
    st.html(lines + explain_html.explained(found, shelf.library, grades, _SHOWN))
    st.html(f'<p class="lt-small">{explain_html.LEGEND}</p>')


@st.cache_resource(max_entries=64, show_spinner=False)
def _explained(
    _shelf: Opened,
    generation: str,  # noqa: ARG001
    text: str,
    history: tuple[str, ...],
) -> Explanation:
    """Kept, since a page is drawn again at every click and this ranks five times."""
    return explain(_shelf.reader.searcher, text, _DEEP, history)


def _example(asked: QuestionSet) -> str:
    """A question that is put in other words than its work's, if the set tells which are."""
    vague = (query.id for query in asked.queries if query.metadata.kind == "paraphrase")
    return next(vague, asked.queries[0].id)


def _settle(known: Container[str]) -> None:
    """What was chosen here, else the question of the address, if they are of this set.

    A question that a link or Back put into the address comes first.
    """
    asked = st.query_params.get("question")
    if _INSPECTED not in st.session_state or asked != st.session_state.get(_SAID):
        st.session_state[_INSPECTED] = asked
    if st.session_state[_INSPECTED] not in known:
        st.session_state[_INSPECTED] = None
