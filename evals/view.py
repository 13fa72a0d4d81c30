"""In: nothing; out: the entry of the Evaluate page in the frame (entry point `litmus.pages`).

It stands apart from the page, since every page's frame reads it and must not wait for `evals`.
"""

from pathlib import Path

from app.pages.state import View

_FILE = Path(__file__).resolve().parent / "page.py"
VIEW = View(str(_FILE), "Evaluate", "evaluate", ":material/monitoring:")
