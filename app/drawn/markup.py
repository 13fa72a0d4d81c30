"""In: texts of sources, answers, verdicts; out: HTML and Markdown in which they are only text.

Whatever a source says, a page shows it as written: no tag, image, link or directive of it works.
Formulas between dollar signs are typeset (KaTeX, which is told to trust nothing), and words between
double asterisks are bold.
"""

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.answering.records import Answer

_FORMULA = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$`\n]{1,400}?)(?<![\s\\])\$(?![\w$])")
_BOLD = re.compile(r"&#42;&#42;(?=\S)((?:(?!&#42;).)+?)(?<=\S)&#42;&#42;")
"""Bold words as they are once their signs are references."""
_NOWHERE = re.compile(r"\[([^][\n]+)\]\(#\)")
"""A link that an export left without an address."""
_MARK = re.compile(r"\[(\d+)\]")
_COMPOSED = frozenset("*|\n- ")
"""What the composer itself writes between sentences and what must stay Markdown."""

VERDICTS = {
    "confirmed": "Confirmed",
    "refuted": "Refuted",
    "unstable": "Unstable",
    "holds": "Holds",
    "does not hold": "Does not hold",
    "mixed": "Mixed",
}
_TONES = {
    "confirmed": "good",
    "holds": "good",
    "refuted": "bad",
    "does not hold": "bad",
    "unstable": "mixed",
    "mixed": "mixed",
}


def plain(text: object) -> str:
    """The text as HTML: every special character escaped."""
    return html.escape(str(text), quote=True)


def prose(text: str) -> str:
    """The text as Markdown that reads as the text itself; formulas between dollars are kept, and
    what stands between double asterisks is bold, as its writer meant it; of a link to nowhere there
    are its words.
    """
    out, at = [], 0
    for found in _FORMULA.finditer(text := _NOWHERE.sub(r"\1", " ".join(text.split()))):
        out += [_literal(text[at : found.start()]), _formula(found[1])]
        at = found.end()
    return _BOLD.sub(r"<b>\1</b>", "".join([*out, _literal(text[at:])]))


def _literal(text: str, keep: frozenset[str] = frozenset()) -> str:
    """Every ASCII sign as a character reference, with a break where a page would join signs.

    Streamlit turns `:name:` and `->` into signs after it has read the references; an element
    between the characters keeps them apart.
    """
    out = []
    for i, char in enumerate(text):
        if char in keep or char.isalnum() or char in " ,.;()" or ord(char) > 127:
            out.append(char)
            continue
        out.append(f"&#{ord(char)};")
        after = text[i + 1 : i + 2]
        if (char == ":" and after.strip()) or (char in "-<>~=" and after in "-<>~="):
            out.append("<wbr>")
    return "".join(out)


def _formula(inside: str) -> str:
    """A formula with no sign in it that could end it or begin a tag."""
    return "$" + inside.replace("<", r"\lt ").replace(">", r"\gt ") + "$"


def answer_markdown(made: Answer, anchor: str) -> str:
    """The answer's text as safe Markdown; each `[n]` links to the element `{anchor}-{n}`."""
    known = {c.title or "": prose(c.title or "") for c in made.citations}
    for said in made.sentences:
        text, words = " ".join(said.text.split()), prose(said.text)
        known[text] = words if said.supported else unsupported(words)
        known[f"~~{text}~~"] = known[text]
    known |= {raw.replace("|", r"\|"): safe for raw, safe in known.items()}
    known.pop("", None)
    pieces = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join([*map(re.escape, pieces), _MARK.pattern]))
    places = {c.n: f"{c.file}, {lines(c.start_line, c.end_line)}" for c in made.citations}
    out, at = [], 0
    for found in pattern.finditer(made.text):
        out.append(_literal(made.text[at : found.start()], _COMPOSED))
        number = found[found.lastindex] if found.lastindex else ""
        out.append(known[found[0]] if not number else _link_to(anchor, int(number), places))
        at = found.end()
    return "".join([*out, _literal(made.text[at:], _COMPOSED)])


def _link_to(anchor: str, number: int, places: dict[int, str]) -> str:
    where = plain(places.get(number, ""))
    label = f"Source {number}: {where}"
    return (
        f'<a class="lt-mark" href="#{anchor}-{number}" title="{where}" aria-label="{label}">'
        f"{number}</a>"
    )


def unsupported(words: str) -> str:
    """A sentence that its citation does not carry, shown as such."""
    return f'<span class="lt-unsupported" title="not supported by its citation">{words}</span>'


def lines(first: int, last: int) -> str:
    """A span of lines in words."""
    return f"line {first}" if first == last else f"lines {first}–{last}"


def chip(verdict: str | None, more: str = "") -> str:
    """A verdict as a small label: its word and its colour say the same."""
    return label_of(VERDICTS.get(verdict or "", "Not yet run"), _TONES.get(verdict or ""), more)


def label_of(word: str, tone: str | None, more: str = "") -> str:
    """A word with a coloured sign: `good`, `bad`, `mixed`, or None for neither."""
    tail = f'<span class="lt-more">{plain(more)}</span>' if more else ""
    mark = '<i aria-hidden="true"></i>'
    return f'<span class="lt-chip lt-{tone or "none"}">{mark}{plain(word)}{tail}</span>'


def tags(words: Iterable[str]) -> str:
    """Words as small grey labels."""
    return "".join(f'<span class="lt-tag">{plain(word)}</span>' for word in words)


def link(url: str) -> str:
    """A web link that shows its host; anything that is no web address stays text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return plain(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return plain(url)
    path = parts.path.rstrip("/")
    shown = parts.hostname + (path if len(path) <= 40 else path[:39] + "…")
    rel = 'target="_blank" rel="noopener noreferrer nofollow"'
    return f'<a class="lt-link" href="{plain(url)}" {rel}>{plain(shown)}&nbsp;↗</a>'


def count(number: int, word: str) -> str:
    """A number with its word, which has an `s` unless there is one."""
    return f"{number:,} {word}{'s' * (number != 1)}"


def table(heads: Iterable[str], rows: Iterable[str], more: str = "") -> str:
    """A table of our own that scrolls within its frame, by keyboard too; rows are HTML.

    Heads are plain text; none of them, no head. `more` is a further class.
    """
    cells = "".join(f"<th>{plain(head)}</th>" for head in heads)
    head = f"<thead><tr>{cells}</tr></thead>" if cells else ""
    return (
        f'<div class="lt-scroll" tabindex="0"><table class="lt-table {more}">{head}'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
