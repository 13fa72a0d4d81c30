import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from index.embed import open_embedder
from index.filters import Filters
from index.load import load_index
from index.publish import publish
from index.search import Searcher, open_searcher
from index.settings import DEFAULT_MODEL, BuildSettings, SearchSettings
from ingest.errors import StateError, UsageError
from ingest.records import Relation
from tests.index.invented import CountingEmbedder, library, paragraph, review, small_library, work

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    publish(home, small_library(), BuildSettings(), CountingEmbedder())
    return home


@pytest.fixture(scope="module")
def searcher(home: Path) -> Searcher:
    return Searcher(load_index(home), CountingEmbedder())


@pytest.mark.parametrize(
    ("query", "best"),
    [("owl", "b-owls"), ("KETTLE harbour", "a-kettles"), ("tune a violin", "c-violins")],
)
def test_the_obvious_work_comes_first(searcher: Searcher, query: str, best: str) -> None:
    assert searcher.search(query).hits[0].paper_id == best


def test_a_hit_says_how_each_ranker_saw_it_and_where_its_passages_stand(
    searcher: Searcher,
) -> None:
    hit = searcher.search("owl").hits[0]
    assert (hit.rank, hit.title) == (1, "Owl Networks")
    assert set(hit.rankers) == {"dense", "lexical"}
    assert hit.rankers["dense"].rank == hit.rankers["lexical"].rank == 1
    (passage,) = hit.passages
    assert (passage.source_id, passage.start_line, passage.end_line) == ("owls:1", 1, 3)
    assert passage.text.startswith("Owl Networks\nThe owl net hears")


def test_a_ranker_that_did_not_find_a_work_is_left_out(searcher: Searcher) -> None:
    hits = {hit.paper_id: hit for hit in searcher.search("owl").hits}
    assert set(hits["a-kettles"].rankers) == {"dense"}


def test_a_day_or_a_person_finds_the_work_by_words(searcher: Searcher) -> None:
    hits = searcher.search("2 November 2024").hits
    assert [hit.paper_id for hit in hits if "lexical" in hit.rankers] == ["b-owls"]


def test_the_answer_is_written_as_the_contract_says(searcher: Searcher) -> None:
    found = searcher.search("owl", 2).model_dump()
    assert list(found) == [
        "query",
        "hits",
        "timings_ms",
        "filters",
        "subject",
        "read_as",
        "unmet",
        "doubted",
    ]
    assert list(found["hits"][0]) == ["rank", "paper_id", "title", "score", "rankers", "passages"]
    assert list(found["timings_ms"]) == ["embed", "retrieve", "total"]
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]


def test_filters_that_no_work_passes_are_told_and_do_not_hold(searcher: Searcher) -> None:
    found = searcher.search("owls reviewed in July 2031", 5)
    assert found.filters == Filters()
    assert found.unmet.since == date(2031, 7, 1)
    assert found.hits == searcher.search("owls reviewed in July 2031", 5, filters=None).hits
    assert not searcher.search("owls", 5).unmet


@pytest.mark.parametrize(
    ("query", "stated"),
    [
        ("what does the review say of the kettle drum of November 2024?", date(2024, 11, 1)),
        ("how is a violin tuned in the papers covered in November 2024?", date(2024, 11, 1)),
    ],
)
def test_a_filter_that_loses_the_work_meant_is_told_and_does_not_hold(
    searcher: Searcher, query: str, stated: date
) -> None:
    found = searcher.search(query, 3)
    assert found.doubted.since == stated
    assert not found.filters
    assert found.hits[0].paper_id == "c-violins"
    assert found.hits == searcher.search(query, 3, filters=None).hits


def test_a_filter_holds_where_a_work_that_passes_fits_or_it_was_given(searcher: Searcher) -> None:
    fits = searcher.search("papers on prey in snow covered in November 2024", 3)
    assert [hit.paper_id for hit in fits.hits] == ["b-owls"]
    assert not fits.doubted
    given = Filters(since=date(2024, 11, 1), until=date(2024, 11, 30))
    assert [h.paper_id for h in searcher.search("a violin", 3, filters=given).hits] == ["b-owls"]
    sure = Searcher(searcher.index, searcher.embedder, SearchSettings(filter_margin=1.0))
    assert sure.search("how is a violin tuned in the papers covered in November 2024?").filters


def test_links_and_topics_raise_kin_where_several_works_are_asked_for(tmp_path: Path) -> None:
    kin = Relation(paper_id="best", relation="same idea elsewhere")
    names = {"best": "An owl.", "kin": "A kettle.", "other": "A kettle.", "far": "Snow."}
    pairs = [
        (work(name, None, f"{name}:1"), review(f"{name}:1", paragraph(text, 1)))
        for name, text in names.items()
    ]
    linked = [
        (one.model_copy(update={"see_also": (kin,)}) if one.paper_id == "other" else one, told)
        for one, told in pairs
    ]
    publish(tmp_path, library(*linked), BuildSettings(), CountingEmbedder())
    searcher = Searcher(load_index(tmp_path), CountingEmbedder(), SearchSettings(kin_works=1))
    one, many = (searcher.search(text, 4).hits for text in ("an owl", "which papers on an owl"))
    assert [hit.paper_id for hit in one] == ["best", "kin", "other", "far"]
    assert [hit.paper_id for hit in many] == ["best", "other", "kin", "far"]
    # behind the works that are held, a question is taken for one after several
    held = SearchSettings(kin_works=1, held_works=1)
    others = Searcher(searcher.index, searcher.embedder, held).search("an owl", 4).hits
    assert [hit.paper_id for hit in others] == ["best", "other", "kin", "far"]
    assert sorted(others, key=lambda hit: -hit.score) == list(others)
    assert many[1].rankers["links"].rank == 1
    assert "links" not in many[0].rankers


def test_equal_scores_come_in_order_of_paper_id(tmp_path: Path) -> None:
    twins = [
        (work(name, None, f"{name}:1"), review(f"{name}:1", paragraph("An owl.", 1)))
        for name in ("z", "x", "y")
    ]
    publish(tmp_path, library(*twins), BuildSettings(), CountingEmbedder())
    hits = Searcher(load_index(tmp_path), CountingEmbedder()).search("owl").hits
    assert [hit.paper_id for hit in hits] == ["x", "y", "z"]


@pytest.mark.parametrize(
    "query", ["snow", "zyzzyva " * 2000, "\u05e9\u05dc\u05d2?", "?!", "\x00\n"]
)
def test_odd_queries_are_answered(searcher: Searcher, query: str) -> None:
    assert len(searcher.search(query, 2).hits) == 2


def test_a_real_model_answers_a_query_of_two_thousand_words() -> None:
    assert open_embedder(DEFAULT_MODEL).encode_query("why " * 2000).shape == (384,)


@pytest.mark.parametrize(("query", "k"), [("", 5), (" \n", 5), ("owl", 0)])
def test_a_query_for_nothing_is_a_usage_error(searcher: Searcher, query: str, k: int) -> None:
    with pytest.raises(UsageError):
        searcher.search(query, k)


def test_no_more_passages_are_shown_than_asked_for(home: Path) -> None:
    index = load_index(home)
    settings = SearchSettings(passages_per_work=1)
    for hit in Searcher(index, CountingEmbedder(), settings).search("snow owl kettle").hits:
        assert len(hit.passages) == 1


def test_an_index_is_not_searched_with_another_model(home: Path) -> None:
    with pytest.raises(StateError, match="made with counting, not with all-MiniLM-L6-v2"):
        open_searcher(home, BuildSettings(model=DEFAULT_MODEL))


def test_searching_needs_no_heavy_library() -> None:
    code = "import sys, index.search, index.batch, index.bert; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"index.search", "numpy"} <= loaded
    assert not loaded & {
        "torch",
        "sentence_transformers",
        "transformers",
        "llama_index",
        "bm25s",
        "scipy",
        "streamlit",
        "onnx",
        "onnxruntime",
    }
