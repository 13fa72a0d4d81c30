"""In: files to add, names to remove; out: the Library page: sources, upload, health, settings."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import library_html
from app.answering.settings import AppSettings
from app.home import CATALOGUE, HomeSettings
from app.library import Change, add, remove
from app.markup import plain
from app.opened import Opened
from app.pages.state import guarded, home, opened
from app.uploads import MOST_MIB, TYPES, ingest_upload, uploads_of
from index.embed import Progress
from index.load import current_generation
from index.manifest import read_manifest
from index.settings import BuildSettings, SearchSettings
from ingest.errors import StateError
from ingest.formats import FORMATS

_DONE = "library_done"


def page() -> None:
    """Draw what is in the library and what can be done to it."""
    st.title("Library", anchor=False)
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/check:")
    try:
        shelf = opened()
    except StateError as exc:
        st.warning(str(exc), icon=":material/info:")
        _first()
        _add()
        return
    counts = read_manifest(current_generation(home())).counts
    figures = {
        "works": counts.works,
        "sources": counts.sources,
        "files": counts.documents,
        "passages": counts.passages,
    }
    cells = "".join(f"<div><b>{n:,}</b><span>{what}</span></div>" for what, n in figures.items())
    st.html(f'<div class="lt-figures">{cells}</div>')
    sources, adding, removing, health, settings = st.tabs(
        ["Sources", "Add", "Remove", "Health", "Settings"]
    )
    with sources, guarded():
        _sources(shelf)
    with adding, guarded():
        _add()
    with removing, guarded():
        _remove(shelf)
    with health, guarded():
        _health()
    with settings:
        _settings()


def _sources(shelf: Opened) -> None:
    st.html(f'<p class="lt-lead">{library_html.furniture(shelf.accounts.values())}</p>')
    rows = library_html.files(shelf.library, shelf.accounts)
    st.dataframe(rows, hide_index=True, height=460, alt="Files and where their lines went")


def _first() -> None:
    if st.button("Read the built-in catalogue", type="primary", icon=":material/download_done:"):
        with guarded():
            bar = st.progress(0.0, "Reading")
            _finish(add(home(), [CATALOGUE], "auto", _shown(bar)))


def _add() -> None:
    st.html(
        '<p class="lt-lead">Add a text of reviews, a saved thread, a stream transcript or a card. '
        f"Text files up to {MOST_MIB} MiB. They are read as text and never run.</p>"
    )
    sent = st.file_uploader(
        "File", type=list(TYPES), accept_multiple_files=False, max_upload_size=MOST_MIB, key="file"
    )
    form = st.selectbox(
        "What it is", FORMATS, key="form", help="Auto tells by the look of the text.", width=220
    )
    if st.button("Add to the library", type="primary", disabled=sent is None) and sent is not None:
        bar = st.progress(0.0, "Reading")
        _finish(ingest_upload(home(), sent.name, sent.getvalue(), form, _shown(bar)))


def _shown(bar: DeltaGenerator) -> Progress:
    def progress(done: int, total: int) -> None:
        bar.progress(done / max(1, total), f"Embedding passage {done} of {total}")

    return progress


def _finish(change: Change) -> None:
    st.session_state[_DONE] = library_html.changed(change)
    st.rerun()


def _remove(shelf: Opened) -> None:
    st.html(
        '<p class="lt-lead">A file goes with all that came from it alone. An uploaded original '
        "is deleted from the uploads too; files elsewhere stay where they are.</p>"
    )
    names = [doc.file for doc in shelf.library.documents]
    chosen = st.multiselect("Files", names, key="gone")
    sure = st.checkbox("Yes, remove them", key="sure", disabled=not chosen)
    if st.button("Remove", disabled=not (chosen and sure)):
        origins = {doc.file: doc.origin for doc in shelf.library.documents}
        with st.spinner("Publishing what is left"):
            change = remove(home(), chosen)
        kept = uploads_of(home())
        for name in chosen:
            path = kept / origins[name].rpartition("/")[2]
            if path.as_posix() == origins[name]:
                path.unlink(missing_ok=True)
        _finish(change)


def _health() -> None:
    from app.health import examine

    manifest = read_manifest(current_generation(home()))
    st.html(library_html.health(examine(home())))
    st.html(
        f'<p class="lt-small">Index {plain(manifest.generation)}, format {manifest.format}, model '
        f"{plain(manifest.model.name)} ({manifest.model.dimension} numbers a passage). "
        "The same from a terminal: <code>litmus doctor</code>.</p>"
    )


def _settings() -> None:
    st.html('<p class="lt-lead">Set as environment variables before the server is started.</p>')
    for name, model in (
        ("Answer", AppSettings()),
        ("Search", SearchSettings()),
        ("Index (another value makes another index)", BuildSettings()),
        ("Home", HomeSettings()),
    ):
        st.subheader(name, anchor=False)
        st.html(library_html.settings(model))


if __name__ == "__main__":
    page()
