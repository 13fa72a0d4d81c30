"""The real archive against the catalogue read by hand; skipped where the folder is absent."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.archive.parse import parse_archive
from ingest.conserve import account
from ingest.read import decode
from ingest.records import Document, RawText, Source

SHARED = Path(__file__).parents[3].parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "catalogue.jsonl").exists(), reason="the source documents are not here"
)


@cache
def archive() -> tuple[RawText, Document]:
    path = next((SHARED / "corpus").glob("002*.txt"))
    raw = decode(path.name, path.read_bytes())
    return raw, parse_archive(raw, {})


@cache
def truth() -> list[dict[str, Any]]:
    lines = (SHARED / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    return [work for work in map(json.loads, lines) if work["file"].startswith("002")]


def pairs() -> list[tuple[dict[str, Any], Source]]:
    return list(zip(truth(), archive()[1].sources, strict=True))


def plain(title: str | None) -> str | None:
    return " ".join(re.findall(r"\w+", title.lower())) if title else None


def test_all_reviews_are_found_and_every_line_is_accounted_for() -> None:
    raw, document = archive()
    assert len(document.sources) == 152
    books = account(document, raw)
    assert books.closes
    assert books.furniture == {"separator": 1}


def test_every_claim_lies_in_the_spans_of_its_review() -> None:
    lost = [
        (source.source_id, claim["lines"])
        for work, source in pairs()
        for claim in work["claims"]
        if not any(a <= claim["lines"][0] and claim["lines"][-1] <= b for a, b in source.spans)
    ]
    assert lost == []


def test_titles_agree() -> None:
    other = [s.source_id for work, s in pairs() if plain(work["title"]) != plain(s.title)]
    assert other == []


def test_dates_agree_but_for_the_typo_which_is_read_as_meant() -> None:
    other = [(w["date"], s.date, s.date_printed) for w, s in pairs() if w["date"] != s.date]
    assert other == [("2024-06-27", "2025-06-27", "27.06.2024")]


def test_reviewers_agree_but_for_one_whom_only_the_text_names() -> None:
    other = [
        (tuple(work["reviewers"]), s.reviewers, [n.code for n in s.notes])
        for work, s in pairs()
        if tuple(work["reviewers"]) != s.reviewers
    ]
    assert len(other) == 1
    assert len(other[0][1]) == 2
    assert "co-reviewer" in other[0][2]


def test_ids_agree_but_for_malformed_ones_and_another_works() -> None:
    other = {
        (work["arxiv_id"], next(n.code for n in s.notes if "id" in n.code or "link" in n.code))
        for work, s in pairs()
        if work["arxiv_id"] != s.arxiv_id
    }
    assert other == {
        ("2412.0498", "malformed-id"),
        ("2410.0819", "malformed-id"),
        ("2401.05605", "link-of-another-work"),
    }


def test_three_reviews_have_no_header() -> None:
    found = [s for _, s in pairs() if s.header is None]
    assert len(found) == 3
    assert all(s.date is None and s.reviewers == () for s in found)
    assert all("missing-header" in {n.code for n in s.notes} for s in found)


def test_ten_headlines_and_two_leftovers_stand_before_their_headers() -> None:
    led = [s for _, s in pairs() if "before-header" in {n.code for n in s.notes}]
    assert len(led) == 12
    assert sum("tool-leftover" in {n.code for n in s.notes} for s in led) == 2


def test_most_kinds_are_guessed_right() -> None:
    assert sum(work["kind"] == s.kind for work, s in pairs()) >= 122


def test_blocks_are_verbatim_and_in_order() -> None:
    raw, document = archive()
    for source in document.sources:
        numbers = [n for block in source.blocks for n in block.lines]
        assert numbers == sorted(set(numbers))
        for block in source.blocks:
            assert block.text == "\n".join(raw.lines[n - 1].strip() for n in block.lines)


def test_the_papers_claims_are_hardly_ever_given_to_the_reviewer() -> None:
    taken = [
        claim["lines"]
        for work, source in pairs()
        for claim in work["claims"]
        for block in source.blocks
        if block.voice == "reviewer"
        and set(range(claim["lines"][0], claim["lines"][-1] + 1)) <= {*block.lines}
    ]
    assert len(taken) <= 4


def test_a_review_cut_out_by_its_spans_reads_as_before() -> None:
    raw, document = archive()
    for source in document.sources:
        lines = raw.lines[source.spans[0][0] - 1 : source.spans[-1][1]]
        (again,) = parse_archive(raw.model_copy(update={"lines": lines}), {}).sources
        same = {"header", "reviewers", "title", "title_printed", "links", "arxiv_id", "kind"}
        assert again.model_dump(include=same) == source.model_dump(include=same)
        assert [b.text for b in again.blocks] == [b.text for b in source.blocks]
        assert [b.voice for b in again.blocks] == [b.voice for b in source.blocks]
