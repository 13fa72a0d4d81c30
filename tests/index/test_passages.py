from index.passages import Passage, make_passages
from index.settings import BuildSettings
from ingest.records import Block
from tests.index.invented import heading, item, library, paragraph, review, work

SMALL = BuildSettings(passage_words=20, paragraph_words=50)


def passages_of(*blocks: Block, settings: BuildSettings = SMALL) -> tuple[Passage, ...]:
    source = review("notes:1", *blocks)
    return make_passages(library((work("p", "A Title", "notes:1"), source)), settings)


def words(count: int) -> str:
    return " ".join(["word"] * count)


def test_neighbouring_blocks_share_a_passage_until_it_is_full() -> None:
    found = passages_of(paragraph(words(8), 1), paragraph(words(12), 3), paragraph(words(1), 5))
    assert [(p.start_line, p.end_line, len(p.text.split())) for p in found] == [
        (1, 3, 2 + 20),
        (5, 5, 2 + 1),
    ]
    assert [p.passage_id for p in found] == ["notes:1#1", "notes:1#2"]


def test_a_block_is_not_divided_below_the_paragraph_limit() -> None:
    (found,) = passages_of(paragraph(words(49), 1))
    assert len(found.text.split()) == 2 + 49


def test_a_passage_never_spans_two_sections() -> None:
    found = passages_of(paragraph("First.", 1, "Method"), paragraph("Second.", 3, "Results"))
    assert [p.text for p in found] == ["A Title\nMethod\nFirst.", "A Title\nResults\nSecond."]


def test_a_heading_that_only_names_its_section_is_not_said_twice() -> None:
    (found,) = passages_of(heading("## Method", 1, "Method"), paragraph("It works.", 3, "Method"))
    assert (found.text, found.start_line) == ("A Title\nMethod\nIt works.", 3)


def test_a_heading_that_says_more_is_text_like_any_other() -> None:
    (found,) = passages_of(heading("A remark", 1), paragraph("It works.", 3))
    assert (found.text, found.start_line) == ("A Title\nA remark\nIt works.", 1)


def test_a_long_paragraph_is_cut_between_sentences_and_keeps_its_lines() -> None:
    lines = [f"Line {n} has {words(15)}." for n in ("one", "two", "three")]
    found = passages_of(paragraph("\n".join(lines), 7))
    assert [(p.start_line, p.end_line) for p in found] == [(7, 7), (8, 8), (9, 9)]
    assert [p.text for p in found] == [f"A Title\n{line}" for line in lines]


def test_a_repair_that_moves_line_ends_leaves_the_lines_of_the_whole_paragraph() -> None:
    text = "\n".join(f"Line {n} has {words(15)}." for n in ("one", "two", "three"))
    block = paragraph(text, 7).model_copy(update={"clean": text.replace("\n", " ")})
    found = passages_of(block)
    assert [(p.start_line, p.end_line) for p in found] == [(7, 9)] * 3


def test_the_questions_of_a_card_are_one_passage_or_one_each() -> None:
    blocks = [item("- Why owls?", 3, "Asked as"), item("- Why not?", 4, "Asked as")]
    together = passages_of(*blocks)
    apart = passages_of(*blocks, settings=BuildSettings(asked_as="apart"))
    assert [(p.start_line, p.end_line) for p in together] == [(3, 4)]
    assert [p.text for p in apart] == [
        "A Title\nAsked as\n- Why owls?",
        "A Title\nAsked as\n- Why not?",
    ]


def test_an_untitled_work_goes_by_its_label_or_without_a_name() -> None:
    source = review("notes:1", paragraph("Text.", 1))
    unnamed = work("p", None, "notes:1")
    labelled = unnamed.model_copy(update={"label": "The merging paper"})
    assert make_passages(library((unnamed, source)), SMALL)[0].text == "Text."
    assert make_passages(library((labelled, source)), SMALL)[0].text == "The merging paper\nText."


def test_a_source_without_a_work_makes_no_passage() -> None:
    mine = review("notes:1", paragraph("Text.", 1))
    stray = review("stray:1", paragraph("Text.", 1))
    both = library((work("p", "A Title", "notes:1"), mine), (work("q", "Other", "gone:1"), stray))
    assert [p.source_id for p in make_passages(both, SMALL)] == ["notes:1"]
