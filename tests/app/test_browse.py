from app.browse import ALL, NONE, SORTS, Facets, table
from app.charts import map_of, timeline
from ingest.library import Library
from ingest.records import Block, Document, Source, Work

EVERYTHING = dict.fromkeys(("topic", "kind", "by", "month", "source", "demo"), ALL)


def _work(paper_id, title, topics, dates, reviewers, kind="method", sources=("s",)):
    return Work(
        paper_id=paper_id,
        title=title,
        arxiv_id=None,
        kind=kind,
        topics=topics,
        dates=dates,
        reviewers=reviewers,
        sources=sources,
    )


WORKS = (
    _work(
        "2507.16003", "Prompts as Patches", ("attention", "scaling-laws"), ("2025-03-02",), ("Ada",)
    ),
    _work(
        "tides", "Tidal Noise", ("diffusion-models",), ("2024-12-24", "2025-01-02"), ("Ada", "Bo")
    ),
    _work("undated", "A Survey of Surveys", (), (), (), "survey"),
)


def _facets():
    block = Block(kind="paragraph", voice="paper", text="x", lines=(1,))
    source = Source(
        source_id="s", type="review", file="f.txt", spans=((1, 1),), title=None, blocks=(block,)
    )
    document = Document(
        file="f.txt",
        sha256="0" * 64,
        type="review",
        encoding="utf-8",
        line_count=1,
        sources=(source,),
    )
    return Facets(Library(documents=(document,), works=WORKS))


def _ids(works):
    return [work.paper_id for work in works]


def test_works_have_all_chosen_values_and_all_words():
    facets = _facets()
    assert _ids(facets.found(EVERYTHING)) == ["2507.16003", "tides", "undated"]
    assert _ids(facets.found(EVERYTHING | {"by": "Ada", "month": "2024-12"})) == ["tides"]
    assert _ids(facets.found(EVERYTHING, "noise TIDAL")) == ["tides"]
    assert _ids(facets.found(EVERYTHING, "noise patches")) == []
    assert _ids(facets.found(EVERYTHING | {"by": "Bo"}, "patches")) == []


def test_works_are_sorted_with_the_undated_last():
    facets = _facets()
    by = {sort: _ids(facets.found(EVERYTHING, sort=sort)) for sort in SORTS}
    assert by["Newest first"] == ["2507.16003", "tides", "undated"]
    assert by["Oldest first"] == ["tides", "2507.16003", "undated"]
    assert by["Title"] == ["undated", "2507.16003", "tides"]


def test_a_facet_counts_what_the_other_facets_leave():
    facets = _facets()
    counts = facets.counts(EVERYTHING | {"by": "Bo"})
    assert counts["by"] == {"Ada": 2, "Bo": 1}
    assert counts["month"] == {"2025-01": 1, "2024-12": 1}
    assert counts["topic"] == {"diffusion-models": 1}
    gone = facets.counts(EVERYTHING | {"by": "Bo", "kind": "survey"})
    assert gone["by"] == {"Bo": 0}
    assert gone["kind"] == {"method": 1, "survey": 0}


def test_the_verdict_of_a_demo_is_a_facet():
    counts = _facets().counts(EVERYTHING)["demo"]
    assert counts[NONE] == 2
    assert sum(counts.values()) == 3
    (verdict,) = set(counts) - {NONE}
    (row,) = [row for row in table(_facets().library, WORKS) if row["Demo"]]
    assert row["Title"] == "Prompts as Patches"
    assert row["Demo"] == verdict


def test_the_timeline_has_a_cell_a_review_and_every_month():
    spec = timeline(WORKS)
    cells = [(row["id"], row["Month"], row["n"]) for row in spec["data"]["values"]]
    assert sorted(cells) == [
        ("2507.16003", "2025-03", 0),
        ("tides", "2024-12", 0),
        ("tides", "2025-01", 0),
    ]
    months = spec["encoding"]["x"]["scale"]["domain"]
    assert months == ["2024-12", "2025-01", "2025-02", "2025-03"]


def test_the_map_holds_the_works_that_have_a_place():
    spec = map_of(WORKS, {"tides": (0.5, -1.0)})
    (row,) = spec["data"]["values"]
    assert (row["id"], row["x"], row["y"], row["Area"]) == ("tides", 0.5, -1.0, "Generative models")
