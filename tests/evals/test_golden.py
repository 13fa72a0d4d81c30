"""In: the golden questions of this clone; out: proof that they agree with all they name."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.beir import AUTHORS, Qrels, Query, read_qrels, read_queries, select

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "data" / "golden"
SHARED = ROOT.parent / "shared"
NEEDS_CORPUS = pytest.mark.skipif(
    not (SHARED / "corpus").is_dir(), reason="the source documents are not beside this clone"
)
KINDS = (
    "direct",
    "paraphrase",
    "detail",
    "keyword",
    "many-work",
    "record",
    "follow-up",
    "near-domain",
    "off-domain",
    "false-premise",
)
LEAST = {
    "a": (65, 75, 45, 28, 28, 18, 23, 33, 28, 18),
    "b": (15, 90, 20, 10, 30, 15, 20, 15, 10, 10),
    "c": (30, 35, 30, 15, 25, 20, 20, 15, 10, 10),
    "d": (30, 45, 40, 15, 19, 20, 15, 15, 10, 10),
    "e": (0, 15, 15, 0, 60, 10, 0, 6, 4, 0),
}
"""Questions of each kind by each author."""
UNJUDGED = {"near-domain", "off-domain"}
UNANSWERABLE = UNJUDGED | {"false-premise"}
SETS = {"many-work", "record"}
LOOKALIKES = str.maketrans("‐‑–—’‘“”\u00a0\u202f", "----''\"\"  ")
RUN = 9


def prefix(author: str) -> str:
    """What the ids of that author's questions begin with."""
    return "" if author == AUTHORS[0] else f"{author}-"


def normal(text: str) -> str:
    """Lower case, one kind of dash, quote and space, no Markdown emphasis."""
    plain = text.translate(LOOKALIKES).replace("*", "").replace("`", "")
    return " ".join(plain.casefold().split())


def holds(fact: str, text: str) -> bool:
    """Whether the fact stands in the text; a number must not be a part of a longer number."""
    wanted = re.escape(normal(fact))
    if fact[0].isdigit():
        wanted = rf"(?<![\w.,]){wanted}(?!\w|[.,]\d)"
    return re.search(wanted, normal(text)) is not None


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of nine words."""
    words = re.findall(r"\w+", normal(text))
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def queries() -> tuple[Query, ...]:
    return read_queries(GOLDEN / "queries.jsonl")


@pytest.fixture(scope="module")
def qrels() -> dict[str, Qrels]:
    return {half: read_qrels(GOLDEN / "qrels" / f"{half}.tsv") for half in ("dev", "test")}


@pytest.fixture(scope="module")
def works() -> set[str]:
    """The ids of our catalogue; nothing else of a card is read, so questions stay independent."""
    found = set()
    for card in (ROOT / "data" / "papers").glob("*.md"):
        line = next(li for li in card.read_text("utf-8").splitlines() if li.startswith("id:"))
        found.add(line.removeprefix("id:").strip().strip("\"'"))
    return found


@pytest.fixture(scope="module")
def corpus() -> dict[str, list[str]]:
    files = (SHARED / "corpus").glob("*.txt")
    return {file.name: file.read_text("utf-8").split("\n") for file in files}


def turns(query: Query) -> Iterator[str]:
    yield query.text
    yield from query.metadata.history


def test_ids_are_unique_and_tell_the_kind(queries: tuple[Query, ...]) -> None:
    assert len({query.id for query in queries}) == len(queries)
    assert len({(normal(query.text), query.metadata.history) for query in queries}) == len(queries)
    for query in queries:
        assert re.fullmatch(
            rf"{prefix(query.metadata.author)}{query.metadata.kind}-\d{{3}}", query.id
        )
        assert query.metadata.split in {"dev", "test"}


def test_all_asks_both_halves(queries: tuple[Query, ...]) -> None:
    halves = {query.id for half in ("dev", "test") for query in select(queries, half)}
    assert select(queries, "all") == select(queries) == queries
    assert halves == {query.id for query in queries}


@pytest.mark.parametrize(
    ("author", "answerable", "unanswerable"),
    [("a", 300, 80), ("b", 200, 35), ("c", 170, 35), ("d", 180, 35), ("e", 100, 10)],
)
def test_counts_by_kind_are_enough_and_balanced_over_the_halves(
    queries: tuple[Query, ...], author: str, answerable: int, unanswerable: int
) -> None:
    least = {kind: n for kind, n in zip(KINDS, LEAST[author], strict=True) if n}
    counts = Counter(query.metadata.kind for query in select(queries, None, author))
    assert set(counts) == set(least)
    assert {kind for kind in least if counts[kind] < least[kind]} == set()
    assert sum(n for kind, n in counts.items() if kind not in UNANSWERABLE) >= answerable
    assert sum(counts[kind] for kind in UNANSWERABLE) >= unanswerable
    dev = Counter(query.metadata.kind for query in select(queries, "dev", author))
    assert {kind for kind in least if not 0.4 <= dev[kind] / counts[kind] <= 0.6} == set()


@pytest.mark.parametrize("author", AUTHORS[1:])
def test_the_later_authors_paraphrase_each_work_once(
    queries: tuple[Query, ...], qrels: dict[str, Qrels], author: str
) -> None:
    asked = [q for q in select(queries, None, author) if q.metadata.kind == "paraphrase"]
    assert {q.id for q in asked if not 8 <= len(q.text.split()) <= 40} == set()
    meant = [
        work
        for query in asked
        for work, grade in qrels[query.metadata.split][query.id].items()
        if grade == 2
    ]
    assert len(meant) == len(set(meant)) == len(asked)


def test_exactly_the_answerable_are_judged_and_in_their_half(
    queries: tuple[Query, ...], qrels: dict[str, Qrels]
) -> None:
    wanted = defaultdict(set)
    for query in queries:
        if query.metadata.kind not in UNJUDGED:
            wanted[query.metadata.split].add(query.id)
    assert {half: set(judged) for half, judged in qrels.items()} == dict(wanted)
    for judged in (*qrels["dev"].values(), *qrels["test"].values()):
        assert set(judged.values()) <= {1, 2}
        assert 2 in judged.values()


def test_every_judged_id_is_a_work_of_the_catalogue(
    qrels: dict[str, Qrels], works: set[str]
) -> None:
    if not works:
        pytest.skip("the catalogue has no cards yet")
    judged = {work for half in qrels.values() for grades in half.values() for work in grades}
    assert all(re.fullmatch(r"\d{4}\.\d{4,5}|[a-z0-9]+(-[a-z0-9]+)*", work) for work in judged)
    assert judged - works == set()
    assert works - judged == set()


def test_a_work_is_meant_in_one_half_only(
    queries: tuple[Query, ...], qrels: dict[str, Qrels]
) -> None:
    halves = defaultdict(set)
    for query in queries:
        grades = qrels[query.metadata.split].get(query.id, {})
        meant = [work for work, grade in grades.items() if grade == 2]
        assert len(meant) <= 1 or query.metadata.kind in SETS, query.id
        if len(meant) == 1:
            halves[meant[0]].add(query.metadata.split)
    assert {work for work, split in halves.items() if len(split) > 1} == set()


def test_metadata_fits_the_kind(queries: tuple[Query, ...]) -> None:
    for query in queries:
        kind, facts = query.metadata.kind, query.metadata
        assert bool(facts.history) == (kind == "follow-up"), query.id
        assert bool(facts.evidence) == (kind not in UNJUDGED), query.id
        assert bool(facts.facts) == (kind not in UNJUDGED | {"many-work"}), query.id


@NEEDS_CORPUS
def test_facts_stand_in_the_evidence_lines(
    queries: tuple[Query, ...], corpus: dict[str, list[str]]
) -> None:
    lost = []
    for query in queries:
        quoted = []
        for span in query.metadata.evidence:
            lines = corpus[span["file"]]
            start, end = span["start_line"], span["end_line"]
            assert 1 <= start <= end <= len(lines), query.id
            assert lines[start - 1].strip(), query.id
            quoted += lines[start - 1 : end]
        text = " ".join(quoted)
        lost += [(query.id, fact) for fact in query.metadata.facts if not holds(fact, text)]
    assert lost == []


@NEEDS_CORPUS
def test_what_a_question_should_not_find_is_not_there(
    queries: tuple[Query, ...], corpus: dict[str, list[str]]
) -> None:
    text = normal(" ".join(line for lines in corpus.values() for line in lines))
    terms = {
        (query.id, term)
        for query in queries
        for term in (query.metadata.model_extra or {}).get("absent", ())
    }
    assert len(terms) >= 30
    assert {(name, term) for name, term in terms if normal(term) in text} == set()


@NEEDS_CORPUS
def test_no_question_repeats_nine_words_of_a_source(
    queries: tuple[Query, ...], corpus: dict[str, list[str]]
) -> None:
    with (SHARED / "catalogue.jsonl").open(encoding="utf-8") as rows:
        titles = [json.loads(row)["title"] or "" for row in rows]
    named = {run for title in titles for run in runs(title)}
    written = {run for lines in corpus.values() for run in runs(" ".join(lines))} - named
    copied = [query.id for query in queries for turn in turns(query) if runs(turn) & written]
    assert copied == []
