"""In: sizes in MB; out: what reading an archive of that size costs: time as ratios, memory in MB.

    python -m evals.bench_ingest [--mb 10 --mb 50 --mb 200] [--like FILE]

The archive repeats and varies invented reviews, or those of a local archive (`--like`). Each size
is read as a stored text, in processes of its own, so that their peak memory is their own: one lets
each review go once it is read (what the parser needs), one holds all records and joins them (what a
library is made of). The parser's own memory is what the system cannot drop (anonymous); with pages,
the mapped text counts too. Time is CPU time, so that others at work on the machine count little.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import process_time
from typing import Annotated, Any

import typer

MB = 1_000_000
SIZES = (10, 50, 200)
_LOOK_S = 0.02
_WORDS = re.findall(
    r"\w+",
    "kite rope wind boat lamp tide harbour lantern quince almanac sail net river stone ladder "
    "slow wide narrow bright quiet steady loose sudden early late hold carry turn light measure "
    "compare explain reduce follow the a of with in and each every under between after before",
)


def invented(seed: int) -> list[str]:
    """The lines of one made-up review: header, title, paragraphs, list, link; about 3 kB."""
    dice = random.Random(seed)

    def sentence(words: int) -> str:
        return " ".join(dice.choices(_WORDS, k=words)).capitalize() + "."

    title = " ".join(word.capitalize() for word in dice.choices(_WORDS[:20], k=5)) + f" {seed}"
    lines = [f"Nora's Daily Paper - {_day(seed)}", title, ""]
    for _ in range(dice.randint(4, 9)):
        lines += [" ".join(sentence(dice.randint(8, 25)) for _ in range(4)), ""]
    lines += ["Key findings:", *(f"- {sentence(9)}" for _ in range(4)), ""]
    return [*lines, f"<https://arxiv.org/abs/{_arxiv_id(seed)}>", ""]


def varied(review: Sequence[str], seed: int) -> list[str]:
    """A review again under another day, id and title, its words stirred a little."""
    text = "\n".join(review)
    text = re.sub(r"\b\d{2}\.\d{2}\.\d{2}(?:\d{2})?\b", _day(seed), text)
    text = re.sub(r"\b\d{4}\.\d{4,5}\b", _arxiv_id(seed), text)
    return [*text.split("\n"), ""]


def archive(size: int, like: Path | None = None) -> Iterator[str]:
    """Lines of an archive of `size` bytes."""
    models = _reviews(like) if like else []
    written = seed = 0
    while written < size:
        lines = varied(models[seed % len(models)], seed) if models else invented(seed)
        seed += 1
        for line in lines:
            written += len(line.encode()) + 1
            yield line


def _reviews(path: Path) -> list[list[str]]:
    from ingest.archive.parse import parse_archive
    from ingest.read import decode, read_file

    raw = decode(path.name, read_file(path))
    sources = parse_archive(raw, {}).sources
    return [list(raw.lines[s.spans[0][0] - 1 : s.spans[-1][1]]) for s in sources]


def _day(seed: int) -> str:
    return f"{seed % 28 + 1:02d}.{seed // 28 % 12 + 1:02d}.{seed // 336 % 90 + 10:02d}"


def _arxiv_id(seed: int) -> str:
    return f"{seed // 99_999 % 90 + 15:02d}{seed % 12 + 1:02d}.{seed % 99_999 + 1:05d}"


def measure(path: Path) -> dict[str, Any]:
    """Read and merge one stored archive in this process: CPU seconds, reviews, memory in bytes."""
    from ingest.archive.parse import parse_archive
    from ingest.merge import merge_works
    from ingest.read import decode
    from ingest.texts import fetch_text

    before = _memory("VmHWM")
    began = process_time()
    document = parse_archive(decode("archive.txt", fetch_text(path.parent, path.name)), {})
    parsed = process_time()
    works = merge_works([document])
    return {
        "mb": path.stat().st_size / MB,
        "parse_s": parsed - began,
        "merge_s": process_time() - parsed,
        "held": _memory("VmHWM") - before,
        "sources": len(document.sources),
        "works": len(works),
    }


def measure_parser(path: Path) -> dict[str, Any]:
    """Read one stored archive and let each review go: memory in bytes at the most."""
    from ingest.archive.borders import find_layout
    from ingest.archive.headers import find_headers
    from ingest.archive.parse import read_reviews
    from ingest.merge import merge_works  # noqa: F401 - loaded in both measurements
    from ingest.read import decode
    from ingest.texts import fetch_text

    before = _memory("VmHWM")
    with _sampled() as own:
        raw = decode("archive.txt", fetch_text(path.parent, path.name))
        layout = find_layout(raw.lines, find_headers(raw.lines))
        sources = sum(1 for _ in read_reviews(raw, layout.pieces))
    return {"own": own[1] - own[0], "needed": _memory("VmHWM") - before, "sources": sources}


@contextmanager
def _sampled() -> Iterator[list[int]]:
    """Anonymous memory in bytes: before, and the most there was while within."""
    seen, done = [_memory("RssAnon")] * 2, Event()

    def look() -> None:
        while not done.wait(_LOOK_S):
            seen[1] = max(seen[1], _memory("RssAnon"))

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def _memory(kind: str) -> int:
    """This process's memory in bytes: its own now ("RssAnon"), or most of all kinds ("VmHWM").

    From Linux, which counts kB; the `ru_maxrss` of a child begins at its parent's.
    """
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.findall(rf"^{kind}:\s+(\d+) kB", status, re.MULTILINE)[0]) * 1024


def bench(
    mb: Annotated[list[int] | None, typer.Option(help="A size in MB; may be repeated.")] = None,
    like: Annotated[Path | None, typer.Option(help="An archive to repeat and vary.")] = None,
    one: Annotated[Path | None, typer.Option(hidden=True)] = None,
    parser: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Measure each size in processes of its own; print time as ratios and memory in MB."""
    if one is not None:
        found = measure_parser(one) if parser else measure(one)
        sys.stdout.write(json.dumps(found) + "\n")
        return
    rows = [_measured_apart(size, like) for size in sorted(mb or SIZES)]
    sys.stdout.write(
        "                  time (first = 1.00)   memory in MB: parser    library\n"
        "    MB  reviews   parse/MB   merge/MB       own    with pages  of records\n"
    )
    for row in rows:
        ratios = [_per_mb(row, key) / _per_mb(rows[0], key) for key in ("parse_s", "merge_s")]
        time = "  ".join(f"{ratio:9.2f}" for ratio in ratios)
        memory = "  ".join(f"{row[key] / MB:10.1f}" for key in ("own", "needed", "held"))
        sys.stdout.write(f"{row['mb']:6.0f}  {row['sources']:7d}  {time}  {memory}\n")
    last = rows[-1]
    sys.stdout.write(
        f"at {last['mb']:.0f} MB: {last['parse_s']:.1f} s of CPU to parse, {last['merge_s']:.1f} s "
        "to merge\n"
    )


def _per_mb(row: dict[str, Any], key: str) -> float:
    return max(float(row[key]) / float(row["mb"]), 1e-9)


def _measured_apart(size: int, like: Path | None) -> dict[str, Any]:
    from ingest.texts import keep_text

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.txt"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in archive(size * MB, like))
        stored = Path(folder) / keep_text(Path(folder), path.read_bytes())
        command = [sys.executable, "-m", "evals.bench_ingest", "--one", str(stored)]
        found: dict[str, Any] = {}
        for extra in (["--parser"], []):
            done = subprocess.run([*command, *extra], check=True, capture_output=True, text=True)
            found |= json.loads(done.stdout)
    return found


if __name__ == "__main__":
    typer.run(bench)
