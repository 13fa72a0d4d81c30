"""In: a page's name and what it should show; out: a link to it that keeps the visit."""

from collections.abc import Sequence
from urllib.parse import urlencode

from app.drawn.markup import plain
from ingest.records import Work

GOING = """<script>
if (!window.litmusGo) {
  window.litmusGo = to => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }
  addEventListener('click', event => {
    const link = event.target.closest?.('a.lt-go')
    const other = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    if (!link || other) return
    event.preventDefault()
    litmusGo(link.href)
  })
}
</script>"""
"""Once in every frame: a plain click on such a link is a step of the browser's own history, which
Streamlit follows without loading the page anew; a click for another tab stays the browser's."""


def address(view: str, /, **query: str | Sequence[str]) -> str:
    """Where a page lies, seen from any other; an empty value is left out."""
    said = urlencode({name: value for name, value in query.items() if value}, doseq=True)
    return f"{view or './'}?{said}" if said else view or "./"


def go(words: str, view: str, more: str = "", /, **query: str | Sequence[str]) -> str:
    """A link within the app, its words as plain text; `more` is a further class."""
    return f'<a class="lt-go {more}" href="{plain(address(view, **query))}">{plain(words)}</a>'


def to_work(work: Work) -> str:
    """A work's name as a link to its page."""
    return go(work.name, "paper", id=work.paper_id)
