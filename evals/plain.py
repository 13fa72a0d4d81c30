"""In: a home with documents and cards; out: how the dev half is found where nobody wrote a card.

Run as `python -m evals.plain`. What is good for a foreign collection is to be chosen here, not on
the collection that is reported: each work is one document in BEIR's form, once of its texts alone
and once of its card without the questions, so that no adapter, token, topic or link helps.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from app.home import find_home
from evals.beir import Passage
from evals.collection import open_collection
from evals.question_set import QuestionSet, golden
from evals.retrieval import Evaluation, evaluate
from evals.systems import open_system
from index.load import load_index
from ingest.card_sections import is_asked_as
from ingest.library import Library

KINDS = ("detail", "paraphrase", "many-work")
MEASURE = "nDCG@10"


def plain(library: Library, *, cards: bool) -> Iterator[Passage]:
    """The works as documents: of the cards without their questions, or of all other texts."""
    for work in library.works:
        told = [library.sources[name] for name in work.sources]
        blocks = [b for s in told if (s.card is not None) is cards for b in s.blocks]
        said = [b.reading for b in blocks if not is_asked_as(b.section)]
        if said:
            facts = {"_id": work.paper_id, "title": work.title or "", "text": "\n".join(said)}
            yield Passage.model_validate(facts)


def found(library: Library, asked: QuestionSet, *, cards: bool) -> Evaluation:
    """What Litmus finds in such a collection; a work that it lacks is not found."""
    with TemporaryDirectory() as home:
        searcher = open_collection(Path(home), plain(library, cards=cards), "works.jsonl")
        system = open_system("litmus", searcher)
        return evaluate("litmus", system, asked.queries, asked.qrels)


def main() -> None:
    """Measure both collections on the dev half."""
    library, asked = load_index(find_home(None)).library, golden("dev")
    for cards in (False, True):
        means = found(library, asked, cards=cards).means
        kinds = ", ".join(f"{kind} {means[kind][MEASURE].value:.4f}" for kind in KINDS)
        typer.echo(f"{'cards' if cards else 'texts'}: {MEASURE} {kinds}")


if __name__ == "__main__":
    typer.run(main)
