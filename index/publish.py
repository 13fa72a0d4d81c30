"""In: a library; out: its index under the home folder, put in place by one atomic step."""

import logging
import shutil
from pathlib import Path
from time import perf_counter

from index.build import Plan, build, embed, to_disk
from index.embed import Embedder, Progress, silent
from index.load import CURRENT, Index, index_folder, load_embedded, load_generation, load_index
from index.lock import locked, unwritable
from index.prefixes import with_prefixes
from index.settings import BuildSettings
from ingest.errors import StateError
from ingest.library import Library
from ingest.records import Record

log = logging.getLogger(__name__)

_BUILDING = ".building-"


class PublishReport(Record):
    """What publishing did; `published` is False where the index was already as it should be."""

    generation: str
    published: bool
    passages: int
    embedded: int
    reused: int
    seconds: float


def publish(
    home: Path,
    library: Library,
    settings: BuildSettings,
    embedder: Embedder,
    progress: Progress = silent,
) -> PublishReport:
    """Build the index of a library beside the present one, check it, and switch to it.

    Vectors of passages that the present index holds already are taken from there. Where nothing
    changed, nothing is written and the model is not loaded. Raises StateError when another
    process is writing or the disk is full; what was published stays as it is.
    """
    started = perf_counter()
    with locked(home):
        try:
            index_folder(home).mkdir(exist_ok=True)
            _remove_leftovers(home)
            plan = Plan(library, settings, with_prefixes(embedder, settings))
            published, embedded = _publish(home, plan, progress)
        except OSError as exc:
            _remove_leftovers(home)
            raise unwritable(home, exc) from exc
    return PublishReport(
        generation=plan.generation,
        published=published,
        passages=len(plan.passages),
        embedded=embedded,
        reused=len(plan.passages) - embedded,
        seconds=round(perf_counter() - started, 3),
    )


def _publish(home: Path, plan: Plan, progress: Progress) -> tuple[bool, int]:
    """Whether anything had to be published, and how many passages were embedded for it."""
    before = _present(home)
    if before is not None and before.manifest.generation == plan.generation:
        return False, 0
    target = index_folder(home) / plan.generation
    embedded = 0
    if not _is_whole(target):
        known = load_embedded(home, plan.embedder.fingerprint)
        made, embedded = embed(plan, known, progress)
        building = target.with_name(f"{_BUILDING}{plan.generation}")
        build(building, plan, made)
        _put_in_place(building, target)
    _switch(home, target, before.folder if before is not None else target)
    return True, embedded


def _present(home: Path) -> Index | None:
    """The published index, or None where there is none that can be read."""
    try:
        return load_index(home)
    except StateError as exc:
        log.info("building from nothing: %s", exc)
        return None


def _is_whole(folder: Path) -> bool:
    try:
        load_generation(folder)
    except StateError:
        return False
    return True


def _put_in_place(building: Path, target: Path) -> None:
    """Give a checked folder its name; one of that name is here only if it is damaged."""
    if target.exists():
        target.rename(target.with_name(f"{_BUILDING}damaged-{target.name}"))
    building.rename(target)
    to_disk(target.parent)


def _switch(home: Path, target: Path, before: Path) -> None:
    """Make a generation the published one, then remove all but it and the one before."""
    folder = index_folder(home)
    pointer = folder / f"{_BUILDING}{CURRENT}"
    pointer.write_text(target.name + "\n", "utf-8")
    to_disk(pointer)
    pointer.replace(folder / CURRENT)
    to_disk(folder)
    for path in folder.iterdir():
        if path.is_dir() and path.name not in {target.name, before.name}:
            shutil.rmtree(path)


def _remove_leftovers(home: Path) -> None:
    """Remove what a build that was cut short left behind."""
    for path in index_folder(home).glob(f"{_BUILDING}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
