"""The real pages: facts of them only; skipped where they are not at hand."""

from pathlib import Path

import pytest

from ingest.conserve import account
from ingest.read import decode
from ingest.threads.parse import parse_threads

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")


def parsed(prefix):
    path = next(CORPUS.glob(f"{prefix}_*"))
    page = decode(path.name, path.read_bytes())
    document = parse_threads(page, {})
    assert account(document, page).closes
    return document


def starts(source):
    return [block.lines[0] for block in source.blocks]


def in_order(source, anchors):
    """Whether the blocks that begin at these lines come in this order."""
    where = [starts(source).index(line) for line in anchors]
    return where == sorted(where)


def test_the_profile_page():
    document = parsed("000")
    first, second = document.sources
    assert (first.arxiv_id, first.date) == ("2507.16003", "2025-07-25")
    assert first.title.endswith("The implicit dynamics of in-context learning")
    assert (second.arxiv_id, second.title, second.date) == ("2507.15857", None, "2025-07-23")
    assert in_order(first, [57, 49, 39, 29, 19, 27, 13, 9, 7])
    assert in_order(second, [128, 121, 113, 109, 103, 93, 85, 77, 83, 71, 69, 67])
    assert (starts(first)[0], starts(first)[-1]) == (57, 7)
    assert (starts(second)[0], starts(second)[-1]) == (128, 67)
    furniture = {piece.kind: piece.spans for piece in document.furniture}
    assert furniture["page-header"] == ((1, 6),)
    assert furniture["bare-link"] == ((65, 65),)
    assert furniture["repeat"] == ((137, 137), (139, 139))
    assert len(furniture["post-footer"]) == 22


def test_the_viewer_page():
    document = parsed("001")
    first, second = document.sources
    assert (first.arxiv_id, second.arxiv_id) == ("2503.05631", "2412.03782")
    assert first.title.startswith("Strategy coopetition explains the emergence")
    assert second.title == "The broader spectrum of in-context learning"
    assert in_order(first, [68, 62, 58, 53, 49, 44, 39, 34, 29, 24, 20, 9])
    assert second.reviewers == ()
    assert second.date == "2024-12-10"
    assert first.reviewers == ("@aaditya6284.bsky.social",)
    read = {line: block.reading for block in first.blocks for line in block.lines}
    assert read[14].endswith("\N{SPOOL OF THREAD}\N{WHITE DOWN POINTING BACKHAND INDEX}")
    assert read[72].endswith("\N{RIGHT-POINTING MAGNIFYING GLASS}")


def test_the_bare_posts():
    first, second = parsed("003").sources
    assert (first.source_id.split(":")[1], first.title, first.arxiv_id) == ("1", None, None)
    assert second.arxiv_id == "2501.16265"
    assert second.title == "Training Dynamics of In-Context Learning in Linear Attention"
    assert starts(first) == [23, 15, 16, 11, 5]
    assert starts(second) == [33, 31, 29, 27]
