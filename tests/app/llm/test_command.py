"""`litmus ask --engine llm` and `litmus doctor`, with an endpoint that answers or fails."""

import json
import sys
from pathlib import Path

import pytest

from app.command import main
from app.commands.model import tell
from app.library import add
from app.llm.settings import read_settings
from tests.app.invented import make_reader
from tests.app.llm.server import Reply, endpoint
from tests.app.shell import CARD

KEY = "sk-very-secret-123"
ASKED = "What holds the kite in the wind?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    text = "A rope holds the kite in the wind."
    (folder / "kites.md").write_text(CARD.format(name="kites", title="Kites", text=text), "utf-8")
    add(folder / "home", [folder / "kites.md"])
    return folder / "home"


@pytest.fixture
def litmus(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Run the command with an endpoint set; its exit code, standard output and error."""

    def run(url: str, *words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("LITMUS_LLM_URL", url)
        monkeypatch.setenv("LITMUS_LLM_MODEL", "tiny")
        monkeypatch.setenv("LITMUS_LLM_KEY", KEY)
        monkeypatch.setattr(sys, "argv", ["litmus", *words, "--home", str(home)])
        with pytest.raises(SystemExit) as ended:
            main()
        out = capfd.readouterr()
        assert KEY not in out.out + out.err
        return int(ended.value.code or 0), out.out, out.err

    return run


def test_an_answer_is_the_models_and_each_quote_is_there(litmus):
    with endpoint(
        Reply("The kite is held by a rope in the wind [1]. It is 9 m long [1].")
    ) as server:
        code, out, err = litmus(f"{server.url}/v1", "ask", ASKED, "--engine", "llm", "--json")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert made["engine"] == "llm:tiny"
    assert [s["supported"] for s in made["sentences"]] == [True, False]
    assert "~~It is 9 m long.~~ [1] *(not supported: " in made["text"]
    assert made["citations"][0]["quote"] == "Kites: A rope holds the kite in the wind."
    assert len(made["demos"]) == 1


def test_an_endpoint_that_fails_costs_one_line_and_no_error(litmus):
    with endpoint(Reply(status=500)) as server:
        code, out, err = litmus(f"{server.url}/v1", "ask", ASKED, "--engine", "llm", "--json")
    assert code == 0
    assert json.loads(out)["engine"] == "extractive"
    assert err.count("\n") == 1
    assert "it answers 500" in err


def test_a_batch_is_answered_row_by_row(litmus, tmp_path: Path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"_id": n, "text": ASKED}) + "\n" for n in "ab"), "utf-8")
    replies = [Reply("A rope holds the kite [1]."), Reply(status=401)]
    with endpoint(*replies) as server:
        words = ("ask", "--questions", str(rows), "--engine", "llm")
        code, out, err = litmus(f"{server.url}/v1", *words)
    engines = [(row["_id"], row["engine"]) for row in map(json.loads, out.splitlines())]
    assert engines == [("a", "llm:tiny"), ("b", "extractive")]
    assert (code, err.count("\n")) == (0, 1)


def test_nothing_is_kept_with_the_key_in_it(litmus, home: Path):
    with endpoint(Reply(echo=True)) as server:
        litmus(f"{server.url}/v1", "ask", ASKED, "--engine", "llm", "--chat", "new")
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "chats.sqlite" for path in files)
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_a_wrong_or_missing_setting_is_one_line(litmus):
    code, _, err = litmus("", "ask", ASKED, "--engine", "llm")
    assert code == 1
    assert err == ("litmus: no language model is set; set LITMUS_LLM_URL and LITMUS_LLM_MODEL\n")
    code, _, err = litmus(f"http://x/?k={KEY}", "ask", ASKED, "--engine", "llm")
    assert code == 1
    assert "LITMUS_LLM_URL" in err


def test_doctor_says_whether_a_model_can_be_reached(litmus):
    def seen(url: str) -> dict[str, object]:
        _, out, _ = litmus(url, "doctor", "--json")
        return next(c for c in json.loads(out)["checks"] if c["name"] == "language model")

    with endpoint(Reply()) as server:
        assert seen(f"{server.url}/v1")["seen"] == f"tiny at {server.url}/v1, reachable"
    check = seen(f"{server.url}/v1")
    assert check["ok"] is False
    assert "no answer" in str(check["seen"])
    assert seen("")["ok"] is True
    assert seen("ftp://x")["ok"] is False


def test_a_terminal_shows_the_sources_words_first_then_each_sentence(capsys):
    text = "Pruning removes up to 40% of the layers [1]. It removes 99% of them [1]."
    with endpoint(Reply(status=500), Reply(text)) as server:
        settings = read_settings(url=f"{server.url}/v1", model="tiny", key=KEY)
        made = tell(settings, "How many layers can Quietnet prune?", make_reader())
    out = " ".join(capsys.readouterr().out.split())
    first, second = out.split("In the words of tiny, each sentence checked")
    assert "Pruning removes up to 40% of the layers without retraining. [1]" in first
    assert "asked once more, what was said is void: it answers 500" in second
    assert "Pruning removes up to 40% of the layers. [1]" in second
    assert "It removes 99% of them. [1] (not supported: the quote does not have 99%)" in second
    assert second.index("Sources") > second.index("99%")
    assert made.engine == "llm:tiny"
