"""How well the tokens of sentences match a question, as ranking tells it."""

import pytest

from app.answering.question import understand
from app.answering.rank import rank
from tests.app.invented import make_reader
from tests.app.word_embedder import WordTokens

READER = make_reader()
READER.searcher.embedder = WordTokens()


def matches(text: str) -> dict[str, float]:
    question = understand(text, text, text, READER.names)
    hits = READER.searcher.search(text, 3).hits
    return {s.evidence.text: s.match for s in rank(question, hits, READER.sentences).sentences}


def test_a_work_is_asked_without_its_name() -> None:
    found = matches("Quietnet: pruning by listening: how many layers change little?")
    assert found["Quietnet throws away the layers of a network that change little."] == 1.0


def test_what_says_the_same_as_one_that_matches_is_echoed() -> None:
    text = "What share of the layers does Quietnet remove without loss?"
    question = understand(text, text, text, READER.names)
    found = rank(question, READER.searcher.search(text, 3).hits, READER.sentences).sentences
    matter = READER.sentences.matter(found[0].evidence.paper_id)
    place = {e.key: n for n, e in enumerate(matter.said)}
    own = [s for s in found if s.evidence.key in place]
    beyond = {place[s.evidence.key]: s.beyond for s in own}
    same, other = matter.likest.same(), matter.likest.place
    assert any(s.echoed > 0 for s in own)
    for s in own:
        n = place[s.evidence.key]
        assert s.echoed == pytest.approx(same[n] * beyond[int(other[n])], abs=1e-6)


def test_nothing_is_matched_where_works_are_listed() -> None:
    assert not any(matches("Which papers remove layers?").values())


def test_a_question_of_nothing_but_a_name_is_matched_by_that() -> None:
    assert any(matches("What is Quietnet?").values())


def test_what_describes_a_work_is_not_matched() -> None:
    change = "Quietnet throws away the layers of a network that change little."
    plain = "which layers change little?"
    assert matches(f"silent owls and soft feathers, {plain}")[change] == matches(plain)[change]


def test_sentences_are_compared_with_the_vector_that_is_given() -> None:
    text = "Which papers remove layers?"
    question = understand(text, text, text, READER.names)
    hits = READER.searcher.search(text, 3).hits
    owls = READER.sentences.vectors.asked("owls")
    drawn = rank(question, hits, READER.sentences, owls)
    for scored in drawn.sentences:
        assert scored.dense == pytest.approx(float(drawn.vectors[scored.evidence.reading] @ owls))
    plain = rank(question, hits, READER.sentences)
    assert [s.dense for s in drawn.sentences] != [s.dense for s in plain.sentences]
