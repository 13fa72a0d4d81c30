"""In: the tree of an HTML page; out: the lines of its text, marked up as in Markdown.

Left out is what carries no words of the text: scripts, styles, menus, forms, what is hidden.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.metadata import one_line

_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template svg canvas iframe object nav footer aside form button "
        "select input textarea dialog head audio video",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body caption center dd details div dl dt fieldset figcaption "
        "figure h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table "
        "tbody tfoot thead title tr ul",
    )
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def body_lines(tree: LexborHTMLParser) -> list[str]:
    """One line a paragraph, heading, item or table row; a blank line after each but rows."""
    root = tree.css_first("main") or tree.body
    writer = _Writer()
    for step in _steps(root) if root is not None else ():
        writer.take(step)
    writer.end_line()
    while writer.lines and not writer.lines[-1]:
        writer.lines.pop()
    return writer.lines


class _Step(NamedTuple):
    """A node as it is entered (`opens`) or left."""

    node: LexborNode
    opens: bool


def _steps(root: LexborNode) -> Iterator[_Step]:
    """All nodes that are shown, in reading order; no recursion, however deep the page nests."""
    stack = [_Step(root, True)]
    while stack:
        step = stack.pop()
        node = step.node
        if step.opens and _is_shown(node):
            yield step
            stack.append(_Step(node, False))
            if node.tag != "math":
                stack.extend(_Step(child, True) for child in reversed(_children(node)))
        elif not step.opens:
            yield step


def _children(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.child if node.tag != "-text" else None
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _is_shown(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag.startswith("-"):
        return tag == "-text"
    if tag in _SKIPPED:
        return False
    if tag in ("html", "body"):
        return True
    seen = node.attributes
    hidden = "hidden" in seen or seen.get("role") in ("navigation", "banner", "contentinfo")
    return not hidden and not _HIDDEN.search(seen.get("style") or "")


class _Writer:
    """Gathers the lines of a page while its nodes are entered and left."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        self._counts: list[int | None] = []
        self._cells: list[str] | None = None
        self._preformatted = 0

    def take(self, step: _Step) -> None:
        """Note what one node adds: words, a mark, the end of a line."""
        tag = step.node.tag or ""
        if tag == "-text" and step.opens:
            self._text(step.node.text_content or "")
        elif tag == "math":
            if step.opens:
                self._words.append(_formula(step.node))
        elif tag in ("td", "th"):
            self._cell(step.opens)
        elif tag == "a":
            self._link(step)
        elif tag == "br":
            self._break(step.opens)
        elif tag in _BLOCKS:
            self._block(tag, step.opens)

    def end_line(self, gap: bool = True) -> None:
        """Write down what was gathered as one line, with a blank line after it if asked."""
        text = one_line("".join(self._words))
        self._words = []
        if text:
            self.lines.append(self._mark + text)
            self._mark = ""
        if gap and self.lines and self.lines[-1]:
            self.lines.append("")

    def _text(self, text: str) -> None:
        if not self._preformatted:
            self._words.append(text)
            return
        first, *rest = text.split("\n")
        self._words.append(first)
        for line in rest:
            self.end_line(gap=False)
            self._words.append(line)

    def _break(self, opens: bool) -> None:
        if opens and self._cells is None:
            self.end_line(gap=False)
        elif opens:
            self._words.append(" ")

    def _cell(self, opens: bool) -> None:
        if self._cells is not None and not opens:
            self._cells.append(one_line("".join(self._words)).replace("|", "\\|"))
            self._words = []

    def _link(self, step: _Step) -> None:
        """An outer link is written as Markdown, so that its address has a line too."""
        target = step.node.attributes.get("href") or ""
        if not target.startswith(("http://", "https://")) or re.search(r"[\s()<>]", target):
            return
        label = one_line(step.node.text())
        if label and not label.startswith("http") and "[" not in label and "]" not in label:
            self._words.append("[" if step.opens else f"]({target})")

    def _block(self, tag: str, opens: bool) -> None:
        if self._cells is not None and tag != "tr":
            if tag == "table" and not opens:
                self._cells = None
            self._words.append(" ")
            return
        if tag == "tr":
            self._row(opens)
            return
        self.end_line(gap=tag not in ("li", "tr", "tbody", "thead"))
        if tag in ("ol", "ul"):
            self._counts = (
                [*self._counts, 0 if tag == "ol" else None] if opens else self._counts[:-1]
            )
        elif opens:
            self._mark = _HEADINGS.get(tag, self._item() if tag == "li" else self._mark)
        self._preformatted += (1 if opens else -1) * (tag == "pre")

    def _item(self) -> str:
        if not self._counts or self._counts[-1] is None:
            return "- "
        self._counts[-1] += 1
        return f"{self._counts[-1]}. "

    def _row(self, opens: bool) -> None:
        if opens:
            self.end_line(gap=False)
            self._cells = []
            return
        cells = [cell for cell in self._cells or [] if cell]
        self._cells = None
        self._words = [f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cells)]
        self.end_line(gap=False)


def _formula(node: LexborNode) -> str:
    """A formula as LaTeX where the page carries it, else as the characters it shows."""
    latex = node.attributes.get("alttext")
    note = node.css_first("annotation[encoding='application/x-tex']")
    if note is not None and not latex:
        latex = note.text()
    return f" ${one_line(latex)}$ " if latex and latex.strip() else f" {one_line(node.text())} "
