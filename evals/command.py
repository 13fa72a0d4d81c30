"""In: BEIR and TREC files; out: `litmus eval retrieval` and `litmus eval compare`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import HomeOption, JsonOption, print_json
from app.home import DATA, find_home
from evals.beir import AUTHORS
from ingest.errors import UsageError

commands = typer.Typer(no_args_is_help=True, help="Measure retrieval and answers, offline.")

GOLDEN = DATA / "golden"
AuthorOption = Annotated[
    str | None,
    typer.Option(help=f"Only questions by this author: {', '.join(AUTHORS)}.", show_default=False),
]


@commands.callback()
def _eval() -> None:
    """Measure retrieval and answers, offline."""


@commands.command(epilog="Example: litmus eval retrieval --split dev --system bm25 --system litmus")
def retrieval(
    queries: Annotated[
        Path | None, typer.Option(help="BEIR queries; else ours, or those of the folder --corpus.")
    ] = None,
    qrels: Annotated[
        list[Path] | None, typer.Option(help="BEIR or TREC judgements; may be repeated.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="The half to ask: dev, test; or all, as without it.")
    ] = None,
    author: AuthorOption = None,
    corpus: Annotated[
        Path | None, typer.Option(help="A BEIR folder, or its corpus.jsonl, to search instead.")
    ] = None,
    system: Annotated[
        list[str] | None,
        typer.Option(help="bm25, dense, rrf, litmus; peers: llamaindex, llamaindex-fusion, txtai."),
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="Works a question.")] = 100,
    report: Annotated[
        Path | None, typer.Option(help="Write the report here, its plot and a table beside it.")
    ] = None,
    runs: Annotated[Path | None, typer.Option(help="Write each TREC run into this folder.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score systems on judged questions, by kind of question, with intervals and paired tests."""
    from evals.beir import beir_files
    from evals.judge import judge
    from evals.report import markdown, write_report
    from evals.runs import write_run

    folder = corpus if corpus is not None and corpus.is_dir() else None
    files = beir_files(folder or GOLDEN)
    corpus, queries = files.corpus if folder else corpus, queries or files.queries
    found = judge(find_home(home), queries, qrels or files.qrels, split, corpus, system, k, author)
    if runs is not None:
        runs.mkdir(parents=True, exist_ok=True)
        for evaluation in found:
            write_run(runs / f"{evaluation.system}.trec", evaluation.run, evaluation.system)
    text = markdown(found, " ".join(["litmus", *sys.argv[1:]]))
    if report is not None:
        write_report(report, text, found, queries)
    if as_json:
        print_json([evaluation.model_dump(mode="json", exclude={"run"}) for evaluation in found])
    else:
        typer.echo(text)


@commands.command(epilog="Example: litmus eval answers --split dev --report answers.md")
def answers(
    queries: Annotated[Path, typer.Option(help="Questions.")] = GOLDEN / "queries.jsonl",
    qrels: Annotated[
        list[Path] | None, typer.Option(help="BEIR or TREC judgements; may be repeated.")
    ] = None,
    split: Annotated[str, typer.Option(help="The half to ask: dev, test; or all.")] = "dev",
    author: AuthorOption = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only this kind of question; may be repeated.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the Markdown report here, its curve beside it.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score answers: citations against gold lines, key facts, refusals by kind, time."""
    from app.readers import open_reader
    from evals import answer_report
    from evals.answers import evaluate_answers
    from evals.beir import read_queries, select
    from evals.judge import read_all_qrels

    chosen = select(read_queries(queries), split, author)
    asked = [q for q in chosen if not kind or q.metadata.kind in kind]
    if not asked:
        which = f"the half {split!r}, that kind and that author"
        raise UsageError(f"{queries} has no question of {which}")
    judged = read_all_qrels(qrels or sorted((GOLDEN / "qrels").glob("*.tsv")))
    found = evaluate_answers(open_reader(find_home(home)), asked, judged)
    command = " ".join(["litmus", *sys.argv[1:]])
    if report is not None:
        answer_report.write_report(found, command, report)
    if as_json:
        print_json(answer_report.as_json(found))
    else:
        typer.echo(answer_report.markdown(found, command))


@commands.command(epilog="Example: litmus eval compare a.trec b.trec --qrels qrels.tsv")
def compare(
    a: Annotated[Path, typer.Argument(help="A TREC run.")],
    b: Annotated[Path, typer.Argument(help="Another TREC run.")],
    qrels: Annotated[list[Path], typer.Option(help="BEIR or TREC judgements.")],
    measure: Annotated[str, typer.Option(help="An ir_measures name.")] = "nDCG@10",
    as_json: JsonOption = False,
) -> None:
    """Compare two runs query by query: difference, p-value, questions won and lost."""
    from evals.compare import compare as compare_runs
    from evals.judge import read_all_qrels
    from evals.metrics import score_run
    from evals.runs import read_run

    judged = read_all_qrels(qrels)
    try:
        ours, theirs = (score_run(judged, read_run(run), [measure]) for run in (a, b))
    except (NameError, ValueError) as exc:
        raise UsageError(f"--measure {measure!r} is none of ir_measures' names") from exc
    found = compare_runs(ours, theirs, measure)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    typer.echo(f"{measure}: {found.mean_a:.4f} against {found.mean_b:.4f}")
    typer.echo(f"difference {found.difference:+.4f}, p = {found.p_value:.4f}")
    typer.echo(f"won {len(found.wins)}: {', '.join(found.wins[:20])}")
    typer.echo(f"lost {len(found.losses)}: {', '.join(found.losses[:20])}")
