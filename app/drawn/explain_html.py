"""In: why works are ranked as they are; out: HTML of it: ranks, terms, passages, what-ifs."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from app.drawn.markup import label_of, lines, plain, table, tags
from index.explain import Explanation, Reason
from index.ranking import Hit
from ingest.library import Library

RANKERS = {
    "dense": "Meaning",
    "lexical": "Words",
    "tokens": "Word by word",
    "topics": "Topics",
    "links": "Links",
    "themes": "Reading lists",
}
LEGEND = (
    "Meaning, words and their likes: the rank that each ranker alone gives the work, with its "
    "score, and below it the work's rank if that ranker were left out. Word by word sets each word "
    "against the likest one of each of the best works; topics are those of the very best, reading "
    "lists those that are asked for in such words. Open a title for the terms it shares with the "
    "question and its best passage."
)


def explained(found: Explanation, library: Library, grades: Mapping[str, int], most: int) -> str:
    """The first works with what each ranker makes of them; `grades` are judgements, 0 is none."""
    reasons = {reason.paper_id: reason for reason in found.reasons}
    used = [name for name in RANKERS if any(name in hit.rankers for hit in found.ranking.hits)]
    rows = [
        _row(hit, reasons[hit.paper_id], library, grades.get(hit.paper_id, 0), used)
        for hit in found.ranking.hits[:most]
    ]
    return table(("#", "Work", "Score", *(RANKERS[name] for name in used)), rows, "lt-why")


def read_as(found: Explanation) -> str:
    """What was made of the question before it was looked for; empty where it stayed as it was."""
    said = []
    if found.mended:
        said.append("mended: " + ", ".join(f"{a} → {b}" for a, b in found.mended.items()))
    if found.added:
        said.append("also looked for: " + ", ".join(found.added))
    if found.ranking.filters:
        kept = found.ranking.filters.model_dump(mode="json", exclude_defaults=True)
        said.append("read as filters: " + ", ".join(f"{k} {_value(v)}" for k, v in kept.items()))
    if found.ranking.unmet:
        said.append(f"no work passes {found.ranking.unmet.shown}, so all were searched")
    if found.ranking.doubted:
        said.append(f"not limited to {found.ranking.doubted.shown}: a work outside fits better")
    return plain("; ".join(said))


def missed(found: Explanation, library: Library, grades: Mapping[str, int], most: int) -> str:
    """The relevant works that are not among the first ones, with their ranks, in a sentence."""
    ranks = {hit.paper_id: hit.rank for hit in found.ranking.hits}
    said = []
    for work, grade in grades.items():
        if grade > 0 and ranks.get(work, most + 1) > most:
            at = f"at rank {ranks[work]}" if work in ranks else f"not in the first {len(ranks)}"
            said.append(f"{_name(library, work)} ({at})")
    return plain("Judged relevant and further down: " + "; ".join(said)) if said else ""


def _row(hit: Hit, reason: Reason, library: Library, grade: int, used: Iterable[str]) -> str:
    mark = label_of("Relevant", "good") if grade > 0 else ""
    title = (
        f"<details><summary>{plain(hit.title or hit.paper_id)} {mark}</summary>"
        f"{_terms(reason)}{_passages(hit, library)}"
        f'<a class="lt-link" href="paper?id={plain(quote(hit.paper_id))}" target="_blank">'
        "Open its page</a></details>"
    )
    views = "".join(f'<td class="lt-num">{_view(hit, reason, ranker)}</td>' for ranker in used)
    return (
        f'<tr><td class="lt-num">{hit.rank}</td><td>{title}</td>'
        f'<td class="lt-num">{hit.score:.3f}</td>{views}</tr>'
    )


def _view(hit: Hit, reason: Reason, ranker: str) -> str:
    """Where a ranker alone puts a work, and below it where the others would without it."""
    view = hit.rankers.get(ranker)
    alone = f'{view.rank} <span class="lt-soft">({view.score:.2f})</span>' if view else "–"
    if ranker not in reason.without:
        return alone
    moved = _moved(hit.rank, reason.without[ranker])
    return f'{alone}<br><span class="lt-soft">without: {moved}</span>'


def _moved(rank: int, other: int | None) -> str:
    """A rank without a ranker, and how far it is from the one with all of them."""
    if other is None:
        return "not found"
    return str(other) if other == rank else f"{other} ({'↑' if other < rank else '↓'})"


def _terms(reason: Reason) -> str:
    if not reason.matched:
        return '<p class="lt-small">It shares no word with the question.</p>'
    shown = tags(f"{match.term} {match.score:.2f}" for match in reason.matched)
    return f'<p class="lt-small">Terms it shares with the question, and what each adds</p>{shown}'


def _passages(hit: Hit, library: Library) -> str:
    if not hit.passages:
        return ""
    best = hit.passages[0]
    source = library.sources.get(best.source_id)
    where = f"{source.file if source else best.source_id}, {lines(best.start_line, best.end_line)}"
    return (
        f'<p class="lt-small">Its best passage: {plain(where)}</p>'
        f'<blockquote class="lt-passage">{plain(best.text)}</blockquote>'
    )


def _name(library: Library, paper_id: str) -> str:
    work = library.works_by_id.get(paper_id)
    return work.name if work else paper_id


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
