import re

from app.drawn.explain_html import explained, missed, read_as
from index.explain import Explanation, Match, Reason
from index.filters import Filters
from index.ranking import Hit, HitPassage, RankerView, Ranking, Timings
from ingest.library import Library


def _hit(rank: int, paper_id: str) -> Hit:
    passage = HitPassage(
        source_id="s", start_line=3, end_line=4, text="<script>alert(1)</script>", score=1.0
    )
    return Hit(
        rank=rank,
        paper_id=paper_id,
        title=f"<b>{paper_id}</b>",
        score=1.0 / rank,
        rankers={
            "dense": RankerView(rank=5, score=0.25),
            "topics": RankerView(rank=9, score=0.5),
            **({"lexical": RankerView(rank=1, score=7)} if rank == 1 else {}),
        },
        passages=(passage,),
    )


def _found() -> Explanation:
    hits = tuple(_hit(rank, name) for rank, name in enumerate(("one", "two", "three"), 1))
    timings = Timings(embed=1, retrieve=1, total=2)
    reasons = tuple(
        Reason(
            paper_id=hit.paper_id,
            matched=(Match(term="fourier", score=3.2),) if hit.rank == 1 else (),
            without={"dense": None, "lexical": 1},
        )
        for hit in hits
    )
    return Explanation(
        ranking=Ranking(query="q", hits=hits, timings_ms=timings, filters=Filters()),
        mended={"furier": "fourier"},
        added=("<i>DFT",),
        reasons=reasons,
        without={},
    )


def test_a_row_says_ranks_scores_terms_passage_and_rank_without_each_ranker():
    shown = explained(_found(), Library(), {"two": 1}, 2)
    rows = re.findall(r"<tr><td.*?</tr>", shown)
    assert len(rows) == 2
    assert "fourier 3.20" in rows[0]
    assert "shares no word" in rows[1]
    assert "Relevant" not in rows[0]
    assert "Relevant" in rows[1]
    cells = re.findall(r'<td class="lt-num">(.*?)</td>', rows[1])
    text = [re.sub("<.*?>", "", cell) for cell in cells]
    assert text == ["2", "0.500", "5 (0.25)without: not found", "–without: 1 (↑)", "9 (0.50)"]
    heads = re.findall("<th>(.*?)</th>", shown.replace("<thead>", ""))
    assert heads == ["#", "Work", "Score", "Meaning", "Words", "Topics"]
    assert "lines 3–4" in rows[0]


def test_filters_that_no_work_passes_are_told():
    found = _found()
    unmet = found.ranking.model_copy(update={"unmet": Filters(reviewers=("Ada",))})
    assert "no work passes by Ada" in read_as(found.model_copy(update={"ranking": unmet}))
    assert "no work passes" not in read_as(found)
    doubted = found.ranking.model_copy(update={"doubted": Filters(reviewers=("Ada",))})
    told = read_as(found.model_copy(update={"ranking": doubted}))
    assert "not limited to by Ada: a work outside fits better" in told


def test_nothing_of_a_source_is_markup():
    shown = explained(_found(), Library(), {}, 3)
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<i>" not in read_as(_found())
    assert "furier → fourier" in read_as(_found())


def test_relevant_works_further_down_are_named():
    said = missed(_found(), Library(), {"one": 1, "three": 2, "four": 1, "five": 0}, 2)
    assert "three (at rank 3)" in said
    assert "four (not in the first 3)" in said
    assert "five" not in said
    assert missed(_found(), Library(), {"one": 1}, 2) == ""
