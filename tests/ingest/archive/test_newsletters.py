"""Nine invented newsletters, each with its own name, header, date form, markup and order."""

from pathlib import Path

import pytest

from ingest.archive.parse import parse_archive
from ingest.conserve import account
from ingest.read import decode
from ingest.records import Document
from ingest.sniff import sniff

FOLDER = Path(__file__).parents[2] / "data" / "newsletters"
SPANS = {
    "lantern.md": [((5, 19),), ((25, 38),), ((44, 50),)],
    "harbour.txt": [((1, 7),), ((9, 14),), ((16, 20),)],
    "kites.txt": [((1, 6),), ((8, 13),), ((15, 20),)],
    "almanac.txt": [((1, 4),), ((6, 9),), ((11, 14),)],
    "quince.txt": [((1, 7),), ((9, 19),), ((21, 27),), ((31, 35),), ((37, 41),)],
    "observatory.rst": [
        ((10, 10), (12, 18), (21, 27)),
        ((29, 29), (31, 36)),
        ((38, 38), (40, 45)),
    ],
    "mailbox.txt": [((1, 9),), ((11, 18),), ((20, 25),)],
    "ledger.md": [((8, 18),), ((20, 27),), ((29, 33),)],
    "foghorn.txt": [((3, 6),), ((8, 11),), ((13, 16),)],
}
FURNITURE = {
    "lantern.md": {"preamble": 2, "separator": 2, "sign-off": 3},
    "quince.txt": {"separator": 1},
    "observatory.rst": {"contents": 3, "preamble": 2, "separator": 5},
    "ledger.md": {"preamble": 5},
    "foghorn.txt": {"preamble": 1},
}
# date, reviewers, title, arXiv id
FACTS = {
    "lantern.md": [
        ("2024-03-03", ("Ines Okafor",), "Folding Attention Into a Single Row", "2402.11111"),
        (
            "2024-03-10",
            ("Ines Okafor", "Paul Reyes"),
            "Why Dropout Forgets: Notes on Noise and Memory",
            "2403.02222",
        ),
        ("2024-03-17", ("Paul Reyes",), "Counting Sheep With Recurrent Cells", None),
    ],
    "harbour.txt": [
        ("2025-03-07", ("Tomas Lind", "Aya Mori"), "Slow Gradients, Deep Harbours", "2501.04321"),
        (
            "2025-03-14",
            ("Aya Mori",),
            "The Tide Model: Predicting Sea Level With Sparse Experts",
            "2502.07654",
        ),
        ("2025-03-21", ("Tomas Lind",), "Anchors Away", None),
    ],
    "kites.txt": [
        ("2023-11-05", ("Lena Ortiz",), "Kites and Kernels", "cs/0501001"),
        (
            "2023-11-19",
            ("Lena Ortiz", "Ravi Shah"),
            "A Survey of Wind-Driven Optimisers",
            "2310.08888",
        ),
        ("2023-12-03", ("Ravi Shah",), "Learning to Land", None),
    ],
    "almanac.txt": [
        ("2022-05-01", ("Mo",), "Soft Clocks for Hard Real-Time Learning", None),
        ("2022-05-08", ("Mo",), "Loss of rhythm in deep drumming networks", None),
        ("2022-05-15", ("Mo",), "TEMPO MAPS AND WHERE TO FIND THEM", None),
    ],
    "quince.txt": [
        ("2024-03-07", ("Dana",), "Pruning Orchards of Experts", None),
        (
            "2024-03-14",
            ("Dana", "Bilal"),
            "Whispered Labels: Training With Very Small Targets",
            "2402.02345",
        ),
        (None, (), None, "2401.09999"),
        ("2024-03-21", ("Dana",), "Lanterns for Lost Agents", None),
        ("2024-03-28", ("Dana",), "Punctuation Heads in Small Transformers", "2403.05555"),
    ],
}

FACTS |= {
    "observatory.rst": [
        (
            "2024-09-14",
            ("Wanda Ilves",),
            "Quiet Heads: When Attention Has Nothing to Say",
            "2408.01234",
        ),
        (
            "2024-09-07",
            ("Wanda Ilves", "Igor Brandt"),
            "Tall Trees Fall Softly: Pruning From the Crown",
            None,
        ),
        ("2024-08-31", ("Igor Brandt",), "A Census of Small Moons", "2407.05555"),
    ],
    "mailbox.txt": [
        ("2025-03-07", ("Ruth Abara",), "Bees in the Hive Mind", "2502.09999"),
        ("2025-03-14", ("Ruth Abara",), "Honey, I Shrank the Codebook", "2503.01010"),
        ("2025-03-15", ("Ruth Abara", "Jo Penn"), "Bees in the Hive Mind", None),
    ],
    "ledger.md": [
        ("2024-09-03", (), "Rivers of Tokens: Streaming Without a Window", "2408.11111"),
        ("2024-08-27", (), "Bridges Over Saddle Points", "2408.22222"),
        ("2024-08-20", (), "A Benchmark of Knots", None),
    ],
    "foghorn.txt": [
        (
            "2024-05-03",
            ("Sela Marsh",),
            "LIGHTS OUT: TRAINING WITH HALF THE BATCH MISSING",
            "2404.10101",
        ),
        ("2024-05-17", ("Sela Marsh",), "A LONG WALK TO A SHORT MINIMUM", "2405.20202"),
        ("2024-05-31", ("Pim Vos",), "SECOND HELPINGS", None),
    ],
}


def parsed(name: str) -> Document:
    return parse_archive(decode(name, (FOLDER / name).read_bytes()), {})


@pytest.mark.parametrize("name", sorted(SPANS))
def test_spans_and_furniture(name: str) -> None:
    document = parsed(name)
    assert [source.spans for source in document.sources] == SPANS[name]
    books = account(document, decode(name, (FOLDER / name).read_bytes()))
    assert books.closes
    assert books.furniture == FURNITURE.get(name, {})


@pytest.mark.parametrize("name", sorted(FACTS))
def test_date_reviewers_title_and_id(name: str) -> None:
    facts = [(s.date, s.reviewers, s.title, s.arxiv_id) for s in parsed(name).sources]
    assert facts == FACTS[name]


@pytest.mark.parametrize("name", sorted(SPANS))
def test_each_is_known_as_an_archive_by_its_look(name: str) -> None:
    assert sniff(decode(name, (FOLDER / name).read_bytes())) == "review"


def test_wrapped_lines_lists_and_quotes_are_read_as_blocks() -> None:
    blocks = [(b.kind, b.lines) for b in parsed("observatory.rst").sources[0].blocks]
    assert blocks[2:4] == [("item", (21,)), ("item", (22, 23))]
    assert blocks[4] == ("paragraph", (25,))
    kinds = [b.kind for b in parsed("ledger.md").sources[0].blocks]
    assert kinds == ["paragraph", "formula", "paragraph", "paragraph"]


def test_printed_forms_are_kept() -> None:
    sources = parsed("quince.txt").sources
    assert [s.date_printed for s in sources] == [
        "03/07/24",
        "03/14/24",
        None,
        "03/21/23",
        "03/28/24",
    ]
    assert sources[4].title_printed == "The Secret Life of Commas"
    assert sources[1].links == ("https://www.arxiv.org/abs/2402.02345",)
    assert sources[0].source_id == "quince:1"


def test_notes_say_what_is_odd() -> None:
    codes = [[note.code for note in source.notes] for source in parsed("quince.txt").sources]
    assert codes == [
        ["malformed-id"],
        ["tool-leftover", "before-header"],
        ["no-title", "missing-header"],
        ["date-typo", "placeholder-link"],
        ["headline-for-title"],
    ]


def test_repairs_are_in_the_ledger() -> None:
    rules = [(r.line, r.rule, r.after) for r in parsed("quince.txt").repairs]
    assert (31, "date-typo", "2024-03-21") in rules
    assert (14, "title-wrapped", "Whispered Labels: Training With Very Small Targets") in rules


def test_blocks_leave_out_header_title_links_and_leftovers() -> None:
    second = parsed("quince.txt").sources[1]
    assert [(b.kind, b.voice, b.lines) for b in second.blocks] == [
        ("heading", "reviewer", (11,)),
        ("paragraph", "paper", (17,)),
    ]


def test_sections_and_healed_page_breaks() -> None:
    first, second, _ = parsed("lantern.md").sources
    items = [b for b in first.blocks if b.kind == "item"]
    assert [(b.lines, b.section) for b in items] == [
        ((13, 14), "What they measured"),
        ((15,), "What they measured"),
    ]
    assert first.blocks[-1].voice == "reviewer"
    assert [b.lines for b in second.blocks] == [(29, 31), (33, 34, 35, 36)]
    assert "logarithm of the\nnumber of epochs" in second.blocks[0].text


def test_a_review_cut_out_by_its_spans_reads_as_before() -> None:
    name = "quince.txt"
    raw = decode(name, (FOLDER / name).read_bytes())
    for source in parsed(name).sources:
        if source.header:
            lines = raw.lines[source.spans[0][0] - 1 : source.spans[-1][1]]
            (again,) = parse_archive(raw.model_copy(update={"lines": lines}), {}).sources
            assert (again.title, again.header) == (source.title, source.header)
            assert [b.text for b in again.blocks] == [b.text for b in source.blocks]
