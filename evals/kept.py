"""In: an evaluation of a system on one of our sets; out: it on disk, found again while it holds.

It holds for one index, one set of questions, and one state of what ranks: code, fitted weights and
settings.
"""

import hashlib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from evals.retrieval import Evaluation
from index.settings import SearchSettings
from ingest.replace import replacing

_FOLDER = "evaluations"
_MOST = 24
"""Files that are kept; each is a megabyte at the most, and the oldest goes first."""
_CODE = ("index", "evals")

Key = tuple[str, str, str]
"""Generation of the index, digest of the set, name of the system."""


def keep(home: Path, key: Key, found: Evaluation) -> None:
    """Write an evaluation in one atomic step. Raises OSError where it cannot be written."""
    path = _path(home, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(found.model_dump_json().encode())
    old = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)
    for each in old[:-_MOST]:
        each.unlink(missing_ok=True)


def find(home: Path, key: Key) -> Evaluation | None:
    """The evaluation that was kept, or None where there is none that can be read."""
    try:
        return Evaluation.model_validate_json(_path(home, key).read_bytes())
    except (OSError, ValidationError):
        return None


def _path(home: Path, key: Key) -> Path:
    said = "\n".join((*key, _code_hash(), SearchSettings().model_dump_json()))
    return home / _FOLDER / f"{hashlib.sha256(said.encode()).hexdigest()[:24]}.json"


@cache
def _code_hash() -> str:
    root, digest = Path(__file__).resolve().parent.parent, hashlib.sha256()
    for folder in _CODE:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()
