import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.conserve import account
from ingest.records import RawText
from ingest.transcript.parse import parse_transcript

KNOWN = {
    "counting beats adding in sparse nets": "2401.00011",
    "laws of carrying": "laws-of-carrying",
    "marmot": "marmot-2",
    "training": "2401.00077",
}

INTRO = [
    "Alright, welcome everybody to the stream.",
    "How's it going, Ann?",
    "My cat slept on the keyboard all morning and then she wanted fish.",
    "I had to go to the shop in the rain and my shoes are still wet.",
    "She is a very funny cat, honestly, you should see her on the couch.",
    "And then the neighbour came over and told me about his garden party.",
    "He grows tomatoes and his wife makes the best soup in the street.",
]
PAPER = [
    "So this is a paper called Counting Beats Adding in Sparse Nets from some lab.",
    "Sparse networks have long been trained to add with gradient methods over large datasets.",
    "We find that training a sparse network to count reaches lower loss than adding.",
    "So the key idea of this paper is that counting makes the network reuse its units, right?",
    "And in this paper the loss goes down with every epoch when the nets are counting.",
    "You can see in figure one that the counting curve goes below the adding curve.",
    "They show that sparse nets keep on counting when the data is repeated.",
    "So the training loss of these sparse networks is lower for the same data, right?",
    "We find that adding networks overfit after two epochs while counting networks do not.",
    "So you can train for more epochs and the sparse model keeps counting better.",
]
OTHER = [
    "Here's another paper called Laws of Carrying, which is about something else.",
    "The laws of carrying say how far a carry travels in a chain of units.",
    "So carrying has a law and the carry length grows with the chain.",
]
TALK = [
    "Okay.",
    "Anyways, my brother called me and he wants to buy a boat for the summer.",
    "He never sailed in his life and he gets sick on the bus to the city.",
    "So we all laughed about it at dinner and my mother said he should swim.",
    "The boat costs more than his house and he has no money at all.",
    "Then we had cake and coffee and went home late in the evening.",
    "My sister drove us and the road was closed because of a football match.",
    "So we sat in the car for an hour and sang songs from our school days.",
    "The dog was asleep in the back and snored louder than the music.",
    "Honestly it was the best evening of the month and nobody wanted to leave.",
    "Next week my uncle turns sixty and there will be a dance in the barn.",
    "He wants everybody to wear hats and bring something sweet for the table.",
    "I will bring plums because the tree behind my house is full of them.",
]
LOWER = [
    "okay back to the paper uh counting beats adding in sparse nets is what we are",
    "reading and the sparse nets they train on repeated data with the counting loss and",
    "the model keeps counting for many epochs so the validation loss of sparse nets keeps",
    "going down in this paper and that is the summary of counting against adding",
]
STREAM = [*INTRO, *PAPER, *OTHER, *TALK, *LOWER]


def raw(lines) -> RawText:
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return RawText(file="talk.txt", sha256=digest, encoding="utf-8", lines=tuple(lines))


def parse(lines, known=KNOWN):
    talk = raw(lines)
    document = parse_transcript(talk, known)
    assert account(document, talk).closes
    return document


def lines_of(spans):
    return {n for first, last in spans for n in range(first, last + 1)}


def furniture(document):
    return {piece.kind: lines_of(piece.spans) for piece in document.furniture}


def test_one_source_per_work_with_all_its_segments():
    main, other = parse(STREAM).sources
    assert main.title == main.title_printed == "Counting Beats Adding in Sparse Nets"
    assert (main.type, main.date, main.arxiv_id) == ("transcript", None, None)
    assert lines_of(main.spans) >= {*range(8, 18), *range(34, 38)}
    assert main.source_id == f"talk:{main.spans[0][0]}"
    assert other.title == "Laws of Carrying"
    assert lines_of(other.spans) >= {18, 19, 20}
    assert max(lines_of(other.spans)) <= 26


def test_small_talk_and_chat_are_furniture():
    found = furniture(parse(STREAM))
    assert found["chat"] == {2}
    assert found["banter"] >= {1, *range(3, 8), *range(27, 34)}


def test_voices_tell_what_is_read_from_what_is_said():
    main = parse(STREAM).sources[0]
    voice = {line: block.voice for block in main.blocks for line in block.lines}
    assert voice[9] == "paper"
    assert voice[11] == "streamer"
    assert all(1 <= len(block.lines) <= 8 for block in main.blocks)


def test_a_second_decode_is_a_repeat_and_the_later_copy_stays():
    document = parse([*INTRO, *PAPER[:4], *PAPER, *OTHER])
    assert furniture(document)["repeat"] == {8, 9, 10, 11}
    assert lines_of(document.sources[0].spans) >= set(range(12, 22))


def test_general_aliases_attach_nothing():
    titles = {source.title for source in parse(STREAM).sources}
    assert titles == {"Counting Beats Adding in Sparse Nets", "Laws of Carrying"}


def test_without_known_works_the_talk_names_its_own():
    titles = [source.title for source in parse(STREAM, {}).sources]
    assert titles == ["Counting Beats Adding in Sparse Nets", "Laws of Carrying"]


def test_a_known_work_only_mentioned_does_not_take_this_paper_to_itself():
    unnamed = [line.replace("called Counting Beats Adding in Sparse Nets ", "") for line in PAPER]
    talk = ["As in the marmot paper, you know.", *TALK, *unnamed, *unnamed, *TALK]
    (marmot,) = parse([*talk, "And the marmot paper too."]).sources
    assert marmot.title == "marmot"
    assert not lines_of(marmot.spans) & set(range(16, 35))


def test_a_work_named_once_in_passing_keeps_the_line_that_names_it():
    passing = [*STREAM[:12], "as with the marmot paper in this training setting", *STREAM[12:]]
    titles = {source.title: lines_of(source.spans) for source in parse(passing).sources}
    assert 13 in titles["marmot"]


def test_a_talk_that_names_no_work_is_one_source_without_title():
    talk = [*INTRO, *[line.replace("called Counting Beats Adding", "") for line in PAPER], *TALK]
    (source,) = parse(talk, {}).sources
    assert source.title is None
    assert [note.code for note in source.notes] == ["no-title"]
    assert lines_of(source.spans) >= set(range(9, 17))


def test_a_title_written_down_wrongly_is_noted_and_the_text_stays():
    wrong = "so we end with counting beats ad ding in sparse net yes"
    main = parse([*STREAM, wrong]).sources[0]
    assert main.title == "Counting Beats Adding in Sparse Nets"
    assert any(n.code == "heard-as" and "ad ding in sparse net" in n.message for n in main.notes)
    assert any(wrong in block.text for block in main.blocks)


PIECES = st.sampled_from([*STREAM, "", "Okay.", "the marmot paper", "laws of carrying"])


@given(st.lists(PIECES | st.text(max_size=30), max_size=50), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_text_is_accounted_for(lines, with_known):
    talk = raw([line.replace("\n", " ") for line in lines])
    document = parse_transcript(talk, KNOWN if with_known else {})
    assert account(document, talk).closes
    for source in document.sources:
        spoken = [n for block in source.blocks for n in block.lines]
        assert spoken == sorted(lines_of(source.spans) & set(spoken))
        assert {n for n in lines_of(source.spans) if talk.lines[n - 1].strip()} == set(spoken)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=8), max_size=8))
@settings(max_examples=50, deadline=None)
def test_any_names_can_be_known(known):
    assert account(parse_transcript(raw(STREAM), known), raw(STREAM)).closes
