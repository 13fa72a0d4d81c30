"""In: a demo's Notes; out: HTML with notes and formulas left, code right, each linked to the other.

No streamlit, no script, nothing fetched: the page shows the fragment and the export writes it.
"""

import re
from pathlib import Path

from app.drawn.formula_html import formula
from app.drawn.markup import plain
from demos.notes import RECORD, SETUP, Note, Notes, Section

_STYLE = Path(__file__).parent / "notes.css"
_NAME = re.compile(r'<span class="(n|nf)">(\w+)</span>')
_WORD = re.compile(r"(?<![\w.`<&/])([A-Za-z_]\w{2,})(?![\w>])")
_KNOB_LABELS = ("Try", "Control")


def style() -> str:
    """The style of the fragment; it takes its colours from theme.css."""
    return _STYLE.read_text("utf-8")


def side_by_side(notes: Notes) -> str:
    """The whole file: its notes beside what it sets up, then each section with its own words."""
    setup = [section for section in notes.sections if section.name in (SETUP, RECORD)]
    rest = [section for section in notes.sections if section.name not in (SETUP, RECORD)]
    said = "".join(_note(notes, note) for note in notes.notes)
    code = "".join(_code(notes, section) for section in setup)
    top = _row(
        _anchor(notes, SETUP), f'<p class="lt-lead">{formula(notes.summary)}</p>{said}', code
    )
    rows = "".join(_row(_anchor(notes, s.name), _words(notes, s), _code(notes, s)) for s in rest)
    return f'<div class="ln-notes">{_contents(notes, rest)}{top}{rows}</div>'


def _contents(notes: Notes, sections: list[Section]) -> str:
    links = "".join(
        f'<a href="#{_anchor(notes, s.name)}">{plain(s.name.replace("_", " ").strip())}</a>'
        for s in sections
    )
    return f'<nav class="ln-contents" aria-label="Sections">{links}</nav>'


def _row(anchor: str, left: str, right: str) -> str:
    return (
        f'<div class="ln-row" id="{anchor}"><div class="ln-left">{left}</div>'
        f'<div class="ln-right">{right}</div></div>'
    )


def _anchor(notes: Notes, name: str) -> str:
    return f"{notes.demo}-{name}".replace("_", "-")


def _note(notes: Notes, note: Note) -> str:
    """One paragraph; indented lines are set as formulas, line by line."""
    parts = [f"<h3>{plain(note.label)}</h3>"] if note.label else []
    prose: list[str] = []
    text = note.text[:1].upper() + note.text[1:]
    for line in [*text.split("\n"), "    "]:
        if not line.startswith("    "):
            prose.append(line)
            continue
        if prose:
            parts.append(f"<p>{_linked(notes, ' '.join(prose), note.label)}</p>")
            prose = []
        if line.strip():
            parts.append(f'<div class="ln-formula">{formula(line[4:])}</div>')
    return "".join(parts)


def _linked(notes: Notes, text: str, label: str) -> str:
    """Words with formulas; the first mention of a function, or of a knob to try, is a link."""
    out, at, seen = [], 0, set()
    for found in _WORD.finditer(text):
        name = found[1]
        where = notes.section_of(name)
        knob = where == "run" and name != "run"
        if where is None or where in seen or (knob and label not in _KNOB_LABELS):
            continue
        if not knob:
            seen.add(where)
        out.append(formula(text[at : found.start()]))
        out.append(f'<a href="#{_anchor(notes, where)}">{plain(name)}</a>')
        at = found.end()
    return "".join([*out, formula(text[at:])])


def _words(notes: Notes, section: Section) -> str:
    """What a section says of itself, and where in the file it stands."""
    anchor, lines = _anchor(notes, section.name), f"lines {section.first}–{section.last}"
    paragraphs = section.words.split("\n\n")
    said = "".join(f"<p>{formula(' '.join(p.split()))}</p>" for p in paragraphs if p)
    name = plain(section.name)
    return (
        f'<h3><a href="#{anchor}"><code>{name}</code></a> <span class="lt-small">{lines}</span>'
        f"</h3>{said}"
    )


def _code(notes: Notes, section: Section) -> str:
    """The code in colour; a name that another section defines is a link to it."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    shown = highlight(section.code, PythonLexer(), HtmlFormatter(nowrap=True))

    def link(found: re.Match[str]) -> str:
        where = notes.section_of(found[2]) if found[1] == "n" else None
        if where is None or where in (section.name, "run"):
            return found[0]
        return f'<a class="{found[1]}" href="#{_anchor(notes, where)}">{found[2]}</a>'

    return f'<pre class="ln-code" tabindex="0"><code>{_NAME.sub(link, shown)}</code></pre>'
