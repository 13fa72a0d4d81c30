"""In: a demo's file; out: its Notes: the paragraphs on top and the code in sections, unimported."""

import ast
import re
from collections.abc import Iterator

from demos.records import Frozen
from demos.registry import file_of

_LABEL = re.compile(r"([A-Z][^.:\n]{1,40})[.:]\s+")
_PARTED = re.compile(r"(?<=[.;)])\s+(?=(?:Real here|Stands in|Left out|Try|Control)[:.]\s)")
SETUP, RECORD = "set-up", "record"


class Note(Frozen):
    """One paragraph, its lines as they stand; `label` is its first words, such as *Formula*."""

    label: str
    text: str


class Section(Frozen):
    """A stretch of the file: a function or class by its name, `set-up`, or `record`.

    `words` is its docstring and `code` the lines without it, `whole` the lines with it; `first` and
    `last` are lines of the file.
    """

    name: str
    words: str
    code: str
    whole: str
    first: int
    last: int


class Notes(Frozen):
    """A demo's file as notes beside code; `summary` says what goes in and what comes out."""

    demo: str
    summary: str
    notes: tuple[Note, ...]
    sections: tuple[Section, ...]

    def section_of(self, word: str) -> str | None:
        """The section that defines a name: a function, a constant, or one of `run`'s arguments."""
        for section in self.sections:
            if word == section.name or word in _defined(section):
                return section.name
        return None


def read_notes(demo_id: str) -> Notes:
    """The notes of a demo. Raises UnknownDemoError."""
    source = file_of(demo_id).read_text("utf-8")
    tree = ast.parse(source)
    summary, *paragraphs = (ast.get_docstring(tree) or "").split("\n\n")
    notes = [note for text in paragraphs for note in _notes(text)]
    return Notes(
        demo=demo_id,
        summary=" ".join(summary.split()),
        notes=tuple(notes),
        sections=tuple(_sections(source.splitlines(), tree.body[1:])),
    )


def _notes(text: str) -> Iterator[Note]:
    """A paragraph, parted where a sentence begins with one of the words that every demo has."""
    for part in _PARTED.split(text):
        found = _LABEL.match(part)
        yield Note(label=found[1] if found else "", text=part[found.end() :] if found else part)


def _sections(lines: list[str], body: list[ast.stmt]) -> Iterator[Section]:
    """Functions and classes each alone, DEMO alone, and what stands between them together."""
    starts: list[tuple[str, ast.stmt, int]] = []
    for node in body:
        name = _name(node)
        if not starts or name != SETUP or starts[-1][0] != SETUP:
            starts.append((name, node, _first_line(lines, node)))
    ends = [*(start for _, _, start in starts[1:]), len(lines) + 1]
    for (name, node, first), end in zip(starts, ends, strict=True):
        span = range(first, end)
        words, skipped = "", range(0)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and (doc := ast.get_docstring(node)):
            words = doc
            skipped = range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
        whole = "\n".join(lines[n - 1] for n in span).strip("\n")
        code = "\n".join(lines[n - 1] for n in span if n not in skipped).strip("\n")
        last = first + whole.count("\n")
        yield Section(name=name, words=words, code=code, whole=whole, first=first, last=last)


def _name(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    is_record = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DEMO"
    return RECORD if is_record else SETUP


def _first_line(lines: list[str], node: ast.stmt) -> int:
    """The line of a statement, its decorators or the comments right above it."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    first = min([node.lineno, *(each.lineno for each in decorators)])
    while first > 1 and lines[first - 2].startswith("#"):
        first -= 1
    return first


def _defined(section: Section) -> set[str]:
    """Constants that a set-up assigns, and the arguments of `run`."""
    if section.name == SETUP:
        found = re.findall(
            r"^([A-Z][A-Z_0-9]*(?:, [A-Z][A-Z_0-9]*)*) =", section.code, re.MULTILINE
        )
        return {name for names in found for name in names.split(", ")}
    if section.name == "run":
        return set(re.findall(r"^    (\w+): (?:Annotated|int|bool)\b", section.code, re.MULTILINE))
    return set()
