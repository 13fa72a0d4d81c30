import pytest

from index.explain import explain
from index.filters import Filters
from index.search import Searcher
from index.settings import SearchSettings


def test_a_hit_has_its_terms_and_its_rank_without_each_ranker(searcher: Searcher) -> None:
    found = explain(searcher, "prey of an owl", 2)
    first = found.reasons[0]
    assert first.paper_id == found.ranking.hits[0].paper_id == "b-owls"
    assert {match.term for match in first.matched} == {"prey", "owl"}
    assert first.without == {"dense": 1, "lexical": 1}
    assert found.without == {"dense": ("b-owls", "c-violins"), "lexical": ("b-owls", "c-violins")}
    assert found.reasons[1].matched == ()


def test_what_a_ranker_alone_does_not_find_has_no_rank_there(searcher: Searcher) -> None:
    once = SearchSettings(feedback_works=0)
    found = explain(Searcher(searcher.index, searcher.embedder, once), "harbour", 3)
    ranks = {reason.paper_id: reason.without["dense"] for reason in found.reasons}
    assert ranks["a-kettles"] == 1
    assert ranks["b-owls"] is None


def test_terms_add_up_to_the_lexical_score(searcher: Searcher) -> None:
    found = explain(searcher, "kettle harbour", 3)
    hit, reason = found.ranking.hits[0], found.reasons[0]
    total = sum(match.score for match in reason.matched)
    assert total == pytest.approx(hit.rankers["lexical"].score, abs=1e-3)


def test_filters_limit_and_can_be_taken_off(searcher: Searcher) -> None:
    asked = "owl papers reviewed on 2 November 2024"
    found = searcher.search(asked)
    assert [hit.paper_id for hit in found.hits] == ["b-owls"]
    assert found.filters.shown == "2024-11-02"
    assert (found.read_as, found.subject) == ("owl", "owl")
    assert len(searcher.search(asked, filters=None).hits) == 3
    only = Filters(reviewers=("Nobody",))
    assert searcher.search("owl", filters=only).hits == ()
    assert len(searcher.search("owl papers reviewed on 3 November 2024").hits) == 3


def test_filters_are_settled_once_for_the_orders_without_each_ranker(searcher: Searcher) -> None:
    doubted = explain(searcher, "how is a violin tuned in papers covered in November 2024?", 3)
    assert doubted.ranking.doubted
    assert set(doubted.without["lexical"]) >= {"c-violins", "b-owls"}
    held = explain(searcher, "papers on an owl by a harbour covered in November 2024", 3)
    assert held.ranking.filters
    assert held.without["dense"] == held.without["lexical"] == ("b-owls",)


def test_a_searcher_can_be_kept_within_some_works(searcher: Searcher) -> None:
    asked = "owls"
    every = [hit.paper_id for hit in searcher.search(asked).hits]
    assert len(every) == 3
    part = searcher.within(every[1:2])
    assert [hit.paper_id for hit in part.search(asked, history=["owls"]).hits] == every[1:2]
    assert [hit.paper_id for hit in searcher.search(asked).hits] == every
