"""In: a chat and the home of its runs; out: it as Markdown: answers, sources, verdicts, receipts.

What a source says stays text there: no tag or image of it works.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

from app.answering.compose import VOICES
from app.answering.records import Citation, DemoEntry, NoDemo
from app.chats import Chat, Turn
from app.home import jobs_of
from demos.errors import DemoError
from demos.receipt import Receipt, read_receipt
from demos.registry import recorded

log = logging.getLogger(__name__)


def chat_markdown(chat: Chat, home: Path) -> str:
    """The whole chat; the runs of its demos that were made in this home are listed with it."""
    if not chat.turns:
        return "# An empty chat\n"
    first = chat.turns[0]
    parts = [f"# {_inert(first.question)}", f"{len(chat.turns)} turns{_when(first)}."]
    for number, turn in enumerate(chat.turns, 1):
        parts.append(f"## {number}. {_inert(turn.question)}")
        parts += _turn(turn, home)
    return "\n\n".join(parts) + "\n"


def turn_markdown(turn: Turn, home: Path) -> str:
    """One question with its answer."""
    return "\n\n".join([f"# {_inert(turn.question)}", *_turn(turn, home)]) + "\n"


def _turn(turn: Turn, home: Path) -> Iterator[str]:
    made = turn.answer
    yield _inert(made.text)
    if made.engine != "extractive":
        yield f"*Worded by {_inert(made.engine)}; what is struck is not borne out by its source.*"
    if made.citations:
        yield "**Sources**"
        cited = zip(made.citations, turn.voices, strict=True)
        yield "\n".join(_source(citation, VOICES[voice]) for citation, voice in cited)
    if made.demos:
        yield "**Demos**"
        yield "\n".join(line for demo in made.demos for line in _demo(demo, home))
    if made.status == "abstained" and made.nearest:
        near = (f"- {_inert(work.title or work.paper_id)}" for work in made.nearest)
        yield "**Nearest works**\n\n" + "\n".join(near)


def _source(c: Citation, speaker: str) -> str:
    last = f"–{c.end_line}" if c.end_line != c.start_line else ""
    where = f"`{c.file}`, line{'s' * bool(last)} {c.start_line}{last}, {speaker}"
    quote = " ".join(c.quote.split())
    return f"- [{c.n}] {_inert(c.title or c.paper_id)} ({where}): “{_inert(quote)}”"


def _demo(demo: DemoEntry | NoDemo, home: Path) -> Iterator[str]:
    if isinstance(demo, NoDemo):
        yield f"- {demo.paper_id}: {demo.reason}"
        return
    entry = recorded().get(demo.id)
    seeds = f", {entry.held} of {entry.seeds} seeds, {entry.recorded}" if entry else ""
    yield f"- {demo.paper_id}: {demo.claim} **{demo.verdict or 'not recorded'}**{seeds}"
    yield f"  - run it: `{demo.command}`"
    for path, receipt in receipts_of(home, demo.id):
        knobs = ", ".join(f"{name} {value}" for name, value in receipt.knobs.items())
        control = ", mechanism removed" if receipt.control else ""
        said = f"{receipt.verdict}, seed {receipt.seed}{control}, {knobs}, code {receipt.code}"
        yield f"  - run here: {said}; check it: `litmus demo verify {path}`"


def receipts_of(home: Path, demo_id: str) -> Iterator[tuple[Path, Receipt]]:
    """The receipts of a demo's finished runs in this home, with their paths."""
    for path in sorted(jobs_of(home).glob(f"{demo_id}/*/receipt.json")):
        try:
            yield path, read_receipt(path)
        except DemoError as exc:
            log.warning("left out: %s", exc)


def _when(turn: Turn) -> str:
    return f", begun {turn.asked[:10]}" if turn.asked else ""


def _inert(text: str) -> str:
    return text.replace("<", "&lt;").replace("![", "!\\[")
