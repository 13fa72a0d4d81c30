import subprocess
import sys

import pytest
from typer.main import get_command

from app.command import COMMANDS, build


def _mounted(word: str = "") -> list[str]:
    return list(get_command(build(word)).commands)


def test_all_commands_are_mounted_ours_and_those_of_packages():
    ours = [word for words in COMMANDS.values() for word in words]
    assert sorted(_mounted()) == sorted([*ours, "eval"])
    assert _mounted("no-such-command") == _mounted()


@pytest.mark.parametrize("words", [*COMMANDS.values(), ("eval",)], ids=" ".join)
def test_a_command_comes_with_its_own_module_alone(words):
    for word in words:
        assert _mounted(word) == list(words)


def test_listing_works_pays_for_no_parser_and_no_index():
    code = (
        "import sys; sys.argv = ['litmus', 'papers', '--help']\n"
        "from app.command import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'faiss', 'torch', 'streamlit', 'ingest.archive', 'app.answering.answer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
