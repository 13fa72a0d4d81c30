"""Kinds of question and the works they name."""

from dataclasses import replace

import pytest

from app.answering.bonus import SO_MANY, content_bonus
from app.answering.kinds import kind_of, section_of, voice_of
from app.answering.names import Names, spelled_by
from app.answering.question import understand
from app.answering.terms import Vocabulary, terms
from ingest.records import Work
from tests.app.sentence import evidence


def work(paper_id: str, title: str, *aliases: str) -> Work:
    return Work(
        paper_id=paper_id,
        title=title,
        arxiv_id=paper_id if paper_id[0].isdigit() else None,
        kind=None,
        topics=(),
        dates=(),
        reviewers=(),
        sources=(),
        aliases=aliases,
    )


WORKS = (
    work("2401.00001", "Quietnet: Pruning by Listening", "QN"),
    work("2401.00002", "Model Gardens and How They Grow"),
    work("long-model", "Quietnet Revisited: What Was Wrong"),
)
NAMES = Names(WORKS, Vocabulary(terms(w.title or "") for w in WORKS))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is layer pruning?", "open"),
        ("How does it prune?", "open"),
        ("What do small models fail at?", "open"),
        ("What makes pruned models slow?", "open"),
        ("What small models are there?", "list"),
        ("What causes diffusion models to copy?", "open"),
        ("What distance do they use to compare the two matrices?", "open"),
        ("How many layers can go?", "number"),
        ("At what chance of ending do they defect?", "number"),
        ("How likely is the right word?", "number"),
        ("When was the net trained?", "time"),
        ("Quietnet: when did it appear?", "time"),
        ("What happens when the net is pruned?", "open"),
        ("What did it do when matches were likely to end?", "open"),
        ("Who built the garden?", "person"),
        ("Which papers prune layers?", "list"),
        ("How does it decide how much of a layer stays?", "open"),
        ("In Quietnet, how do they choose how often to prune?", "open"),
        ("Why does it matter how many layers go?", "open"),
        ("How does it prune, and how many layers go?", "number"),
        ("How does it prune and how many layers go?", "number"),
        ("Does it decide how many layers go?", "number"),
        ("List the methods that prune.", "list"),
        ("Compare pruning and growing.", "compare"),
        ("Pruning vs. growing?", "compare"),
        ("What's the difference to a normal net?", "compare"),
        ("What sets pruning apart from growing?", "compare"),
        ("Pruning or growing, which of them costs more?", "compare"),
        ("Why not prune or grow, what does it cost?", "open"),
        ("Pruning or growing: which papers are there?", "list"),
        ("Pruning costs nothing: true?", "claim"),
        ("Is it true that pruning costs nothing?", "claim"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert understand(text, text, text, NAMES).kind == kind


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("What does quietnet do?", ("2401.00001",)),
        ("What does QN do?", ("2401.00001",)),
        ("What does qn do?", ()),
        ("What is wrong in Quietnet Revisited?", ("long-model",)),
        ("Is 2401.00002 sound?", ("2401.00002",)),
        ("How do models grow?", ()),
        ("QN against Model Gardens and How They Grow", ("2401.00001", "2401.00002")),
    ],
)
def test_works_named_by_title_head_alias_or_id(text: str, named: tuple[str, ...]) -> None:
    assert NAMES.named_in(text) == named


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Pruning costs nothing: true?", "Pruning costs nothing"),
        ("Is it true that pruning costs nothing?", "pruning costs nothing?"),
        ("Pruning costs nothing, right?", "Pruning costs nothing"),
    ],
)
def test_the_claim_without_its_frame(text: str, statement: str) -> None:
    assert understand(text, text, text, NAMES).statement == statement


def test_a_run_of_four_title_words_names_a_work_and_three_do_not() -> None:
    assert NAMES.named_in("the one on gardens and how they grow?") == ("2401.00002",)
    assert NAMES.named_in("tell me how they grow") == ()


def test_a_run_of_common_words_names_no_work() -> None:
    names = Names([work("2401.00004", "Snow Is All You Need")], Vocabulary([]))
    assert names.named_in("why snow is all you need") == ("2401.00004",)
    assert names.named_in("rain is all you need") == ()


def test_a_work_is_named_by_the_initials_of_its_title() -> None:
    works = (*WORKS, work("2401.00003", "Deep Tree Search: Roots First"))
    names = Names(works, Vocabulary(terms(w.title or "") for w in works))
    assert names.named_in("How does DTS grow?") == ("2401.00003",)
    assert names.named_in("How does dts grow?") == ()


def test_a_title_is_taken_out_whatever_marks_stand_between_its_words() -> None:
    for asked in ("Model vs. Garden: Why They Grow", "model vs garden - why they grow"):
        names = Names((work("g", "Model vs. Garden: Why They Grow"),), Vocabulary([]))
        assert names.without_titles(f"What did {asked} find?").split() == ["what", "did", "find?"]
        read = understand(f"What did {asked} find?", asked, asked, names)
        assert read.kind == "open"
    assert understand("Model vs garden?", "", "", names).kind == "compare"


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("QUIPLI", ""),  # not the beginning of a part
        ("WINE", "wide nets"),
        ("GROWDS", "growing deep search"),
        ("GROW", ""),  # one word
        ("wine", ""),
        ("WIRE", ""),
    ],
)
def test_a_name_is_spelled_by_the_beginnings_of_words(name: str, spelled: str) -> None:
    assert spelled_by(name, "Wide Nets: Growing by Deep Search") == spelled


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("What does GPT-4 cost on ImageNet in Paris?", ("gpt 4", "imagenet", "paris")),
        ("What is a tree?", ()),
    ],
)
def test_names_and_numbers_are_what_a_question_is_specific_about(text, specific) -> None:
    assert understand(text, text, text, NAMES).specific == specific


def test_what_is_counted_and_whose_word_is_asked_for() -> None:
    asked = understand("How many layers did the reviewer count?", "", "", NAMES)
    assert "layer" in asked.counted
    assert asked.voice == "reviewer"


def test_a_critique_is_asked_for_and_something_critical_is_not() -> None:
    wanted, bonus = section_of("What does the reviewer criticise?")
    assert wanted
    assert wanted.search("Limits and doubts")
    assert bonus > section_of("When is a token called critical?")[1]


@pytest.mark.parametrize(
    ("said", "gains"),
    [
        ("There are two parts of a wing.", True),
        ("Wings have three parts.", False),
        ("Feathers are of two kinds.", False),
    ],
)
def test_as_many_parts_as_are_asked_for_are_worth_more(said: str, gains: bool) -> None:
    asked = "What are the two parts of a wing?"
    question = understand(asked, asked, asked, Names([], Vocabulary([])))
    assert (content_bonus(evidence(said), question) >= SO_MANY) is gains
    listing = replace(evidence("These are of two kinds:"), items=(1, 2))
    assert content_bonus(listing, question) >= SO_MANY
    asked = "Which two birds have wings?"
    question = understand(asked, asked, asked, Names([], Vocabulary([])))
    assert content_bonus(listing, question) < SO_MANY
    birds = replace(evidence("These are the two birds:"), items=(1, 2))
    assert content_bonus(birds, question) >= SO_MANY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Owls forget less than kites, right?", "claim"),
        ("Owls forget less than kites: true", "claim"),
        ("Owls forget less than kites. Correct", "claim"),
        ("Owls forget less than kites, is that right", "claim"),
        ("a net that glues look-alikes together until it gets all of them right", "open"),
        ("which way do owls see what is correct", "open"),
    ],
)
def test_a_description_that_ends_on_right_is_no_claim(text, kind) -> None:
    assert kind_of(text) == kind


def test_a_chat_model_is_nobody_in_the_chat() -> None:
    assert voice_of("how does one make chat models cheaper?") is None
    assert voice_of("what did the chat say about it?") == "chat"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("What does the streamer doubt?", "streamer"),
        ("What is the streamer's view?", "streamer"),
        ("According to the livestream, is it new?", "streamer"),
        ("Which of them does the host of the video stream doubt?", "streamer"),
        ("On the stream there was a paper on owls. What does the speaker doubt?", "streamer"),
        ("How many hours did the search mentioned at the end of the stream take?", None),
        ("the livestream paper on owls: what does it find?", None),
    ],
)
def test_what_is_told_on_a_stream_need_not_be_its_streamers_word(
    text: str, voice: str | None
) -> None:
    assert voice_of(text) == voice


def test_a_question_without_its_mark_describes_nothing() -> None:
    told = "an owl hears every mouse beneath deep snow"
    for text, describes in ((told, True), (f"does {told}", False), (f"{told}?", False)):
        assert understand(text, text, text, NAMES).describes is describes


@pytest.mark.parametrize("asked", ["How did they hear?", "How was it built?", "how is it built"])
def test_how_something_is_or_was_done_asks_for_the_idea(asked: str) -> None:
    assert understand(asked, asked, asked, NAMES).asks_for_the_idea
    many = "How many were built?"
    assert not understand(many, many, many, NAMES).asks_for_the_idea
