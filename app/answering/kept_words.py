"""In: the words of a library and its generation; out: their counts kept beside the index.

To count the words of all works takes longer than all else that a first question needs. The file
is only a store: one of another generation, or counted by other code, is not read.
"""

import hashlib
import json
import logging
from collections import Counter
from pathlib import Path

from app.answering import terms
from app.answering.terms import Vocabulary
from ingest.replace import replacing

log = logging.getLogger(__name__)


def keep_words(home: Path, generation: str, vocabulary: Vocabulary) -> None:
    """Store the counts of a generation in one step, and remove those of others."""
    path = _path(home, generation)
    row = {"counted_by": _counted_by(), "size": vocabulary.size, "counts": vocabulary.counts}
    with replacing(path) as file:
        file.write(json.dumps(row, ensure_ascii=False, sort_keys=True).encode())
    for other in home.glob("words-*.json"):
        if other != path:
            other.unlink(missing_ok=True)


def kept_words(home: Path, generation: str) -> Vocabulary | None:
    """The counts of a generation; None where they are not kept or were counted otherwise."""
    try:
        row = json.loads(_path(home, generation).read_text("utf-8"))
        if row["counted_by"] == _counted_by():
            return Vocabulary.of(Counter(row["counts"]), row["size"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as exc:
        log.info("the kept words of %s are counted again: %s", generation, type(exc).__name__)
    return None


def _path(home: Path, generation: str) -> Path:
    return home / f"words-{generation}.json"


def _counted_by() -> str:
    """What the counts depend on beside the texts: how words are told and stemmed."""
    return hashlib.sha256(Path(terms.__file__).read_bytes()).hexdigest()[:12]
