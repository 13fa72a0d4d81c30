"""In: files to add, names to remove; out: the Library page: sources, upload, health, settings."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.answering.settings import AppSettings
from app.drawn import files_html, library_html, paper_html
from app.drawn.links_html import go
from app.drawn.markup import count, plain
from app.home import CATALOGUE, HomeSettings
from app.library import Change, Watch, add, rebuild, was_read
from app.llm.settings import read_settings
from app.opened import Opened
from app.pages.state import guarded, home, opened, sentence
from app.uploads import MOST_FILES, MOST_MIB, TYPES, Upload, forget_files, ingest_uploads
from index.embed import Progress
from index.load import current_generation
from index.manifest import read_manifest
from index.settings import BuildSettings, SearchSettings
from ingest.errors import StateError
from ingest.formats import FORMATS

_DONE = "library_done"
PER_PAGE = 25
_TABS = ("Sources", "Add", "Remove", "Health", "Settings")


def page() -> None:
    """Draw what is in the library and what can be done to it."""
    st.title("Library", anchor=False)
    _report()
    try:
        shelf = opened()
        counts = read_manifest(current_generation(home())).counts
    except StateError as exc:
        st.warning(sentence(str(exc)), icon=":material/info:")
        _first()
        _add()
        return
    figures = {
        "works": counts.works,
        "sources": counts.sources,
        "files": counts.documents,
        "passages": counts.passages,
    }
    cells = "".join(f"<div><b>{n:,}</b><span>{what}</span></div>" for what, n in figures.items())
    st.html(f'<div class="lt-figures">{cells}</div>')
    draw: dict[str, Callable[[], None]] = {
        "Sources": lambda: _sources(shelf),
        "Add": _add,
        "Remove": lambda: _remove(shelf),
        "Health": _health,
        "Settings": _settings,
    }
    tabs = st.tabs(_TABS, key="tab", bind="query-params", on_change="rerun")
    for name, tab in zip(_TABS, tabs, strict=True):
        if tab.open:
            with tab, guarded():
                draw[name]()


def _report() -> None:
    """What the last change did, until the next one or another page."""
    change: Change | None = st.session_state.get(_DONE)
    if change is None:
        return
    with st.container(border=True, key="library-report"):
        st.html(
            f"<p><b>{library_html.changed(change)}</b></p>{library_html.ledger(change)}"
            f"{library_html.set_aside(change)}"
        )
        if st.button("Close", key="library-close", type="tertiary", icon=":material/close:"):
            del st.session_state[_DONE]
            st.rerun()


def _sources(shelf: Opened) -> None:
    """The files with the account of their lines, or the one that the address names."""
    wanted = st.query_params.get("file")
    if wanted is not None:
        _file(shelf, wanted)
        return
    st.html(f'<p class="lt-lead">{library_html.furniture(shelf.accounts.values())}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Find", key="find", placeholder="Words of a file’s name or title", bind="query-params"
        )
        sorts = list(files_html.SORTS)
        sort = st.selectbox("Order", sorts, key="order", bind="query-params", width=170)
    rows = files_html.found(shelf.library, shelf.accounts, words, sort)
    if not rows:
        st.info("No file has these words.", icon=":material/filter_alt_off:")
        return
    pages = -(-len(rows) // PER_PAGE)
    number = min(int(st.session_state.get("page") or 1), pages)
    st.html(files_html.files(rows[(number - 1) * PER_PAGE : number * PER_PAGE]))
    if pages > 1:
        st.pagination(pages, key="page", bind="query-params")


def _file(shelf: Opened, name: str) -> None:
    """One file: its account, the works it speaks of, its notes and its ledger of repairs."""
    st.html(go("All files", "library", "lt-back"))
    doc = next((doc for doc in shelf.library.documents if doc.file == name), None)
    if doc is None:
        raise StateError(f"no file of the library is called {name!r}; choose one under All files")
    st.html(f'<h2 class="lt-h2">{plain(doc.file)}</h2>')
    st.html(library_html.account_of(doc, shelf.accounts[doc.file]))
    found = {source.source_id for source in doc.sources}
    works = [work for work in shelf.library.works if found & set(work.sources)]
    with st.expander(count(len(works), "work"), icon=":material/article:"):
        st.html(library_html.works(works))
    ledger = paper_html.notes(doc.sources) + paper_html.repairs(
        [{"file": doc.file, **repair.model_dump()} for repair in doc.repairs]
    )
    if ledger:
        with st.expander("Notes and ledger of repairs", icon=":material/build:"):
            st.html(ledger)


def _first() -> None:
    """What makes a library where there is none, or where it is damaged."""
    if was_read(home()):
        _rebuild()
    elif st.button("Read the built-in catalogue", type="primary", icon=":material/download_done:"):
        with guarded():
            _finish(add(home(), [CATALOGUE], "auto", _told()))


def _add() -> None:
    st.html(
        '<p class="lt-lead">Add reviews, a saved thread, a stream transcript, a paper or a card: '
        f"text, Markdown, PDF, HTML or DOCX, up to {MOST_MIB} MiB each, {MOST_FILES} at a time. "
        "They are read as text, never run, and stay on this machine.</p>"
    )
    sent = st.file_uploader(
        "Files", type=list(TYPES), accept_multiple_files=True, max_upload_size=MOST_MIB, key="file"
    )
    form = st.selectbox(
        "What they are", FORMATS, key="form", help="Auto tells by the look of the text.", width=220
    )
    if st.button("Add to the library", type="primary", disabled=not sent) and sent:
        uploads = [Upload(each.name, each.getvalue()) for each in sent]
        _finish(ingest_uploads(home(), uploads, form, _told()))


def _told() -> Watch:
    """One bar that tells of files read, passages and sentences embedded, as they come."""
    bar = st.progress(0.0, "Reading")
    return Watch(
        files=_shown(bar, "Reading file", 0.0, 0.2),
        passages=_shown(bar, "Embedding passage", 0.2, 0.9),
        sentences=_shown(bar, "Embedding sentence", 0.9, 1.0),
    )


def _shown(bar: DeltaGenerator, words: str, low: float, high: float) -> Progress:
    def progress(done: int, total: int) -> None:
        share = low + (high - low) * done / max(1, total)
        bar.progress(min(1.0, share), f"{words} {done:,} of {total:,}")

    return progress


def _finish(change: Change) -> None:
    st.session_state[_DONE] = change
    st.rerun()


def _remove(shelf: Opened) -> None:
    st.html(
        '<p class="lt-lead">A file goes with all that came from it alone. An uploaded original '
        "is deleted from the uploads too; files elsewhere stay where they are.</p>"
    )
    chosen = st.multiselect("Files", [doc.file for doc in shelf.library.documents], key="gone")
    _consequence(shelf, chosen)
    sure = st.checkbox("Yes, remove them", key="sure", disabled=not chosen)
    if st.button("Remove", disabled=not (chosen and sure)):
        _finish(forget_files(home(), chosen, _told()))


def _consequence(shelf: Opened, chosen: Sequence[str]) -> None:
    gone = {
        s.source_id for doc in shelf.library.documents if doc.file in chosen for s in doc.sources
    }
    works = sum(bool(gone) and set(work.sources) <= gone for work in shelf.library.works)
    if gone:
        st.html(
            f'<p class="lt-small">With them go {count(len(gone), "source")}, and '
            f"{count(works, 'work')} that nothing else speaks of.</p>"
        )


def _health() -> None:
    from app.health import examine

    manifest = read_manifest(current_generation(home()))
    st.html(library_html.health(examine(home())))
    st.html(library_html.index_facts(manifest))
    _rebuild(" Answers go on from the present index meanwhile.")


def _rebuild(meanwhile: str = "") -> None:
    with st.container(horizontal=True, vertical_alignment="center"), guarded():
        if st.button("Rebuild", icon=":material/refresh:"):
            _finish(rebuild(home(), _told()))
        st.html(
            '<span class="lt-small">Reads every kept text again and publishes what comes of it.'
            f"{meanwhile}</span>"
        )


def _settings() -> None:
    st.html('<p class="lt-lead">Set as environment variables before the server is started.</p>')
    for name, model in (
        ("Answer", AppSettings()),
        ("Search", SearchSettings()),
        ("Index (another value makes another index)", BuildSettings()),
        ("Language model (an extra)", read_settings()),
        ("Home", HomeSettings()),
    ):
        st.html(f'<h2 class="lt-h2">{name}</h2>{library_html.settings(model)}')


if __name__ == "__main__":
    page()
