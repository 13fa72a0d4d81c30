"""Invented texts in a small library, with a searcher to compute by hand."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from app.answering.reader import Reader
from app.answering.records import DemoEntry, NoDemo
from app.answering.settings import AppSettings
from app.answering.terms import subject_terms, terms
from index.filters import Filters
from index.ranking import Hit, HitPassage, RankerView, Ranking, Timings
from ingest.library import Library
from ingest.merge import merge_works
from ingest.records import Block, CardFields, Document, Mention, RawText, Source
from tests.app.word_embedder import WordEmbedder

REVIEW = """\
Rita's Paper Notes, 05.03.25: Quietnet: Pruning by Listening

Today we look at a paper about making networks smaller.

The paper prunes layers whose output barely differs from their input. \
Pruning removes up to 40% of the layers without retraining.

How is a layer chosen? The score of a layer is the cosine between its input and its output, \
averaged over 200 sentences.

The method has three steps:

- Run 200 sentences through the network.
- Score every layer by the cosine.
- Remove the layers with the highest score.

In my view the test set is too small to trust the speed figures.

Pruned models do not lose accuracy on short texts.

<https://arxiv.org/abs/2401.00001>
"""
CARD = """\
---
id: "2401.00001"
sources:
  - {document: notes, date: 2025-03-05, reviewer: Rita}
---
## In plain words
Quietnet throws away the layers of a network that change little.

## Findings
- Paper: up to 45% of the layers can be removed without retraining.

## Limits and doubts
- Reviewer: the test set is small.

## Asked as
- Which floors of the tower can I knock out?
"""
GARDEN = """\
Omar's Paper Notes, 09.04.25: Model Gardens and How They Grow

Model gardens train many small models side by side and keep the fittest. \
A garden of 12 models beats one large model on weather data.

Growing costs twice the memory of a single run.

<https://arxiv.org/abs/2401.00002>
"""
THREAD = """\
Tess's thread, 10.12.24: Model Gardens and How They Grow

A garden of 12 models is a joy.

<https://arxiv.org/abs/2401.00002>
"""


TITLES = {
    "2401.00001": "Quietnet: Pruning by Listening",
    "2401.00002": "Model Gardens and How They Grow",
}
"""What a card is on, by its id."""


def parsed(text: str, file: str) -> tuple[Document, tuple[str, ...]]:
    """A document with one source, its paragraphs and items as blocks, and its lines."""
    lines = tuple(text.removesuffix("\n").split("\n"))
    card = file.endswith(".md")
    blocks, section = [], None
    front = lines.index("---", 1) + 1 if card else 1
    for number, line in enumerate(lines[front:], front + 1):
        if line.startswith("## "):
            section = line[3:]
        elif line.strip() and not line.startswith("<"):
            kind = "item" if line.startswith("- ") else "paragraph"
            voice = "reviewer" if "my view" in line or "Reviewer:" in line else "paper"
            blocks.append(
                Block(kind=kind, voice=voice, text=line, lines=(number,), section=section)
            )
    header = "" if card else lines[0]
    arxiv_id = "2401.00002" if "2401.00002" in text else "2401.00001"
    title = header.split(": ", 1)[1] if header else TITLES[arxiv_id]
    day = {"05.03.25": "2025-03-05", "09.04.25": "2025-04-09", "10.12.24": "2024-12-10"}
    printed = next((d for d in day if d in header), None)
    source = Source(
        source_id=f"card:{PurePath(file).stem}" if card else f"{PurePath(file).stem}:1",
        type="card" if card else "thread" if file.startswith("thread") else "review",
        file=file,
        spans=((1, len(lines)),),
        header=header or None,
        date=day[printed] if printed else None,
        date_printed=printed,
        reviewers=(header.split("'")[0],) if header else (),
        title=title,
        title_printed=title,
        links=() if card else (f"https://arxiv.org/abs/{arxiv_id}",),
        arxiv_id=arxiv_id,
        blocks=tuple(blocks),
        card=CardFields(
            paper_id=arxiv_id,
            aliases=("QN",),
            mentions=(Mention(document="notes", date="2025-03-05", reviewer="Rita"),),
        )
        if card
        else None,
    )
    raw = RawText(file=file, sha256=file, encoding="utf-8", lines=lines)
    document = Document(
        file=file,
        sha256=raw.sha256,
        type=source.type,
        encoding="utf-8",
        line_count=len(lines),
        sources=(source,),
    )
    return document, lines


class WordSearcher:
    """Ranks works by the cosine of their best paragraph; no index, no model."""

    def __init__(self, library: Library) -> None:
        self.embedder = WordEmbedder()
        self._library = library

    def within(self, paper_ids: Iterable[str]) -> "WordSearcher":
        works = tuple(self._library.works_by_id[paper_id] for paper_id in paper_ids)
        return WordSearcher(self._library.model_copy(update={"works": works}))

    def matched(self, query: str, paper_ids: Sequence[str]) -> float:
        """The share of a query's words that some works have: tokens match if they are the same."""
        works = [self._library.works_by_id[paper_id] for paper_id in paper_ids]
        sources = [self._library.sources[name] for work in works for name in work.sources]
        texts = [*(w.name for w in works), *(b.text for s in sources for b in s.blocks)]
        said = {term for text in texts for term in terms(text)}
        asked = subject_terms(query)
        return sum(term in said for term in asked) / max(1, len(asked))

    def meant(self, question: str, hits: Sequence[Hit]) -> None:
        """No reading list: none is kept for two works."""

    def search(
        self,
        query: str,
        k: int = 10,
        history: Sequence[str] = (),
        filters: Filters | str | None = None,
    ) -> Ranking:
        """Half of the turn before counts where there is one; given filters hold."""
        asked = self.embedder.encode_query(query)
        if history:
            asked = asked + 0.5 * self.embedder.encode_query(history[-1])
        rows = []
        for work in self._library.works:
            if isinstance(filters, Filters) and not filters.passes(work, lambda: self._library):
                continue
            passages = [
                HitPassage(
                    source_id=source_id,
                    start_line=block.lines[0],
                    end_line=block.lines[-1],
                    text=block.text,
                    score=float(self.embedder.encode_query(f"{work.name} {block.text}") @ asked),
                )
                for source_id in work.sources
                for block in self._library.sources[source_id].blocks
            ]
            passages.sort(key=lambda passage: -passage.score)
            rows.append((passages[0].score, work, tuple(passages[:3])))
        rows.sort(key=lambda row: (-row[0], row[1].paper_id))
        hits = tuple(
            Hit(
                rank=rank,
                paper_id=work.paper_id,
                title=work.title,
                score=score,
                rankers={"dense": RankerView(rank=rank, score=score)},
                passages=passages,
            )
            for rank, (score, work, passages) in enumerate(rows[:k], 1)
        )
        timings = Timings(embed=0.0, retrieve=0.0, total=0.0)
        return Ranking(query=query, hits=hits, timings_ms=timings)


def demo_for(paper_id: str) -> DemoEntry | NoDemo:
    if paper_id != "2401.00001":
        return NoDemo(paper_id=paper_id, reason="not testable on one machine")
    claim = "Removing the layers nearest to the identity hurts least."
    command = "litmus demo run quietnet"
    return DemoEntry(
        paper_id=paper_id, id="quietnet", verdict="confirmed", claim=claim, command=command
    )


TEXTS = {"notes.txt": REVIEW, "quietnet.md": CARD, "garden.txt": GARDEN}


def make_reader(texts: Mapping[str, str] = TEXTS, **settings: float) -> Reader:
    """A reader over two reviews and one card, or over other texts by file name."""
    made = {file: parsed(text, file) for file, text in texts.items()}
    documents = tuple(document for document, _ in made.values())
    library = Library(documents=documents, works=merge_works(documents))
    return Reader(
        searcher=WordSearcher(library),  # type: ignore[arg-type]
        library=library,
        lines_of=lambda file: made[file][1],
        demo_for=demo_for,
        settings=AppSettings(**settings),
    )
