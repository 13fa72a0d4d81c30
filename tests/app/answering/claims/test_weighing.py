"""Claims weighed with what else is said: other sentences, names of the work, demos."""

from app.answering.answer import answer
from app.answering.choose import UNDECIDED, UNWEIGHED
from app.answering.claims.claim import is_of_it, weigh
from app.answering.rank import Ranked, Scored
from app.answering.terms import Vocabulary, terms
from tests.app.invented import make_reader
from tests.app.sentence import evidence


def test_a_sentence_much_like_a_claim_may_be_of_another_thing() -> None:
    said = "Owls reach the islands in winter."
    vocabulary = Vocabulary([terms(said), terms("seagulls")])
    for claim in ("Seagulls reach the islands in winter", "Owls reach the deserts in winter"):
        scored = Scored(evidence(said), 1.0, 1.0, 0.95, 0.5, 0.0)
        assert weigh(claim, Ranked((scored,), {}), vocabulary) == []


def test_a_claim_says_of_which_work_it_is() -> None:
    said = "The flow is trained without any maps of the wind."
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms(said), terms("owl normalizing")])
    named = frozenset({"Normalizing Flows of Owls"})
    for claim, lead in (
        ("The normalizing flow is trained without maps of the wind", ["For"]),
        ("In the owl paper, the flow is trained without maps of the wind", ["For"]),
        ("The flow is trained without maps of the wind in the kite paper", []),
        ("The adaptive flow is trained without maps of the wind", []),
    ):
        groups = weigh(claim, Ranked((scored,), {}), vocabulary, lambda _: named)
        assert [group.lead for group in groups] == lead, claim


def test_a_number_that_the_work_has_elsewhere_is_denied_by_no_other_number() -> None:
    said = ("Owls save 50% of the songs.", "Owls save 25% of the songs at night.")
    rows = [evidence(text, "w", order) for order, text in enumerate(said)]
    ranked = Ranked(tuple(Scored(e, 1.0, 1.0, 0.5, 0.5, 0.0) for e in rows), {})
    groups = weigh("Owls save 50% of the songs", ranked, Vocabulary([terms(t) for t in said]))
    assert [group.lead for group in groups] == ["For", "Related"]


def test_the_names_of_a_work_need_not_be_said_of_it() -> None:
    scored = Scored(evidence("It hides its nest and its young."), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms("hide nest young"), terms("owl")])
    for names, lead in ((frozenset({"owl"}), ["For"]), (frozenset(), [])):
        groups = weigh(
            "Owl hides its nest", Ranked((scored,), {}), vocabulary, lambda _, n=names: n
        )
        assert [group.lead for group in groups] == lead


def test_how_things_are_elsewhere_bears_nothing_out_of_a_work() -> None:
    names = frozenset({"Comb"})
    for said, lead in (
        ("Trained by feathers, it flies.", ["For"]),
        ("Wings trained by feathers have always been slow.", []),
    ):
        scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
        found = Ranked((scored,), {})
        vocabulary = Vocabulary([terms(said), terms("comb")])
        groups = weigh("Comb is trained by feathers", found, vocabulary, lambda _: names)
        assert [group.lead for group in groups] == lead


def test_words_of_a_title_that_a_claim_does_not_name_must_be_said() -> None:
    title = "Owl: Hiding Nests without Hiding Eggs"
    scored = Scored(evidence("The eggs lie open in the nest."), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms("egg lie open nest"), terms("owl hide")])
    for claim, lead in (
        ("Owl hides the eggs in the nest", []),
        ("Owl has eggs in a nest", ["For"]),
    ):
        groups = weigh(claim, Ranked((scored,), {}), vocabulary, lambda _: [title])
        assert [group.lead for group in groups] == lead


def test_a_claim_that_nobody_decides_says_so() -> None:
    made = answer("Quietnet prunes whole forests of layers: true?", make_reader(threshold=0.0))
    assert made.text.startswith(UNDECIDED)


def test_what_is_of_the_very_matter_is_not_called_near() -> None:
    made = answer(
        "A cosine of input and output is the last score of a layer: true?",
        make_reader(threshold=0.0),
    )
    assert made.text.startswith(f"{UNWEIGHED}\n\nThe score of a layer is the cosine")


def test_a_sentence_is_of_a_claim_that_has_its_words_whichever_way() -> None:
    vocabulary = Vocabulary([terms("owls hunt mice in the winter fields")])
    for said, of_it in (
        ("Owls do not hunt mice over fields.", True),
        ("Owls sleep in winter.", False),
        ("It hunts mice.", False),
    ):
        assert is_of_it("Owls hunt mice in fields", evidence(said), vocabulary, ()) is of_it
    assert is_of_it("Owls hunt mice", evidence("It hunts mice."), vocabulary, ["Owls"])


def test_the_verdict_of_a_demo_stands_beside_the_claim() -> None:
    made = answer("Pruned models lose accuracy on short texts: true?", make_reader(threshold=0.0))
    assert "- `quietnet` (confirmed): Removing the layers nearest to the identity" in made.text
