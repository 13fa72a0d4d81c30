"""Claims: which sentences speak for them, which against, and which merely name the same things."""

import pytest

from app.answering.claims.claim import weigh
from app.answering.rank import Ranked, Scored
from app.answering.terms import Vocabulary, terms
from tests.app.sentence import evidence


def stance(claim: str, said: str) -> str | None:
    """How one sentence stands to a claim; None where it decides nothing."""
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    groups = weigh(claim, Ranked((scored,), {}), Vocabulary([terms(said)]))
    return groups[0].lead if groups else None


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        ("Owls forget less than kites", "Owls lead to more forgetting than kites.", "Against"),
        ("Owls forget less than kites", "Owls forget less than kites do.", "For"),
        ("Owls need less data than kites", "Owls stand more noise in data than kites need.", None),
        ("REEF beats kites", "Avoiding it with REEF helps, but kites do not matter.", None),
        ("Owls can cross water", "Owls cannot cross water.", "Against"),
        ("Is Owls", "Anybody who says Owls means this paper.", None),
        ("Owls outperform kites", "Kites outperform owls.", "Against"),
        ("Owls train on a million songs", "Owls train on 1,000 songs.", "Against"),
        (
            "The songs of owls and kites differ",
            "The songs of owls and kites are identical.",
            "Against",
        ),
        ("Owls train on a million songs", "Owls train on songs with 32 notes.", None),
        ("Owls train on 1000 songs", "Owls train on 1,000 songs.", "For"),
        (
            "Owls beat kites in speed and reach",
            "Kites outperform owls in speed and reach.",
            "Against",
        ),
        (
            "Owls outrank kites in speed and reach",
            "Kites, at 2.5 m, outrank owls in reach.",
            "Against",
        ),
        (
            "Owls make fewer errors than kites",
            "Kites make fewer errors compared to owls.",
            "Against",
        ),
        ("Owls make fewer errors than kites", "Owls make fewer errors compared to kites.", "For"),
        ("Owls need no wind maps", "Owls fly without requiring wind maps.", "For"),
        ("Owls need wind maps", "Owls fly without requiring wind maps.", "Against"),
        ("Owls need wind maps", "Earlier owls do not require wind maps.", None),
        ("Owls use no wind maps", "Owls drop the wind maps.", None),
        ("Owls need layer normalization", "Owls have spectrally normalized layers.", None),
        ("Owls use each nest only once", "Owls use each nest many times.", None),
        ("Owls give the wrong answer at night", "Owls give the right answer at night.", None),
        ("Owls are visible", "Owls are not visible at night.", "Against"),
        ("Owls hunt mice without maps", "Instead of maps, owls hunt mice by ear.", "For"),
        (
            "Owls cannot cross seas with no rest",
            "Some owls cross the seas without the need for rest.",
            None,
        ),
        ("Owls drop all samples", "Owls use samples that help, not kites, which drop all.", None),
        (
            "Owls drop all samples",
            "The survey shows that owls drop all samples, which helps.",
            "For",
        ),
        (
            "Small owls cannot cross water",
            "Gulls cannot cross water in places that small owls cross.",
            None,
        ),
        ("Owls raise fees while kites do not", "Owls raise higher fees while kites swim.", None),
        ("Owls raise the fee", "If the fee is low, owls lower the fee.", None),
        ("Owls cross water", "Note: owls cross water twice in the text.", None),
        ("Owls cross water", "Whether owls cross water is an open matter.", None),
        # plain words that say the same
        ("The nest stays constant in winter", "In winter the nest remains fixed.", "For"),
        ("Owls discard all old feathers", "Owls remove all old feathers.", "For"),
        ("Owls need old feathers to fly", "To fly, owls do not require old feathers.", "Against"),
        # opposites that are no directions
        ("Owls steer by large feathers", "Owls steer by small feathers.", "Against"),
        ("Owls steer by large feathers", "Owls steer by feathers.", None),
        ("Noise hurts more in longer nights", "Noise gets more harmful as nights grow.", "For"),
        ("Noise is worse in longer nights", "Noise is worse as nights grow.", "For"),
        ("Only 5% of the owls touch nests", "Nests are the matter of only 5% of the owls.", "For"),
        # a denial in a word
        ("Crossing seas is feasible for owls", "For owls, crossing seas is infeasible.", "Against"),
        ("Owls train the wing in spring", "In spring the wing of owls is kept frozen.", None),
        ("Owls can count without maps", "Owls have a map-free way to count.", "For"),
        ("Owls count without maps", "Maps are not needed; owls count.", "For"),
        ("Owls keep their weight", "Owls avoid a large weight loss to keep their nest.", "For"),
        # what it is said to be, or that it needs it, must be said
        ("The best nest size is constant in winter", "The best nest size in winter is told.", None),
        # what is affirmed must be what was denied
        ("Nests do not grow in cold winters", "Nests in cold winters hold eggs.", None),
        ("Nests do not grow in cold winters", "Nests grow in cold winters.", "Against"),
        # in part, or on the one hand
        ("Tall trees carry owls", "Some short trees may carry owls.", None),
        ("Combs hardly help owls", "Combs help owls a lot, but hardly in rain.", None),
        # what is left for another way is the subject, and not denied
        (
            "Fixed wings make more noise",
            "Instead of fixed wings, which hum, gulls bend.",
            None,
        ),
        # what always holds has no exception, and what is expected need not hold
        (
            "With enough wind owls always beat kites",
            "Owls mostly beat kites in wind, but with enough wind kites win.",
            "Against",
        ),
        (
            "Old feathers fall out",
            "This contradicts the assumption that old feathers would fall out.",
            "Against",
        ),
        ("Young feathers fall out", "One would expect that old feathers fall out first.", None),
        # a name, or an "off", must be there
        (
            "Owls hear old songs from Bremen at night",
            "Owls hear old songs at night, not far.",
            None,
        ),
        ("Owls switch the lamp off at night", "Owls switch the lamp on at night.", None),
        # what does not bear on something is denied to do so
        ("The moon has no influence on owls", "The moon affects owls.", "Against"),
        ("The moon affects owls", "The moon has no bearing on owls.", None),
        (
            "Three fixes with training remove moult",
            "Three training-free fixes remove moult.",
            "Against",
        ),
        ("Fixed wings hum more than bent ones", "Instead of fixed wings, gulls bend theirs.", None),
        ("A comb keeps the air from humming", "A comb avoids humming of the air.", None),
        # of one alone
        (
            "Kite was the most patient bird of the games",
            "Owl was the most patient bird.",
            "Against",
        ),
        ("Low feathers vanish first", "The higher feathers are lost first.", "Against"),
        # what was before
        ("Owls are counted by ear here", "Previously, owls were counted by ear.", None),
        ("Owls are lone hunters", "Owls are often pictured as lone hunters.", None),
        ("Owls find the best size", "The paper investigates what the best size for owls is.", None),
        # of two that are compared each side must be read, and what is compared
        ("Owls outperform kites", "In the end kites reach better scores than owls.", "Against"),
        ("Owls outperform kites", "Owls reach scores comparable to or better than kites.", None),
        ("Owls outperform kites", "Owls are outperformed by kites.", "Against"),
        ("Owls outperform kites", "Owls outperform kites when it rains.", None),
        ("Owls forget more than kites", "Kites build more nests than owls.", None),
        ("Owls forget more than kites", "Owls forget more of their old songs than kites.", "For"),
        ("Owls forget more than kites", "Kites do not forget more than owls.", None),
        (
            "Owls leave a smaller nest than kites",
            "Kites leave a smaller nest than owls.",
            "Against",
        ),
        ("Owls need more maps than kites", "Owls have less noise than all that use maps.", None),
        ("Owls win with enough wind", "Kites beat gulls, but with enough wind owls win.", "For"),
        (
            "Cutting one vein can ruin a language model",
            "In some models cutting one vein ruins the output.",
            "For",
        ),
        # each direction is of the words nearest to it, and two that are turned make one sense
        ("Small owls forget more", "Large owls forget less.", "For"),
        ("Small owls forget more", "Large owls have more room to learn, and forget it.", None),
        ("Large owls forget less in flight", "The more an owl flies, the more it forgets.", None),
        ("Large owls forget less", "Large owls forget more.", "Against"),
        ("Longer nights hurt feathers", "Longer nights improve feathers, large ones.", "Against"),
        ("Longer nights hurt feathers", "Longer nights improve feathers a little.", None),
        # far from, and a denial whose verb is left out
        ("Training an owl is not simple", "Training an owl is far from simple.", "For"),
        ("Training an owl is simple", "Owls struggle even after long training.", None),
        ("Owls count hidden eggs well", "Owls count eggs well; hidden eggs are not.", None),
        ("Owls count hidden eggs well", "Owls count eggs well when they lie open.", None),
        ("Owls count open eggs", "Owls count eggs when they lie open.", "For"),
        # what denies must have the predicate; what affirms has it right after its subject
        ("Feeding prevents flight", "Feeding owls can halt flight.", None),
        ("Owls cannot count", "The study asks when owls count.", None),
        ("Owls cannot count", "The exam is on what is learned by owls during counting.", None),
        ("Owls cannot count", "Owls must grow to count.", None),
        ("Owls cannot count", "Owls can count.", "Against"),
        ("Owls have no nest", "The nest of owls has three rooms.", None),
        ("Owls never lie", "Older work told owls to lie.", None),
        # the words of a sentence but for a denial, and a name with a sign in it
        (
            "The main food of old owls is not, of course, their mice",
            "The main food of old owls is, of course, their mice.",
            "Against",
        ),
        (
            "The best guards of the wood are not the young owls",
            "The best guards of the wood are the young owls.",
            "Against",
        ),
        ("This nest is not far from perfect", "This nest is far from perfect.", "Against"),
        ("Owl_i is the most patient bird", "Owl_i is the most patient bird.", None),
        (
            "Owls with one egg per nest beat owls with several",
            "One-egg owls outperform many-egg owls, contradicting the notion that nests need eggs.",
            None,
        ),
        ("Winning owls are lone hunters", "The winning owls are not lone hunters.", "Against"),
        ("Owls see nests as round", "This type of nest is round, as owls see.", None),
    ],
)
def test_a_sentence_speaks_for_a_claim_against_it_or_not_at_all(claim, said, lead) -> None:
    assert stance(claim, said) == lead
