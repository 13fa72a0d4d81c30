"""In: a question as typed and an index; out: the question as it is looked for."""

from collections.abc import Callable, Sequence

from pydantic import Field

from index.acronyms import expansions
from index.embed import Embedder, Lexicon
from index.filters import Filters
from index.load import Index
from index.query import understand
from index.settings import SearchSettings
from index.spelling import mend
from ingest.records import Record, Work


class Reading(Record):
    """A question read: `text` is ranked by, `filters` limit, `added` are other names to look for.

    `subject` is what the filters leave to look for: "" where a question asks for records alone
    (then `text` is all of it), the text where nothing limits. `mended` says which word was taken
    for which; `unmet` and `doubted` are filters that were read and do not hold: no work passes, or
    a work that fits far better does not.
    """

    text: str
    subject: str = ""
    filters: Filters = Filters()
    unmet: Filters = Filters()
    doubted: Filters = Filters()
    added: tuple[str, ...] = ()
    mended: dict[str, str] = Field(default_factory=dict)

    @property
    def spelt_out(self) -> str:
        """The text with the other names in brackets."""
        return f"{self.text} ({', '.join(self.added)})" if self.added else self.text


def read(
    query: str, index: Index, embedder: Embedder, settings: SearchSettings, filtered: bool
) -> Reading:
    """Mend, filter and spell out a question, each where the settings allow it."""
    text, mended = query, dict[str, str]()
    lexicon = embedder if isinstance(embedder, Lexicon) else None
    if settings.spelling and lexicon:
        lowered = query.lower() if query.isupper() else query
        text, mended = mend(lowered, index.words, _knows(index, lexicon))
        text = text if mended else query
    filters, subject = understand(text, index.works)[:2] if filtered else (Filters(), text)
    unmet = Filters()
    if not any_passes(filters, index.works, index):
        filters, subject, unmet = Filters(), text, filters
    text = subject or text
    added: tuple[str, ...] = ()
    if settings.acronyms:
        known = lexicon.knows if lexicon else _all_known
        added = expansions(text, index.acronyms, index.long_forms, known)
    return Reading(
        text=text, subject=subject, filters=filters, unmet=unmet, added=added, mended=mended
    )


def _knows(index: Index, lexicon: Lexicon) -> Callable[[str], bool]:
    """Whether the model has a word, or the library one of the same stem."""
    lexical = index.lexical_works
    return lambda word: lexicon.knows(word) or bool(lexical.weights(word))


def _all_known(_: str) -> bool:
    return True


def any_passes(filters: Filters, works: Sequence[Work], index: Index) -> bool:
    """Whether at least one work passes."""
    return any(filters.passes(work, lambda: index.library) for work in works)
