"""In: a demo; out: it as a notebook (nbformat 4.5) that runs without Litmus: the kit is in it."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from demos.notes import SETUP, Notes, read_notes
from demos.records import Entry
from demos.registry import ROOM, entry, file_of

_LOADER = """# The records and helpers that this demo calls, so that the notebook runs alone.
import sys
import types

SOURCES = {}
%s
for name, source in SOURCES.items():
    module = sys.modules[name] = types.ModuleType(name)
    if name in ("demos", "demos.kit"):
        module.__path__ = []
    exec(compile(source, name, "exec"), module.__dict__)
"""
_SHOW = '''def show(outcome):
    """Each check, and each panel of curves where matplotlib is installed."""
    for check in outcome.checks:
        mark = "holds" if check.holds else "fails"
        numbers = f"{check.measured:.4g} {check.relation} {check.baseline:.4g}"
        print(f"{mark}  {check.name}: {numbers}, margin {check.margin:.4g}")
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        return
    figure, axes = plt.subplots(
        1, len(outcome.curves), squeeze=False, figsize=(5.6 * len(outcome.curves), 4.2)
    )
    for axis, (title, panel) in zip(axes[0], outcome.curves.items()):
        for line in panel.lines:
            style = {"dashed": "--", "points": "o", "bars": "s"}.get(line.style, "-")
            axis.plot(line.x, line.y, style, label=line.label)
        axis.set(title=title, xlabel=panel.x_label, ylabel=panel.y_label)
        if panel.log_x:
            axis.set_xscale("log")
        if panel.log_y:
            axis.set_yscale("log")
        axis.legend(fontsize=8)
    plt.show()


outcome = run(seed=0)
show(outcome)'''
_CONTROL = """control = run(seed=0, control=True)
show(control)"""


def notebook(demo_id: str) -> str:
    """The notebook's JSON. Raises DemoError."""
    notes, found = read_notes(demo_id), entry(demo_id)
    cells = list(_cells(notes, found))
    for place, cell in enumerate(cells):
        cell["id"] = f"{demo_id.replace('_', '-')[:50]}-{place}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cells(notes: Notes, found: Entry) -> Iterator[dict[str, Any]]:
    yield _words(f"# {found.title}\n\n**Claim.** {found.claim}\n\n{notes.summary}")
    for note in notes.notes:
        yield _words(_markdown(note.label, note.text))
    hidden = {"jupyter": {"source_hidden": True}, "tags": ["kit"]}
    yield _code(_LOADER % _sources(notes.demo), hidden)
    for section in notes.sections:
        if section.name != SETUP:
            yield _words(f"### {section.name}")
        yield _code(section.whole)
    knobs = "\n".join(f"- `{k.name}` ({k.min:g} to {k.max:g}): {k.help}" for k in found.knobs)
    yield _words(f"### Run it\n\nKnobs, each an argument of `run`:\n\n{knobs}")
    yield _code(_SHOW)
    yield _words("### Control: the mechanism is taken out, the checks must fail")
    yield _code(_CONTROL)


def _markdown(label: str, text: str) -> str:
    """Words as Markdown that reads as they stand; indented lines as they are, in a block."""
    out, inside = [f"### {label}\n"] if label else [], False
    for line in text.split("\n"):
        formula = line.startswith("    ")
        if formula != inside:
            out.append("```" if inside else "\n```text")
            inside = formula
        out.append(line[4:] if formula else _plain(line))
    return "\n".join([*out, "```"] if inside else out)


def _plain(line: str) -> str:
    return "".join(f"\\{c}" if c in "*_<>|$[]#" else c for c in line)


def _sources(demo_id: str) -> str:
    """The kit files that a demo reaches, each after those it calls, as lines of the loader."""
    names: list[str] = []

    def add(path: Path) -> None:
        for name in _reached(path):
            target = ROOM.parent / Path(*name.split(".")).with_suffix(".py")
            if name not in names:
                add(target)
                names.append(name)

    add(file_of(demo_id))
    lines = ['SOURCES["demos"] = SOURCES["demos.kit"] = ""']
    for name in names:
        text = (ROOM.parent / Path(*name.split(".")).with_suffix(".py")).read_text("utf-8")
        lines.append(f"SOURCES[{name!r}] = {_quoted(text)}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Source text as a literal that can be read."""
    escaped = text.replace("\\", "\\\\").replace("'''", "\\'\\'\\'")
    return f"'''{escaped}'''"


def _reached(path: Path) -> list[str]:
    """The modules of the demos room that a file imports, `demos.records` or of the kit."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("demos."):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += names if node.module == "demos.kit" else [str(node.module)]
    return found


def _words(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def _code(text: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata or {},
        "outputs": [],
        "source": _lines(text),
    }


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
