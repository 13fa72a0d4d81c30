"""Chats in one file: found again, searched, seen by their owner alone."""

import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest

from app.answering.records import Answer, Citation
from app.chats import LONGEST, Chat, Turn, new_chat, new_owner
from app.history.database import path_of
from app.history.shelf import Shelf
from app.history.store import (
    all_chats,
    chats_of,
    delete_chat,
    keep_turn,
    load_chat,
    load_shelf,
)
from ingest.errors import StateError

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


def turn(question: str, said: str = "Said. [1]", **more: str) -> Turn:
    made = Answer(
        question=question,
        status="answered",
        text=said,
        citations=(CITED,),
        confidence=0.8,
        ranked=("p", "r"),
    )
    return Turn.of(question, made, **more)


def test_a_chat_comes_back_as_it_was(tmp_path: Path):
    kept = keep_turn(tmp_path, new_chat(), turn("q", about="p"))
    found = load_chat(tmp_path, kept.chat_id)
    assert found == kept
    assert found.turns[0].voices == ("streamer",)
    assert found.turns[0].ranked == ("p", "r")
    assert found.turns[0].about == "p"
    assert found.turns[0].asked.endswith("+00:00")
    assert found.turns[0].answer.text == "Said. [1]"


def test_reading_makes_no_file(tmp_path: Path):
    assert load_chat(tmp_path / "none", new_chat().chat_id) is None
    assert chats_of(tmp_path / "none", new_owner()) == ()
    assert not delete_chat(tmp_path / "none", new_chat().chat_id, None)
    assert not (tmp_path / "none").exists()


def test_only_a_whole_id_opens_a_chat(tmp_path: Path):
    kept = keep_turn(tmp_path, new_chat(), turn("q"))
    assert load_chat(tmp_path, kept.chat_id[:-1]) is None
    assert load_chat(tmp_path, "%") is None
    assert load_chat(tmp_path, "' OR 1 = 1 --'........") is None
    assert load_chat(tmp_path, new_chat().chat_id) is None


def test_a_list_shows_ones_own_chats_latest_first(tmp_path: Path):
    mine, yours = new_owner(), new_owner()
    first = keep_turn(tmp_path, new_chat(), turn("What is pruning?"), mine)
    second = keep_turn(tmp_path, new_chat(), turn("What is a garden?"), mine)
    keep_turn(tmp_path, new_chat(), turn("A secret of yours"), yours)
    keep_turn(tmp_path, first, turn("And how fast is it?"), mine)
    lines = chats_of(tmp_path, mine)
    assert [(line.title, line.turns) for line in lines] == [
        ("What is pruning?", 2),
        ("What is a garden?", 1),
    ]
    assert lines[1].chat_id == second.chat_id
    assert chats_of(tmp_path, "") == chats_of(tmp_path, new_owner()) == ()
    assert len(all_chats(tmp_path)) == 3
    assert len(all_chats(tmp_path, limit=2)) == 2


def test_a_text_is_searched_in_questions_and_answers_of_ones_own(tmp_path: Path):
    mine, yours = new_owner(), new_owner()
    keep_turn(tmp_path, new_chat(), turn("What is pruning?", "It removes whole layers. [1]"), mine)
    keep_turn(tmp_path, new_chat(), turn("What is a garden?", "Many small models. [1]"), mine)
    keep_turn(tmp_path, new_chat(), turn("Which layers?", "The last ones. [1]"), yours)
    found = chats_of(tmp_path, mine, "removing LAYER")
    assert [line.title for line in found] == ["What is pruning?"]
    assert "«layers»" in (found[0].excerpt or "")
    assert [line.title for line in chats_of(tmp_path, mine, "gard")] == ["What is a garden?"]
    assert chats_of(tmp_path, mine, "layers garden") == ()
    assert chats_of(tmp_path, mine, '"') == chats_of(tmp_path, mine, 'NOT "a* OR (') == ()


def test_a_stranger_goes_on_in_a_copy(tmp_path: Path):
    mine, yours = new_owner(), new_owner()
    chat = keep_turn(tmp_path, new_chat(), turn("Mine?"), mine)
    copy = keep_turn(tmp_path, chat, turn("Yours?"), yours)
    assert copy.chat_id != chat.chat_id
    assert copy.questions == ("Mine?", "Yours?")
    assert load_chat(tmp_path, chat.chat_id) == chat
    assert [line.title for line in chats_of(tmp_path, yours)] == ["Mine?"]


def test_what_nobody_owns_becomes_the_owners(tmp_path: Path):
    chat = keep_turn(tmp_path, new_chat(), turn("From the command"))
    owner = new_owner()
    assert keep_turn(tmp_path, chat, turn("From the page"), owner).chat_id == chat.chat_id
    assert len(chats_of(tmp_path, owner)) == 1


def test_two_tabs_lose_no_turn(tmp_path: Path):
    chat = keep_turn(tmp_path, new_chat(), turn("0"))
    threads = [
        threading.Thread(target=keep_turn, args=(tmp_path, chat, turn(str(n)))) for n in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = load_chat(tmp_path, chat.chat_id)
    assert found is not None
    assert sorted(found.questions) == [str(n) for n in range(9)]


def test_a_first_turn_waits_for_who_makes_the_file_at_this_moment(tmp_path: Path):
    with closing(sqlite3.connect(path_of(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as pool:
            kept = pool.submit(keep_turn, tmp_path, new_chat(), turn("q"))
            wait([kept], timeout=0.2)  # it cannot be kept yet
            other.execute("COMMIT")
    assert kept.result().questions == ("q",)


def test_a_deleted_chat_is_gone_from_the_file(tmp_path: Path):
    mine, yours = new_owner(), new_owner()
    chat = keep_turn(tmp_path, new_chat(), turn("Zyzzyva, my secret?", "Zyzzyva. [1]"), mine)
    assert not delete_chat(tmp_path, chat.chat_id, yours)
    assert load_chat(tmp_path, chat.chat_id) is not None
    assert delete_chat(tmp_path, chat.chat_id, mine)
    assert not delete_chat(tmp_path, chat.chat_id, mine)
    assert load_chat(tmp_path, chat.chat_id) is None
    assert all_chats(tmp_path, "zyzzyva") == ()
    with sqlite3.connect(path_of(tmp_path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
    assert b"zyzzyva" not in path_of(tmp_path).read_bytes().lower()


def test_neither_token_nor_mode_lets_others_read(tmp_path: Path):
    owner = new_owner()
    keep_turn(tmp_path, new_chat(), turn("q"), owner)
    for path in tmp_path.iterdir():
        assert owner.encode() not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_long_chat_is_read_back_from_its_last_turns(tmp_path: Path):
    many = Chat(chat_id=new_chat().chat_id, turns=tuple(turn(str(n)) for n in range(LONGEST)))
    kept = keep_turn(tmp_path, many, turn("last"))
    assert len(kept.turns) == LONGEST
    assert (kept.questions[0], kept.questions[-1]) == ("1", "last")
    assert all_chats(tmp_path)[0].title == "0"


def test_the_files_of_an_early_version_are_taken_in_once(tmp_path: Path):
    old = tmp_path / "chats"
    old.mkdir()
    chat = Chat(chat_id=new_chat().chat_id, turns=(turn("Asked long ago?"),))
    record = chat.model_dump_json(exclude={"turns": {"__all__": {"asked", "ranked", "shelf"}}})
    (old / f"{chat.chat_id}.json").write_text(record, "utf-8")
    (old / "broken.json").write_text("{half", "utf-8")
    found = load_chat(tmp_path, chat.chat_id)
    assert found is not None
    assert found.questions == ("Asked long ago?",)
    assert [path.name for path in old.iterdir()] == ["broken.json"]
    assert len(all_chats(tmp_path, "ago")) == 1


def test_a_shelf_is_kept_with_the_turn(tmp_path: Path):
    shelf = Shelf(texts={"a.txt:1": "0011"})
    kept = keep_turn(tmp_path, new_chat(), turn("q", shelf=shelf.digest), shelf=shelf)
    assert load_shelf(tmp_path, kept.turns[0].shelf) == shelf
    assert load_shelf(tmp_path, "none") is load_shelf(tmp_path, None) is None
    other = keep_turn(tmp_path, new_chat(), turn("q", shelf=shelf.digest), shelf=shelf)
    assert delete_chat(tmp_path, other.chat_id, None)
    assert load_shelf(tmp_path, shelf.digest) == shelf
    assert delete_chat(tmp_path, kept.chat_id, None)
    assert load_shelf(tmp_path, shelf.digest) is None


def test_a_damaged_or_later_file_is_one_line_of_advice(tmp_path: Path):
    path_of(tmp_path).write_bytes(b"not a database" * 100)
    with pytest.raises(StateError, match="move the file away"):
        keep_turn(tmp_path, new_chat(), turn("q"))
    path_of(tmp_path).unlink()
    chat = keep_turn(tmp_path, new_chat(), turn("q"))
    file = sqlite3.connect(path_of(tmp_path))
    file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(StateError, match="later version"):
        load_chat(tmp_path, chat.chat_id)
