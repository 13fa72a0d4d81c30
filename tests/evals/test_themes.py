import numpy as np

from app.themes import Theme
from evals.themes import embedded, make_themes, ranks_of_own
from tests.index.invented import CountingEmbedder

TWO = (
    Theme(id="birds", name="Birds", works={"p": 4, "q": 2}, asked_as=("Which papers owl", "owl")),
    Theme(id="cold", name="Cold", works={"q": 4}, asked_as=("snow", "kettle snow")),
)


def test_words_that_only_ask_for_papers_are_left_out() -> None:
    embedder = CountingEmbedder()
    rows, theme = embedded(TWO, embedder)
    assert theme.tolist() == [0, 0, 1, 1]
    assert np.allclose(rows[0], rows[1])


def test_a_theme_is_the_mean_of_its_phrasings() -> None:
    embedder = CountingEmbedder()
    made = make_themes(TWO, *embedded(TWO, embedder), embedder.fingerprint)
    assert made.model == embedder.fingerprint
    likeness = made.cosines(embedder.encode_query("owl"))
    assert likeness[0] > 0.99
    assert likeness[1] < 0.1
    found = made.belonging(["q", "p"])
    assert found.grades[:, found.place].tolist() == [[0.5, 1], [1, 0]]


def test_a_phrasing_is_ranked_against_a_mean_without_it() -> None:
    rows = np.eye(3, dtype=np.float32)[[0, 0, 1, 2]]
    # the third of the first theme has nothing in common with the other two, nor with the second
    assert ranks_of_own(rows, np.array([0, 0, 0, 1]))[:2].tolist() == [1, 1]
    apart = np.array([[1, 0], [0, 1], [0, 1]], dtype=np.float32)
    assert ranks_of_own(apart, np.array([0, 0, 1])).tolist()[1] == 2
