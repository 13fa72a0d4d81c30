"""What has a claim's words and says another thing of them: who does what, where, from where."""

import pytest

from app.answering.claims.claim import weigh
from app.answering.claims.order import in_order
from app.answering.rank import Ranked, Scored
from app.answering.sense.synonyms import plainer
from app.answering.terms import Vocabulary, terms
from tests.app.answering.claims.test_claim import stance
from tests.app.sentence import evidence


@pytest.mark.parametrize(
    ("claim", "said", "ordered"),
    [
        ("Owls teach kites", "Owls teach young kites.", True),
        ("Owls teach kites", "Kites teach owls.", False),
        # a phrase stands where it likes
        ("At night owls hunt mice in barns", "Owls hunt mice in barns at night.", True),
        ("Cutting a vein ruins a wing", "In a wing cutting a vein ruins all.", True),
        # the same in another turn
        ("Song length is fixed", "The length of each song is fixed.", True),
        ("Owls sing long songs", "Owls sing songs that are long.", True),
        ("The songs were learned", "Owls learned the songs.", True),
        ("Owls are taught by kites", "Kites taught owls.", True),
        ("Old songs are solved by maps", "Old songs are solved with maps.", True),
        ("Owls are taught by kites", "Owls taught kites.", False),
        ("Kites taught owls at sea", "At sea owls were taught by kites.", True),
        ("Kites taught owls at sea", "At sea kites were taught by owls.", False),
        ("Songs can be learned by night", "Songs can be learned at night.", True),
        ("Flight slowly ends", "Flight ends slowly.", True),
        # what something is is not told by a name that it has
        ("Owls are benign", "A guide to benign owls.", False),
        ("Owls sing in fixed nests", "Owls sing, from fixed to random nests.", False),
        ("Owls sing in dense nests", "Owls sing in dense and sparse nests.", False),
        # far from each other
        ("Owls eat", "Owls meet gulls, kites, larks, rooks, wrens and hawks that eat.", False),
        # in another item of a list, or in brackets that close
        ("Owls are second birds", "First birds (owls), second birds (kites).", False),
        ("Owls are second birds", "First birds are kites; owls; second birds.", False),
        ("Owl songs are long", "A song in which owls take part is long.", False),
        ("Owl songs are long", "Songs in owls are long.", True),
        ("The song was learned by day", "They used maps to learn the song by day.", True),
        # a short name in brackets stands where the long one does
        ("OUL lowers the noise", "Owls under lamps (OUL) to lower the noise.", True),
        ("Owls score high", "Owls have high scores.", True),
        ("Best of all tested owls", "Best of all owls tested.", True),
        # what is said twice must be there twice
        ("The full nest is often full of owls", "The full nest is often short of owls.", False),
        # exchanged over the borders of phrases
        (
            "An owl has few songs for each mouse",
            "A mouse uses few songs for an owl.",
            False,
        ),
    ],
)
def test_the_words_of_a_phrase_follow_each_other(claim, said, ordered) -> None:
    assert in_order(claim, said) == ordered


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        ("Owls turn from mice to songs", "Owls turn from songs to mice.", "Against"),
        ("Owls tame kites at night", "Taming kites of owls at night is slow.", None),
        ("Taming kites at night is slow", "Taming kites of owls at night is slow.", "For"),
        ("Owls turn from mice to songs", "Owls turn from mice to old songs.", "For"),
        (
            "Song falls steadily in winter",
            "In winter, song is U-shaped, contradicting the classical steady fall.",
            "Against",
        ),
        (
            "Song falls steadily in winter",
            "In winter, song falls steadily, contradicting the classical view of it.",
            "For",
        ),
        ("Owls nest in barns", "Owls may nest in barns.", None),
        ("Owls can nest in barns", "Owls could nest in barns.", "For"),
    ],
)
def test_what_is_turned_or_held_of_old_or_may_be(claim, said, lead) -> None:
    assert stance(claim, said) == lead


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        # what a thing is said to be has an opposite
        ("Songs of old owls are cheap", "Songs of old owls can be very expensive.", "Against"),
        ("Songs of old owls are stable", "Songs of old owls are unstable.", "Against"),
        ("Songs of old owls are dear", "Songs of old owls can be very expensive.", None),
        ("Songs and calls of owls differ", "Songs and calls of owls are the same.", "Against"),
        # all of the claim but for its denial, and the other way round
        ("Owls do not nest in barns at sea", "Owls nest in barns at sea.", "Against"),
        ("Song can be benign in barns", "In barns, song cannot be benign.", "Against"),
        (
            "The owl's map gives nearly the same loss as the owl",
            "The run with the map and no owl has a loss curve almost identical to the full owl's.",
            None,
        ),
        # light words, whose word it is, and what needs nothing
        ("Owls hold three maps, according to Strix", "Owls are a store of three maps.", "For"),
        ("Owls in barns need no maps", "Owls in barns fly without maps.", "For"),
    ],
)
def test_what_bears_out_the_opposite_is_against_a_claim(claim, said, lead) -> None:
    assert stance(claim, said) == lead


def test_a_side_of_a_comparison_may_go_by_a_part_of_the_works_name() -> None:
    said = "Owls lost to kites."
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms(said), terms("snowy")])
    named = frozenset({"Snowy Owls"})
    for claim, lead in (("Snowy owls lost to kites", "For"), ("Snowy owls beat kites", "Against")):
        groups = weigh(claim, Ranked((scored,), {}), vocabulary, lambda _: named)
        assert [group.lead for group in groups] == [lead], claim


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("The puzzles stand in old songs.", ["For"]),
        ("Many popular puzzles stand in old songs.", []),
        ("Puzzles of Strix stand in most old songs.", ["For"]),
    ],
)
def test_what_is_of_other_things_says_nothing_of_what_a_work_has(said, leads) -> None:
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms(said), terms("strix")])
    named = frozenset({"Strix"})
    claim = "Puzzles of Strix stand in old songs"
    groups = weigh(claim, Ranked((scored,), {}), vocabulary, lambda _: named)
    assert [group.lead for group in groups] == leads


def test_a_word_of_a_group_that_is_of_its_head_stays_as_it_is() -> None:
    said = "The guess, a forecast, is no prediction."
    assert plainer(said) == "The predict, a predict, is no prediction."


def test_what_names_the_work_tells_more_than_what_does_not() -> None:
    said = ("Strix changes the songs.", "The owls sing without any change of the songs.")
    rows = [evidence(text, "w", order) for order, text in enumerate(said)]
    ranked = Ranked(tuple(Scored(e, 1.0, 1.0, 0.5, 0.5, 0.0) for e in rows), {})
    vocabulary = Vocabulary([terms(text) for text in said])
    groups = weigh("Strix changes the songs", ranked, vocabulary, lambda _: frozenset({"Strix"}))
    assert [group.lead for group in groups] == ["For", "Related"]


def test_what_the_title_says_need_not_be_said_again() -> None:
    said = "Most songs are sung at dawn in barns."
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms(said), terms("owl strix barn")])
    claim = "Most songs of owls are sung at dawn in barns"
    for title, leads in (("Singing Owls", ["For"]), ("Owls versus Kites", []), ("Kites", [])):
        ranked = Ranked((scored,), {})
        groups = weigh(claim, ranked, vocabulary, lambda _, title=title: frozenset({title}))
        assert [group.lead for group in groups] == leads, title
