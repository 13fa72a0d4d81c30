"""`litmus mcp` as a client of the protocol sees it: over the standard streams of a process."""

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from app.library import add
from app.tools import Tools
from demos.registry import recorded
from tests.app.shell import CARD

COMMAND = "import sys; from app.command import main; sys.argv[0] = 'litmus'; main()"
ROOT = Path(__file__).resolve().parents[2]
TEXT = "A rope holds the kite in the wind."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    (folder / "kites.md").write_text(CARD.format(name="kites", title="Kites", text=TEXT), "utf-8")
    add(folder / "home", [folder / "kites.md"])
    return folder / "home"


def talk(home: Path, conversation: Callable[[Client], Awaitable[None]]) -> None:
    """Start the command as such a program does, and let a client speak with it."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", COMMAND, "mcp", "--home", str(home)],
        env={k: v for k, v in os.environ.items() if k.startswith(("OMP_", "HF_", "PYTHON"))},
        cwd=ROOT,
    )

    async def run() -> None:
        with anyio.fail_after(120):
            async with Client(stdio_client(server)) as client:
                await conversation(client)

    anyio.run(run)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


@pytest.mark.slow
def test_each_tool_gives_what_its_command_gives(home: Path):
    demo_id = min(recorded().items(), key=lambda e: e[1].seconds or 9e9)[0]

    async def conversation(client: Client) -> None:
        listed = await client.list_tools()
        names = {tool.name for tool in listed.tools}
        assert names == {"search", "ask", "show", "check_quote", "demo_list", "demo_run"}
        assert all(tool.description for tool in listed.tools)

        found = await call(client, "search", query="kite in the wind", k=3)
        assert found["hits"][0]["paper_id"] == "kites"
        assert found["hits"][0]["demo"] is None

        made = await call(client, "ask", question="What holds the kite in the wind?")
        assert made["status"] == "answered"
        (citation,) = made["citations"]
        assert TEXT in citation["quote"]

        there = await call(client, "check_quote", text=citation["quote"])
        assert there["found"] is True
        assert there["start_line"] == citation["start_line"]
        assert await call(client, "check_quote", text="A rope frees the kite.") == {"found": False}

        shown = await call(client, "show", paper="Kites")
        assert shown["paper_id"] == "kites"

        demos = (await call(client, "demo_list"))["demos"]
        assert demo_id in {demo["id"] for demo in demos}
        ran = await call(client, "demo_run", demo=demo_id, seed=4)
        assert (ran["demo"], ran["seed"], ran["verdict"]) == (demo_id, 4, ran["verdict"])
        assert Path(ran["receipt"]).is_file()

    talk(home, conversation)


@pytest.mark.slow
def test_runs_are_forked_from_one_process(tmp_path: Path):
    demo_id = min(recorded().items(), key=lambda e: e[1].seconds or 9e9)[0]
    tools = Tools(tmp_path)
    with tools._keeper as keeper:
        pids = []
        for seed in (1, 2):
            assert tools.demo_run(demo_id, seed=seed, knobs={})["seed"] == seed
            pids.append(keeper.pid)
    assert pids[0] is not None
    assert pids[0] == pids[1]


@pytest.mark.slow
def test_what_goes_wrong_is_one_line(home: Path, tmp_path: Path):
    async def conversation(client: Client) -> None:
        for tool, arguments, reason in (
            ("show", {"paper": "balloons"}, "no work is called"),
            ("demo_run", {"demo": "nothing"}, "no demo is called"),
            ("ask", {"question": " ? "}, "the question is empty"),
            ("ask", {"question": "Why?", "engine": "llm"}, "no language model is set"),
            ("search", {"query": "kite", "k": 0}, "greater than or equal to 1"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            (block,) = result.content
            assert reason in block.text
            assert "Traceback" not in block.text

    talk(home, conversation)

    async def empty(client: Client) -> None:
        result = await client.call_tool("search", {"query": "kite"})
        assert result.is_error
        assert "run `litmus ingest`" in result.content[0].text

    talk(tmp_path / "none", empty)
