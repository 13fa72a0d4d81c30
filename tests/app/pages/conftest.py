"""A small invented library, and the page run against it without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.library import add
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
START = ROOT / "app" / "pages" / "start.py"
HOSTILE = '<script>alert(1)</script> ![x](https://evil.example/a.png) "Loud" heads'

CARDS = {
    "patch": """---
id: "2507.16003"
title: "Prompts as Patches"
arxiv: "2507.16003"
kind: theory
topics: [in-context-learning, interpretability]
sources:
  - {document: "900", date: 2025-07-25, reviewer: Ada}
see_also:
  - {id: "quiet-heads", relation: "same idea elsewhere"}
---
## In plain words
A prompt can be folded into the weights of one layer. The layer then needs no prompt.
## Findings
- Paper: a prompt changes one weight matrix of the block by a matrix of rank 1.
- Reviewer: the proof leaves out deeper stacks.
## Limits and doubts
- Note: no trained model was tried.
## Asked as
- Can a prompt be baked into the weights of a layer?
- What does reading examples do to a frozen network?
""",
    "quiet": f"""---
id: quiet-heads
title: '{HOSTILE}'
arxiv: null
arxiv_why: "the text gives no id"
kind: analysis
topics: [attention]
sources:
  - {{document: "900", date: 2024-03-02, reviewer: Grace}}
---
## In plain words
Some attention heads can be switched off and nothing changes.
## Findings
- Paper: removing $k=3$ heads of eight leaves the loss at 2.41; :smile: <b>not bold</b>.
## Asked as
- How many attention heads can be switched off without harm?
""",
    "tides": """---
id: tidal-noise
title: "Tidal Noise Schedules"
arxiv: null
arxiv_why: "the text gives no id"
kind: method
topics: [diffusion-models]
sources:
  - {document: "901", date: 2024-03-20, reviewer: Ada}
---
## In plain words
Noise is added to pictures in waves, like a tide.
## Findings
- Paper: a wavy noise schedule needs 40 steps where a straight one needs 60.
## Asked as
- Should noise be added to pictures in waves?
""",
}
PATCH_QUESTION = "Can a prompt be baked into the weights of a layer?"


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    for name, text in CARDS.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    home = tmp_path_factory.mktemp("home")
    add(home, [folder])
    return home


OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open a page in a new session: `open_page("paper", id="...")`."""

    def opened(name: str = "ask", home: Path = small_home, **query: str) -> AppTest:
        monkeypatch.setenv("LITMUS_HOME", str(home))
        page = AppTest.from_file(str(START), default_timeout=PATIENCE)
        if name != "ask":
            page.run()
            page.switch_page(f"{name}.py")
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    return opened
