"""In: a query or a file of them; out: `litmus search` and `litmus doctor`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.catalogue import ranking_row
from app.commands.options import HomeOption, JsonOption, print_json
from app.home import find_home
from index.ranking import Hit, Ranking
from ingest.errors import UsageError

if TYPE_CHECKING:
    from index.explain import Explanation, Reason


def search(
    query: Annotated[str | None, typer.Argument(help="A question or a few words.")] = None,
    k: Annotated[int | None, typer.Option("-k", min=1, help="How many works.")] = None,
    queries: Annotated[
        Path | None, typer.Option(help='JSON Lines, one {"_id", "text"} a line.')
    ] = None,
    run: Annotated[Path | None, typer.Option(help="Where the TREC run of a batch goes.")] = None,
    explained: Annotated[
        bool, typer.Option("--explain", help="Say why: matched terms, ranks without a ranker.")
    ] = False,
    unfiltered: Annotated[
        bool, typer.Option("--no-filters", help="Let no filter be read from the query.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rank works for a query, with their best passages and how each ranker saw them."""
    if (query is None) == (queries is None) or (queries is None) != (run is None):
        raise UsageError("give one query, or --queries FILE.jsonl together with --run FILE.trec")
    if queries is not None and run is not None:
        _batch(find_home(home), queries, run, k or 100, as_json)
    else:
        _single(find_home(home), query or "", k or 10, explained, unfiltered, as_json)


def _single(
    home: Path, query: str, k: int, explained: bool, unfiltered: bool, as_json: bool
) -> None:
    from index.explain import explain
    from index.search import AUTO, open_searcher

    searcher, filters = open_searcher(home), None if unfiltered else AUTO
    why = explain(searcher, query, k, filters=filters) if explained else None
    ranking = why.ranking if why else searcher.search(query, k, filters=filters)
    if as_json:
        shown = ranking_row(ranking)
        if why:
            shown["explain"] = why.model_dump(mode="json", exclude={"ranking"})
        print_json(shown)
    else:
        _print(ranking, why, {work.paper_id: work.name for work in searcher.index.works})


def _print(ranking: Ranking, why: "Explanation | None", names: Mapping[str, str]) -> None:
    if ranking.filters:
        typer.echo(f"only: {ranking.filters.shown} (--no-filters searches all)")
    if ranking.unmet:
        typer.echo(f"no work passes: {ranking.unmet.shown}; all works were searched")
    if ranking.doubted:
        typer.echo(f"not only: {ranking.doubted.shown}; a work outside fits better")
    if ranking.read_as:
        typer.echo(f"read as: {ranking.read_as}")
    for number, hit in enumerate(ranking.hits):
        typer.echo(f"{hit.rank:>3}  {hit.score:.3f}  {names[hit.paper_id]}  [{hit.paper_id}]")
        typer.echo(f"     {_seen(hit)}")
        for passage in hit.passages[:1]:
            text = " ".join(passage.text.split())
            place = f"{passage.source_id}, lines {passage.start_line}-{passage.end_line}"
            typer.echo(f"     {place}: {text[:160]}{'…' if len(text) > 160 else ''}")
        if why:
            _print_reason(why.reasons[number])


def _print_reason(reason: "Reason") -> None:
    matched = ", ".join(f"{match.term} {match.score:.2f}" for match in reason.matched)
    typer.echo(f"     matched: {matched or 'no word'}")
    without = (f"{ranker} rank {rank or '-'}" for ranker, rank in reason.without.items())
    typer.echo(f"     without {', without '.join(without)}")


def _seen(hit: Hit) -> str:
    return "   ".join(f"{n} rank {v.rank} ({v.score:.3f})" for n, v in sorted(hit.rankers.items()))


def _batch(home: Path, queries: Path, run: Path, k: int, as_json: bool) -> None:
    from index.batch import read_queries, run_batch
    from index.search import open_searcher

    asked = read_queries(queries)
    summary = run_batch(open_searcher(home), asked, run, k)
    if as_json:
        print_json(summary.model_dump())
    else:
        typer.echo(
            f"{summary.queries} queries, p50 {summary.p50_ms:.1f} ms, p99 {summary.p99_ms:.1f} ms,"
            f" {summary.total_s:.1f} s in all; run in {run}"
        )


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command(epilog="Example: litmus search 'attention over long inputs' -k 5")(search)
