"""`litmus ask --chat` and `litmus chats`, over a home that was ingested as a user does it."""

import json
import sys
from pathlib import Path

import pytest

from app.command import main
from app.history.store import all_chats, load_chat
from tests.app.shell import CARD

ASKED = "What holds the kite in the wind?"


def litmus(home: Path, *words: str) -> None:
    sys.argv[1:] = [*words, "--home", str(home)]
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)


def write(folder: Path, name: str, text: str) -> str:
    path = folder / f"{name}.md"
    path.write_text(CARD.format(name=name, title=name.title(), text=text), "utf-8")
    return str(path)


def test_a_chat_is_kept_found_exported_asked_again_and_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["litmus"])
    home = tmp_path / "home"
    litmus(home, "ingest", write(tmp_path, "kites", "A rope holds the kite in the wind."))
    litmus(home, "ask", ASKED, "--chat", "new", "--json")
    out = capsys.readouterr()
    answer = json.loads(out.out.partition("\n{")[1] + out.out.partition("\n{")[2])
    assert answer["status"] == "answered"
    assert "ranked" not in answer
    (line,) = all_chats(home)
    assert out.err.endswith(f"chat {line.chat_id}\n")

    litmus(home, "ask", "And how long is it?", "--chat", "last")
    kept = load_chat(home, line.chat_id)
    assert kept is not None
    assert kept.questions == (ASKED, "And how long is it?")

    litmus(home, "chats", "list", "--find", "rope", "--json")
    capsys.readouterr()
    litmus(home, "chats", "list", "--find", "rope")
    assert line.chat_id in capsys.readouterr().out
    litmus(home, "chats", "export", "last")
    assert "- [1] Kites (`kites.md`, line " in capsys.readouterr().out
    litmus(home, "chats", "show", line.chat_id)
    assert f"1. {ASKED}" in capsys.readouterr().out

    litmus(home, "chats", "reask", "last", "--turn", "1", "--json")
    assert json.loads(capsys.readouterr().out)["changes"]["same"] is True
    more = "A rope of silk holds the kite in the wind."
    litmus(home, "ingest", write(tmp_path, "kites", more))
    capsys.readouterr()
    litmus(home, "chats", "reask", "last", "--turn", "1", "--json")
    changed = json.loads(capsys.readouterr().out)["changes"]
    assert changed["same"] is False
    assert changed["new"][0]["why"] == "kites.md reads otherwise now"
    litmus(home, "chats", "reask", "last", "--turn", "1")
    told = capsys.readouterr().out.split("Today's answer")[0]
    assert "- New: “Kites: A rope of silk holds the kite in the wind.” (Kites, kites.md:" in told

    litmus(home, "chats", "delete", line.chat_id)
    assert all_chats(home) == ()
    sys.argv[1:] = ["chats", "show", "last", "--home", str(home)]
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "see `litmus chats list`" in capsys.readouterr().err
