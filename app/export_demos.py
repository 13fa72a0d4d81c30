"""In: a folder, the demos, runs that are kept; out: pages that open from disk, and notebooks.

`index.html` lists the demos; each has ID.html (claim, run, notes beside code), ID.ipynb, and, where
its run at the defaults is kept, ID.png and ID-dark.png. Nothing is fetched from anywhere.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.drawn.demo_html import checks_table, honesty, recorded
from app.drawn.markup import chip, plain, tags
from app.drawn.notes_html import side_by_side, style
from demos.figure import png
from demos.notebook import notebook
from demos.notes import read_notes
from demos.records import Entry, Result

_THEME = Path(__file__).parent / "theme.css"
_OWN = """
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fdfdfc, #0e1117); color: light-dark(#1f2328, #e6e8eb);
  font: 16px/1.5 "Source Sans", "Source Sans 3", system-ui, sans-serif; }
main { max-width: 1380px; margin: 0 auto; padding: 1.6rem 1.2rem 4rem; }
main h1 { font: 600 2rem/1.2 "Source Serif", Georgia, serif; margin: 0.4rem 0 0.6rem; }
main h2 { font: 600 1.35rem/1.3 "Source Serif", Georgia, serif; margin: 2rem 0 0.5rem; }
main a { color: var(--lt-accent); }
main img { max-width: 100%; height: auto; display: block; margin: 0.8rem 0; border-radius: 0.5rem; }
.ln-cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr));
  gap: 0.4rem 1.8rem; }
.ln-card { border-top: 1px solid var(--lt-rule); padding: 0.9rem 0; }
.ln-card h2 { margin: 0 0 0.2rem; font-size: 1.15rem; }
.ln-card p { margin: 0.3rem 0; max-width: 46rem; }
"""


def export_demos(
    folder: Path, entries: Sequence[Entry], result_of: Callable[[str], Result | None]
) -> tuple[str, ...]:
    """Write everything under `folder`; returns the ids of demos whose run is not kept.

    `result_of` gives the run of a demo at its defaults. Raises OSError if it cannot write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for found in entries:
        result = result_of(found.id)
        if result is None:
            missing.append(found.id)
        else:
            (folder / f"{found.id}.png").write_bytes(png(result))
            (folder / f"{found.id}-dark.png").write_bytes(png(result, "dark"))
        _write(folder / f"{found.id}.html", demo_page(found, result))
        _write(folder / f"{found.id}.ipynb", notebook(found.id))
    _write(folder / "index.html", _index(entries))
    return tuple(missing)


def demo_page(found: Entry, result: Result | None) -> str:
    """One demo as a page: its claim, its run, how honest it is, notes beside code."""
    body = (
        f'<p><a href="index.html">All demos</a></p><h1>{plain(found.title)}</h1>'
        f'<p class="lt-lead">{plain(found.claim)}</p><p>{recorded(found)}</p>'
        f"{_run(found, result)}<h2>How far it reaches</h2>{honesty(found)}"
        f"<h2>Notes and code</h2>{side_by_side(read_notes(found.id))}"
    )
    return _page(found.title, body)


def _run(found: Entry, result: Result | None) -> str:
    notebook_link = f'<a href="{found.id}.ipynb" download>Notebook</a>'
    command = f"<code>litmus demo run {found.id}</code>"
    if result is None:
        return f"<p>{notebook_link}. To see it run: {command}</p>"
    alt = f"Curves of {found.id}: {result.verdict}"
    return (
        f"<h2>One run</h2><p>{chip(result.verdict)} "
        f'<span class="lt-small">seed {result.seed}, knobs at their defaults</span></p>'
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{found.id}-dark.png">'
        f'<img src="{found.id}.png" alt="{plain(alt)}"></picture>{checks_table(result)}'
        f"<p>{command} · {notebook_link}</p>"
    )


def _index(entries: Sequence[Entry]) -> str:
    cards = "".join(
        f'<div class="ln-card"><h2><a href="{found.id}.html">{plain(found.title)}</a></h2>'
        f"{recorded(found)}<p>{plain(found.claim)}</p>{tags([found.fidelity, *found.papers])}</div>"
        for found in entries
    )
    lead = (
        '<p class="lt-lead">Each demo runs a paper’s core mechanism at toy scale and measures '
        "whether its claim shows. Its control takes the mechanism away: then the checks must "
        "fail.</p>"
    )
    return _page("Demos", f'<h1>Demos</h1>{lead}<div class="ln-cards">{cards}</div>')


def _page(title: str, body: str) -> str:
    css = _THEME.read_text("utf-8") + style() + _OWN
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{plain(title)} · Litmus</title><style>{css}</style></head>"
        f'<body class="stApp"><main>{body}</main></body></html>\n'
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
