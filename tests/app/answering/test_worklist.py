"""Which works are listed: those whose tokens match and whose reason shows why."""

from collections.abc import Sequence

import pytest

from app.answering.kinds import kind_of
from app.answering.question import understand
from app.answering.rank import Ranked, rank
from app.answering.worklist import worklist
from index.ranking import Hit, RankerView
from tests.app.invented import make_reader

READER = make_reader()
ASKED = understand(*(3 * ("Which papers train small models?",)), READER.names)


def hits(score: float = 0.8, **tokens: float) -> list[Hit]:
    """The hits of a question, alike but for how well their tokens match, by the end of their id."""
    found = READER.searcher.search(ASKED.text, 5).hits
    views = {h.paper_id: RankerView(rank=1, score=tokens[f"w{h.paper_id[-1]}"]) for h in found}
    return [
        hit.model_copy(update={"score": score, "rankers": {"tokens": views[hit.paper_id]}})
        for hit in found
    ]


def listed(found: Sequence[Hit], ranked: Ranked | None = None) -> list[str]:
    made = worklist(ASKED, ranked or rank(ASKED, found, READER.sentences), found)
    return [group.paper_id for group in made]


def test_a_work_whose_tokens_match_is_listed_and_one_whose_do_not_is_not() -> None:
    assert listed(hits(w1=0.2, w2=0.9)) == ["2401.00002"]
    assert listed(hits(0.0, w1=0.2, w2=0.2)) == []
    # where none reaches the floor, the best that comes near it
    assert listed(hits(0.1, w1=0.2, w2=0.35)) == ["2401.00002"]


def test_a_work_squarely_of_the_reading_lists_asked_for_is_listed_in_any_case() -> None:
    found = hits(0.0, w1=0.2, w2=0.2)
    assert listed(found) == []

    def of_list(score: float) -> list[Hit]:
        seen = {"tokens": RankerView(rank=1, score=0.2), "themes": RankerView(rank=1, score=score)}
        first = found[0].model_copy(update={"rankers": seen})
        return [first, *found[1:]]

    assert listed(of_list(0.97)) == [found[0].paper_id]
    assert listed(of_list(0.5)) == []


def test_topics_and_links_of_the_best_works_speak_for_a_work_where_there_are_any() -> None:
    found = hits(0.1, w1=0.4, w2=0.4)
    kin = {name: RankerView(rank=1, score=2.0) for name in ("topics", "links")}

    def akin(paper_id: str) -> list[Hit]:
        return [
            hit.model_copy(update={"rankers": hit.rankers | kin})
            if hit.paper_id == paper_id
            else hit
            for hit in found
        ]

    assert listed(found) == ["2401.00002"]
    assert listed(akin("2401.00002")) == ["2401.00002"]
    # another has both now, so that this one lacks them
    assert listed(akin("2401.00001")) == []


def test_a_reason_that_shows_nothing_of_the_question_names_no_work() -> None:
    # of works without a reason nothing is said, however well they match
    found = hits(w1=1.0, w2=1.0)
    ranked = rank(ASKED, found, READER.sentences)
    mute = Ranked(
        tuple(s for s in ranked.sentences if s.lexical < 0.15 and s.dense < 0.35), ranked.vectors
    )
    assert "2401.00002" in listed(found, ranked)
    assert listed(found, mute) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who uses tree search to grade answers?", "list"),
        ("which authors borrow from physics?", "list"),
        ("more than a word at a time - who speeds up writing?", "list"),
        ("systems that look things up", "list"),
        ("who won the tournament?", "person"),
        ("who reviewed it?", "person"),
        ("how do systems that look things up work?", "open"),
    ],
)
def test_who_does_something_asks_for_works_and_who_did_it_for_a_name(text: str, kind: str) -> None:
    assert kind_of(text) == kind
