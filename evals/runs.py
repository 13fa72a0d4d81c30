"""In: ranked lists or a TREC file; out: a run, `query id -> document id -> score`."""

from pathlib import Path

from ingest.errors import InputError

Run = dict[str, dict[str, float]]


def read_run(path: Path) -> Run:
    """Read `qid Q0 docid rank score tag` lines. Raises InputError naming the line that is not."""
    run: Run = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as exc:
        raise InputError(str(path), f"cannot be read ({exc.strerror})", "check the path") from exc
    for number, line in enumerate(lines, 1):
        cells = line.split()
        if not cells:
            continue
        try:
            query, _, document, _, score, _ = cells
            run.setdefault(query, {})[document] = float(score)
        except ValueError as exc:
            remedy = "write `qid Q0 docid rank score tag`"
            raise InputError(str(path), "not a line of a run", remedy, number) from exc
    return run


def write_run(path: Path, run: Run, tag: str) -> None:
    """Write a run as TREC lines, best first, ties by document id."""
    path.write_text(trec(run, tag), "utf-8")


def trec(run: Run, tag: str) -> str:
    """A run as TREC lines, best first, ties by document id."""
    out = []
    for query, scores in run.items():
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        for rank, (document, score) in enumerate(ranked, 1):
            out.append(f"{query} Q0 {document} {rank} {score:.6f} {tag}\n")
    return "".join(out)
