"""In: the raw text of a card (YAML front matter, Markdown); out: a document with one source."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import InputError
from ingest.records import (
    Block,
    BlockKind,
    CardFields,
    Document,
    Kind,
    Mention,
    RawText,
    Relation,
    Source,
    Voice,
)

_FENCE = "---"
_VOICES: dict[str, Voice] = {
    "paper": "paper",
    "reviewer": "reviewer",
    "author": "author",
    "streamer": "streamer",
}
_SAID_BY = re.compile(r"^[-*]\s+(\w+):\s")


class _Related(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    relation: str


class _FrontMatter(BaseModel):
    """The front matter of a card, as docs/cards.md defines it."""

    model_config = ConfigDict(extra="forbid")
    id: str
    title: str | None
    label: str | None = None
    arxiv: str | None
    arxiv_why: str | None = None
    kind: Kind
    topics: tuple[str, ...]
    sources: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    demo: str | None = None
    see_also: tuple[_Related, ...] = ()


class _PlainLoader(yaml.SafeLoader):
    """YAML without dates: a day stays the text that was written."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_card(raw: RawText, known: Mapping[str, str]) -> Document:  # noqa: ARG001
    """Read one card (docs/cards.md). Raises InputError where its front matter is not as defined."""
    end = _front_matter_end(raw)
    front = _read_front_matter(raw, end)
    source = Source(
        source_id=f"card:{PurePath(raw.file).stem}",
        type="card",
        file=raw.file,
        spans=((1, len(raw.lines)),),
        reviewers=(),
        title=front.title,
        title_printed=front.title,
        arxiv_id=front.arxiv,
        kind=front.kind,
        blocks=tuple(_blocks(raw, end)),
        card=CardFields(
            paper_id=front.id,
            label=front.label,
            arxiv_why=front.arxiv_why,
            topics=front.topics,
            demo=front.demo,
            aliases=front.aliases,
            mentions=front.sources,
            see_also=tuple(Relation(paper_id=r.id, relation=r.relation) for r in front.see_also),
        ),
    )
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="card",
        encoding=raw.encoding,
        line_count=len(raw.lines),
        sources=(source,),
        furniture=(),
    )


def _front_matter_end(raw: RawText) -> int:
    """The index of the line that closes the front matter."""
    if raw.lines and raw.lines[0].strip() == _FENCE:
        for index, line in enumerate(raw.lines[1:], 1):
            if line.strip() == _FENCE:
                return index
    raise InputError(raw.file, "no front matter", "begin the card with `---`, fields, `---`", 1)


def _read_front_matter(raw: RawText, end: int) -> _FrontMatter:
    try:
        fields: Any = yaml.load("\n".join(raw.lines[1:end]), Loader=_PlainLoader)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 2 if exc.problem_mark else 1
        raise InputError(raw.file, f"not YAML: {exc.problem}", "mend the field", line) from exc
    except (yaml.YAMLError, ValueError, RecursionError) as exc:
        # Control characters, tags that do not fit their value, brackets without end.
        raise InputError(raw.file, "not YAML", "see docs/cards.md", 2) from exc
    if not isinstance(fields, dict):
        raise InputError(raw.file, "the front matter has no fields", "see docs/cards.md", 2)
    try:
        return _FrontMatter.model_validate(fields)
    except ValidationError as exc:
        first = exc.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        line = _field_line(raw, name, end)
        problem = f"field `{name}`: {first['msg']}"
        raise InputError(raw.file, problem, "see docs/cards.md", line) from exc


def _field_line(raw: RawText, name: str, end: int) -> int:
    numbered = enumerate(raw.lines[1:end], 2)
    return next((n for n, line in numbered if line.startswith(f"{name}:")), 1)


def _blocks(raw: RawText, end: int) -> Iterator[Block]:
    """Headings, list items and paragraphs, each with the section it stands in."""
    section: str | None = None
    lines: list[int] = []
    for number in range(end + 2, len(raw.lines) + 2):
        text = raw.lines[number - 1].strip() if number <= len(raw.lines) else ""
        starts = text.startswith(("#", "- ", "* "))
        if lines and (not text or starts):
            yield _block(raw, lines, section)
            lines = []
        if text.startswith("#"):
            section = text.lstrip("#").strip()
            yield Block(kind="heading", voice="card", text=text, lines=(number,), section=section)
        elif text:
            lines.append(number)


def _block(raw: RawText, lines: list[int], section: str | None) -> Block:
    text = "\n".join(raw.lines[number - 1].strip() for number in lines)
    said = _SAID_BY.match(text)
    voice = _VOICES.get(said[1].lower(), "card") if said else "card"
    kind: BlockKind = "item" if text.startswith(("- ", "* ")) else "paragraph"
    return Block(kind=kind, voice=voice, text=text, lines=tuple(lines), section=section)
