"""In: the files of demos/papers and verdicts.json; out: demos, their knobs and listings.

Listing reads the committed verdicts only; a demo's file (and torch with it) is imported when it
is run, or when nothing is recorded for it yet.
"""

import difflib
import hashlib
import importlib
import inspect
import logging
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from demos.errors import DemoError, FileRuleError, RecordError, UnknownDemoError
from demos.records import Demo, Entry, Knob, Outcome

ROOM = Path(__file__).resolve().parent
VERDICTS = ROOM / "verdicts.json"
RESERVED = ("seed", "control")
ENTRIES = TypeAdapter(tuple[Entry, ...])

_FROM_KIT = re.compile(r"^\s*from (demos\.kit(?:\.\w+)*) import (\([^)]*\)|.*)", re.M)

log = logging.getLogger(__name__)


class Loaded(NamedTuple):
    """A demo with its file imported."""

    demo: Demo
    run: Callable[..., Outcome]
    knobs: tuple[Knob, ...]


def ids() -> tuple[str, ...]:
    """The ids of all demos, sorted: the file names in demos/papers."""
    return tuple(sorted(p.stem for p in (ROOM / "papers").glob("*.py") if p.stem != "__init__"))


def file_of(demo_id: str) -> Path:
    """The demo's file. Raises UnknownDemoError naming the nearest id if there is none."""
    if demo_id in ids():
        return ROOM / "papers" / f"{demo_id}.py"
    near = difflib.get_close_matches(demo_id, ids(), n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else "see `litmus demo list`"
    raise UnknownDemoError(f"no demo is called {demo_id!r}; {hint}")


def load(demo_id: str) -> Loaded:
    """Import the demo's file. Raises UnknownDemoError, or FileRuleError if it breaks the form."""
    file_of(demo_id)
    module = importlib.import_module(f"demos.papers.{demo_id}")
    demo, run = getattr(module, "DEMO", None), getattr(module, "run", None)
    if not isinstance(demo, Demo) or demo.id != demo_id or not callable(run):
        raise FileRuleError(f"demos/papers/{demo_id}.py must define DEMO (id {demo_id!r}) and run")
    return Loaded(demo, run, knobs_of(run))


def knobs_of(run: Callable[..., Outcome]) -> tuple[Knob, ...]:
    """The knobs in `run`'s Annotated signature; raises FileRuleError where one has no bounds."""
    hints = get_type_hints(run, include_extras=True)
    parameters = inspect.signature(run).parameters.values()
    return tuple(_knob(p.name, hints[p.name], p.default) for p in parameters if _is_knob(p.name))


def _is_knob(name: str) -> bool:
    return name not in RESERVED


def _knob(name: str, hint: Any, default: Any) -> Knob:
    if get_origin(hint) is not Annotated:
        raise FileRuleError(f"knob {name!r} needs Annotated[int or float, Field(ge=, le=, ...)]")
    kind, info = get_args(hint)[:2]
    metadata = info.metadata if isinstance(info, FieldInfo) else []
    low = next((m.ge for m in metadata if isinstance(m, Ge)), None)
    high = next((m.le for m in metadata if isinstance(m, Le)), None)
    if kind not in (int, float) or low is None or high is None or not info.description:
        raise FileRuleError(f"knob {name!r} needs a number type, ge=, le= and description=")
    return Knob.model_validate(
        {
            "name": name,
            "type": kind.__name__,
            "default": default,
            "min": low,
            "max": high,
            "help": info.description,
        }
    )


@cache
def code_hash(demo_id: str) -> str:
    """Sixteen hex digits over the demo's file and every kit file it reaches."""
    seen: dict[Path, bytes] = {}
    waiting = [file_of(demo_id)]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen[path] = path.read_bytes()
            waiting += _kit_files(seen[path].decode("utf-8"))
    digest = hashlib.sha256()
    for path in sorted(seen):
        digest.update(path.name.encode() + b"\0" + seen[path] + b"\0")
    return digest.hexdigest()[:16]


def _kit_files(source: str) -> list[Path]:
    """The kit files that the `from demos.kit... import` lines of a source name.

    Read as text: parsing the files of the works in an answer took longer than the answer.
    """
    found = []
    for module, names in _FROM_KIT.findall(source):
        stems = [module.rpartition(".")[2], *re.findall(r"\w+", names)]
        found += [ROOM / "kit" / f"{stem}.py" for stem in stems]
    return [path for path in found if path.is_file()]


def recorded(path: Path = VERDICTS) -> dict[str, Entry]:
    """The committed verdicts by id; empty where the file is missing. Raises RecordError."""
    if not path.is_file():
        return {}
    try:
        return {entry.id: entry for entry in ENTRIES.validate_json(path.read_bytes())}
    except ValidationError as exc:
        raise RecordError(f"{path.name} cannot be read; make it anew with `make verdicts`") from exc


def entry(demo_id: str) -> Entry:
    """One demo as recorded, marked stale where its code has changed; else read from its file."""
    code = code_hash(demo_id)
    known = _recorded_now().get(demo_id)
    if known is not None:
        return known if known.code == code else known.model_copy(update={"stale": True})
    return fresh_entry(demo_id)


def fresh_entry(demo_id: str) -> Entry:
    """One demo as its file declares it now, with no verdict."""
    loaded = load(demo_id)
    return Entry(**loaded.demo.model_dump(), knobs=loaded.knobs, code=code_hash(demo_id))


def listed() -> tuple[Entry, ...]:
    """Every demo in order of id; a file that breaks the form is left out, with a warning."""
    found = []
    for demo_id in ids():
        try:
            found.append(entry(demo_id))
        except DemoError as exc:
            log.warning("left out: %s", exc)
    return tuple(found)


def for_paper(paper_id: str) -> Entry | None:
    """The demo of a work that has a recorded verdict, or None. Of several, the first by id.

    Reads the records alone, so that an answer needs no torch and a demo half written breaks none.
    """
    found = (e.id for e in _recorded_now().values() if paper_id in e.papers)
    return next((entry(demo_id) for demo_id in sorted(found) if demo_id in ids()), None)


def knobs(demo_id: str) -> tuple[Knob, ...]:
    """The knobs as they are now: the recorded ones unless the code has changed since."""
    found = entry(demo_id)
    return load(demo_id).knobs if found.stale else found.knobs


def _recorded_now() -> dict[str, Entry]:
    return _read_once(VERDICTS.stat().st_mtime_ns if VERDICTS.is_file() else 0)


@cache
def _read_once(_mtime: int) -> dict[str, Entry]:
    """The file is parsed once for each state of it."""
    return recorded()
