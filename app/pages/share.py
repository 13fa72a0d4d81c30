"""In: a turn of the chat; out: how to take it along: copy, link, Markdown, JSON, BibTeX."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from app.bibtex import bibtex
from app.chats import Chat, Turn
from app.drawn.markup import plain
from app.history.export import chat_markdown, turn_markdown
from app.opened import Opened
from app.pages.limits import as_query
from app.pages.state import home

COPYING = """<script>
if (!window.litmusCopies) {
  window.litmusCopies = true
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('.lt-copy')
    if (!button) return
    const said = button.textContent
    try { await navigator.clipboard.writeText(button.dataset.text); button.textContent = 'Copied' }
    catch { button.textContent = 'The browser refuses; use Share and export' }
    setTimeout(() => { button.textContent = said }, 1600)
  })
}
</script>"""


def copy_button(turn: Turn) -> None:
    """A button that puts the answer with its sources on the clipboard."""
    said = f'aria-live="polite" data-text="{plain(turn_markdown(turn, home()))}"'
    st.html(f'<button type="button" class="lt-copy" {said}>Copy</button>', width="content")


def share(shelf: Opened, turn: Turn, number: int) -> None:
    """A link that asks the question again, the answer as Markdown, the works as BibTeX."""
    with st.popover("Share and export", icon=":material/ios_share:", type="tertiary"):
        st.caption("Link that asks this question")
        st.code(_link(turn), language=None, wrap_lines=True)
        st.caption("Answer as Markdown")
        exported = turn_markdown(turn, home())
        st.code(exported, language="markdown", wrap_lines=True, height=180)
        with st.container(horizontal=True):
            _download("Answer (.md)", exported, "answer.md", "text/markdown", number)
            made = turn.answer.model_dump_json(indent=1)
            _download("Answer (.json)", made, "answer.json", "application/json", number)
            if entries := bibtex_of(shelf, turn):
                _download("Cited works (.bib)", entries, "cited.bib", "text/plain", number)


def share_chat(chat: Chat) -> None:
    """The whole chat as Markdown, every turn with its sources and the receipts of its runs."""
    _download(
        "Whole chat (.md)", chat_markdown(chat, home()), "chat.md", "text/markdown", len(chat.turns)
    )


def _link(turn: Turn) -> str:
    parts = urlsplit(st.context.url or "")
    query: dict[str, str | list[str]] = {"q": turn.question, **as_query(turn.scope)}
    query |= {"about": turn.about} if turn.about else {}
    return f"{parts.scheme}://{parts.netloc}/?{urlencode(query, doseq=True)}"


def _download(name: str, text: str, file: str, mime: str, number: int) -> None:
    st.download_button(
        name, text, file_name=file, mime=mime, key=f"{file}-{number}", on_click="ignore"
    )


def bibtex_of(shelf: Opened, turn: Turn) -> str:
    """The BibTeX entries of the works an answer cites."""
    ids = dict.fromkeys(citation.paper_id for citation in turn.answer.citations)
    known = shelf.library.works_by_id
    return "\n\n".join(bibtex(known[paper_id]) for paper_id in ids if paper_id in known)
