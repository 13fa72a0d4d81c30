from pathlib import Path

from app.answering.records import Answer, Citation
from app.chats import LONGEST, Chat, Turn, load_chat, new_chat, save_chat

CITED = Citation(
    n=1,
    paper_id="p",
    title="T",
    source_id="s",
    file="a.txt",
    start_line=1,
    end_line=1,
    quote="Said.",
    voice="streamer",
)
MADE = Answer(question="q", status="answered", text="Said. [1]", citations=(CITED,), confidence=0.8)


def test_a_chat_comes_back_with_its_voices(tmp_path: Path):
    chat = new_chat().with_turn(Turn.of("q", MADE, about="p"))
    save_chat(tmp_path, chat)
    found = load_chat(tmp_path, chat.chat_id)
    assert found is not None
    assert found.turns[0].voices == ("streamer",)
    assert found.turns[0].about == "p"
    assert found.turns[0].answer.text == "Said. [1]"


def test_only_a_whole_id_opens_a_chat(tmp_path: Path):
    chat = new_chat()
    save_chat(tmp_path, chat)
    (tmp_path / "secret.json").write_text(chat.model_dump_json())
    assert load_chat(tmp_path, "../secret") is None
    assert load_chat(tmp_path, chat.chat_id[:-1]) is None
    assert load_chat(tmp_path, new_chat().chat_id) is None
    (tmp_path / "chats" / f"{chat.chat_id}.json").write_text("{half")
    assert load_chat(tmp_path, chat.chat_id) is None


def test_a_long_chat_drops_its_oldest_turns():
    chat = Chat(chat_id="c")
    for number in range(LONGEST + 2):
        chat = chat.with_turn(Turn.of(str(number), MADE))
    assert len(chat.turns) == LONGEST
    assert chat.turns[0].question == "2"
