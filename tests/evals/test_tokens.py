import numpy as np

from evals.tokens import SIZE, make_projection, without_questions
from index.models import fingerprint, model_folder
from index.settings import DEFAULT_MODEL
from tests.index.invented import item, library, paragraph, review, work

CARD = library(
    (
        work("p", "A Title", "card:p"),
        review(
            "card:p",
            paragraph("An owl.", 1, "Method"),
            item("- Why owl?", 3, "Asked as"),
            item("- Why snow?", 4, "Asked as"),
            item("- Why tea?", 5, "Asked as"),
            item("- Why now?", 6, "Asked as"),
        ),
    )
)


def test_questions_are_taken_out_of_cards_and_asked_three_at_a_time() -> None:
    told, asked = without_questions(CARD)
    assert asked == [("Why owl? Why snow? Why tea?", "p"), ("Why now?", "p")]
    assert [block.text for block in told.sources["card:p"].blocks] == ["An owl."]
    assert told.works == CARD.works


def test_a_projection_keeps_the_directions_in_which_tokens_differ() -> None:
    folder = model_folder(DEFAULT_MODEL)
    made = make_projection(["The owl hunts in snow.", "A kettle at the harbour."], folder)
    assert (made.size, made.model) == (SIZE, fingerprint(folder))
    assert np.allclose(made.basis.T @ made.basis, np.eye(SIZE), atol=0.01)
    assert 0 < made.says.sum() < len(made.says)
