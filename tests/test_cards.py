"""The catalogue is held to docs/cards.md: form, figures, wording and relations of every card."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import yaml

from ingest.formats import Format, parse_all
from ingest.merge import merge_works, read_merges
from ingest.read import decode, read_file
from ingest.records import Document, RawText
from tests.catalogue import (
    COPY,
    RUN,
    fields_of,
    items,
    likeness,
    numerals,
    parsed,
    runs,
    section,
    source_of,
    without_formulas,
)

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
CARDS = sorted((DATA / "papers").glob("*.md"))
GOLDEN = DATA / "golden" / "queries.jsonl"
MERGES = read_merges(DATA / "merges.yaml")
SECTIONS = ["In plain words", "Problem", "Method", "Findings", "Limits and doubts", "Asked as"]
RELATIONS = {"applies", "baseline of", "contradicts", "extends", "same idea elsewhere", "surveys"}
pytestmark = pytest.mark.xdist_group("cards")  # the documents are parsed once
each_card = pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def topics() -> set[str]:
    return {topic["id"] for topic in yaml.safe_load((DATA / "topics.yaml").read_text("utf-8"))}


@pytest.fixture(scope="session")
def ids() -> dict[str, Path]:
    return {fields_of(path).paper_id: path for path in CARDS}


@pytest.fixture(scope="session")
def questions() -> list[tuple[Path, str]]:
    return [(path, text) for path in CARDS for text in items(path, "Asked as")]


@pytest.fixture(scope="session")
def alike(questions: list[tuple[Path, str]]) -> np.ndarray:
    """How alike any two questions of the catalogue are, 0 on the diagonal."""
    asked = [text for _, text in questions]
    scores = likeness(asked, asked)
    np.fill_diagonal(scores, 0)
    return scores


@pytest.fixture(scope="session")
def documents(corpus: tuple[Path, ...]) -> tuple[Document, ...]:
    """The source documents, parsed as by someone who has the catalogue."""
    raws: list[tuple[RawText, Format]]
    raws = [(decode(path.name, read_file(path)), "auto") for path in corpus]
    found, errors = parse_all(raws, kept=[parsed(path) for path in CARDS])
    assert not errors
    return found


@pytest.fixture(scope="session")
def texts(corpus: tuple[Path, ...], documents: tuple[Document, ...]) -> dict[str, str]:
    """What the source documents say about each work, by paper id: the lines of its sources.

    A transcript counts as a whole, since talk drifts from work to work without borders.
    """
    lines = {path.name: decode(path.name, read_file(path)).lines for path in corpus}
    sources = {source.source_id: source for doc in documents for source in doc.sources}
    found: dict[str, str] = {}
    for work in merge_works((*(parsed(path) for path in CARDS), *documents), MERGES):
        own = [sources[name] for name in work.sources if name in sources]
        found[work.paper_id] = "\n".join(
            line
            for source in own
            for a, z in ([(1, None)] if source.type == "transcript" else source.spans)
            for line in lines[source.file][a - 1 : z]
        )
    return found


@each_card
def test_front_matter(path: Path, topics: set[str], ids: dict[str, Path]) -> None:
    source, fields = source_of(path), fields_of(path)
    assert ids[fields.paper_id] == path, f"{path.name}: id {fields.paper_id} is used twice"
    assert source.title or fields.label, f"{path.name}: neither title nor label"
    if source.arxiv_id:
        assert source.arxiv_id == fields.paper_id, f"{path.name}: arxiv differs from id"
    else:
        assert fields.arxiv_why, f"{path.name}: arxiv is null without arxiv_why"
    assert 1 <= len(set(fields.topics)) == len(fields.topics) <= 4, f"{path.name}: 1-4 topics"
    assert set(fields.topics) <= topics, f"{path.name}: unknown {set(fields.topics) - topics}"
    assert fields.mentions, f"{path.name}: sources is empty"


@each_card
def test_see_also(path: Path, ids: dict[str, Path]) -> None:
    fields = fields_of(path)
    related = [relation.paper_id for relation in fields.see_also]
    assert 2 <= len(set(related)) == len(related) <= 4, f"{path.name}: see_also needs 2-4 cards"
    assert fields.paper_id not in related, f"{path.name}: see_also names the card itself"
    assert set(related) <= set(ids), f"{path.name}: no card for {set(related) - set(ids)}"
    unknown = {relation.relation for relation in fields.see_also} - RELATIONS
    assert not unknown, f"{path.name}: unknown relations {unknown}"


@each_card
def test_body(path: Path) -> None:
    blocks = source_of(path).blocks
    headings = [block.section for block in blocks if block.kind == "heading"]
    assert headings == SECTIONS, f"{path.name}: sections {headings}"
    for name in SECTIONS:
        assert section(path, name), f"{path.name}: section {name!r} is empty"
    body = [block.text.removeprefix("- ") for block in blocks if block.kind != "heading"]
    count = sum(len(text.split()) for text in body)
    assert 180 <= count <= 450, f"{path.name}: {count} words of body, not 180-450"
    for block in section(path, "Findings"):
        said = block.kind == "item" and block.voice != "card"
        assert said, f"{path.name}:{block.lines[0]}: a finding does not say who says it"
    for block in section(path, "Limits and doubts"):
        said = block.kind == "item" and (block.voice != "card" or block.text.startswith("- Note:"))
        assert said, f"{path.name}:{block.lines[0]}: a limit does not say who says it"


def test_every_topic_has_3_to_25_works(topics: set[str]) -> None:
    used = Counter(topic for path in CARDS for topic in fields_of(path).topics)
    outside = {topic: used[topic] for topic in topics if not 3 <= used[topic] <= 25}
    assert not outside, f"topics.yaml: topics with fewer than 3 or more than 25 works: {outside}"


@each_card
def test_asked_as(path: Path, questions: list[tuple[Path, str]], alike: np.ndarray) -> None:
    own = [index for index, (owner, _) in enumerate(questions) if owner == path]
    assert 5 <= len(own) <= 8, f"{path.name}: {len(own)} questions under Asked as, not 5-8"
    for index in own:
        text, nearest = questions[index][1], int(alike[index].argmax())
        assert text.endswith("?"), f"{path.name}: no question: {text}"
        where, twin = questions[nearest]
        near = f"{path.name}: {text!r} is a near-copy of {twin!r} ({where.name})"
        assert alike[index, nearest] < COPY, near
        for name in fields_of(path).aliases:
            named = re.search(rf"\b{re.escape(name)}\b", text, re.I)
            assert not named, f"{path.name}: {text!r} names the work ({name})"
        (score,) = likeness([text], [source_of(path).title or ""])[0]
        assert score < COPY, f"{path.name}: {text!r} is a near-copy of the title"


def test_asked_as_shares_nothing_with_the_golden_questions(
    questions: list[tuple[Path, str]],
) -> None:
    if not GOLDEN.is_file():
        pytest.skip("data/golden/queries.jsonl is not here")
    rows = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    # a turn such as "and when?" is like anything; it asks what it does after those before it
    asked = [" ".join([*row["metadata"].get("history", ()), row["text"]]) for row in rows]
    scores = likeness([text for _, text in questions], asked)
    near = [
        f"{path.name}: {text!r} is a near-copy of golden question {rows[int(row.argmax())]['_id']}"
        for (path, text), row in zip(questions, scores, strict=True)
        if row.max() >= COPY
    ]
    assert not near, "\n".join(near)


@each_card
def test_no_run_of_words_is_carried_over(path: Path, carried: set[str]) -> None:
    blocks = source_of(path).blocks
    body = "\n".join(block.text for block in blocks if block.kind != "heading")
    shared = runs(without_formulas(body)) & carried
    shared -= runs(source_of(path).title or "")
    assert not shared, f"{path.name}: {RUN} or more words in a row as in a source: {shared}"


@each_card
def test_figures_stand_in_the_text_of_that_work(path: Path, texts: dict[str, str]) -> None:
    said = numerals("\n".join(items(path, "Findings")))
    unknown = said - numerals(texts[fields_of(path).paper_id])
    assert not unknown, f"{path.name}: figures in Findings that its source does not have: {unknown}"


def test_ids_are_those_that_ingesting_yields(
    ids: dict[str, Path], documents: tuple[Document, ...], texts: dict[str, str]
) -> None:
    alone = {work.paper_id for work in merge_works(documents, MERGES)}
    surplus = [f"{path.name}: {name}" for name, path in ids.items() if name not in alone]
    assert not surplus, f"ids of cards that ingesting the documents does not yield: {surplus}"
    silent = [path.name for name, path in ids.items() if not texts[name]]
    assert not silent, f"cards that no text of the documents joins: {silent}"
    assert set(texts) <= set(ids), f"works without a card: {set(texts) - set(ids)}"


def test_the_measures_tell_copies_from_others() -> None:
    assert len(runs("Nine quiet herons stood along the flooded field at dawn.")) == 2
    assert not runs(without_formulas("one $a b c d e$ two three four five six seven eight"))
    assert numerals("up to 9.6% of 1,400 at 0.4, in 2024.") == {"9.6", "1,400", "0.4", "2024"}
    asked = ["How do I keep a heron from eating my fish?", "What do the herons do at night?"]
    twin, other = likeness(["What keeps a heron from eating fish?"], asked)[0]
    assert twin >= COPY > other
