"""Claims in words that are not the source's: which of them its sentences still decide."""

import pytest

from tests.app.answering.claims.test_claim import stance


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        # one word or two, and another part of speech
        ("Owls are over-represented in old songs", "Owls are overrepresented in old songs.", "For"),
        ("Owls finetune the old songs", "Owls fine-tune the old songs.", "For"),
        ("The loss of songs is an accident", "The loss of songs is not accidental.", "Against"),
        ("Owls normalize the songs", "Owls have normal songs.", None),
        # a pronoun is no term, and stands for the thing before
        ("Old owls do better than young ones", "Old owls outperform young owls.", "For"),
        ("Young owls do better than old ones", "Old owls outperform young owls.", "Against"),
        (
            "Marked owls beat unmarked ones",
            "Unmarked owls outperform their marked ones.",
            "Against",
        ),
        ("Owls lost to kites", "Owls beat kites.", "Against"),
        ("Owls lost to kites", "Owls are beaten by kites.", "For"),
        # good at one thing and worse at another
        (
            "Owls do worse than kites at sea",
            "Owls outperform kites over land but do significantly worse at sea.",
            None,
        ),
        # how one thing goes with another
        (
            "The more owls fly, the less they eat",
            "The more owls fly, the more they eat.",
            "Against",
        ),
        ("The more owls fly, the more they eat", "The more owls fly, the more they eat.", "For"),
        ("Owls eat less as winds grow", "Eating of owls increases with growing winds.", "Against"),
        (
            "The range of owls rises as winds rise",
            "Although the range of owls decreases with increasing winds, it is costly when wet.",
            "Against",
        ),
        ("Dense woods go with larger owls", "A denser wood raises the size of owls.", "For"),
        ("Owls lose food in short nights", "Owls do not lose food in short nights.", "Against"),
        ("Dense woods go with larger owls", "Denser woods make the owls larger.", "For"),
        (
            "More owls means more noise and less food",
            "More owls bring less noise, more food.",
            None,
        ),
        (
            "Larger owls always eat more mice",
            "There is a nonlinear relation between the size of owls and the mice they eat.",
            "Against",
        ),
        # what is so of others, or of others too
        ("Owls hunt by day", "Unlike kites, which hunt by day, owls hunt by night.", "Against"),
        ("Owls are a way of hunting mice", "Unlike any other way, owls are good at it.", None),
        ("Owls hunt only by night", "Owls hunt both by day and by night.", "Against"),
        ("Owls hunt only by night", "Owls hunt not only by night, but by day as well.", "Against"),
        ("Owls hunt only by night", "Owls sing both by day and by night.", None),
        ("The male owl sings", "Each owl sings except for the male.", None),
        ("Old owls use a fixed nest", "Older birds mostly use a fixed nest of old owls.", None),
        # what is left as it is, done away with, or not frozen
        ("Owls leave the song unchanged", "Owls do not alter the song.", "For"),
        ("Owls need maps for wind", "Owls fly, eliminating the need for maps for wind.", "Against"),
        ("The owls are not frozen", "The owls are frozen.", "Against"),
        ("Half the songs can be cut", "Half the songs can be dropped.", "For"),
        ("The song does not always end", "The song is sad, but it does not always end.", "For"),
        # a number is of what it counts, and what is so at first need not stay so
        ("Owls have 30 nests", "Owls have 12 nests, split into 30 small rooms.", None),
        ("Owls have 30 rooms", "Owls have 12 nests, split into 30 small rooms.", "For"),
        ("The owls lose weight then", "At first the owls gain weight then.", None),
        # early is not late, whatever else is compared
        (
            "Late owls have longer wings than kites",
            "Early owls have longer wings than kites.",
            None,
        ),
        # those of one kind; what the authors hold; a denial beside what is also affirmed
        ("Owls outperform kites in speed", "Owls outperform those of kites in speed.", "For"),
        ("Kites outperform owls in speed", "Owls outperform those of kites in speed.", "Against"),
        ("Owls are not wise", "The authors hold that owls are not wise.", "For"),
        ("Owls never eat old songs", "Owls eat songs, but they never eat old songs.", "For"),
        ("Owls always eat old songs", "Owls eat old songs, but not in winter.", "Against"),
        ("Owls usually fly at sea", "This owl does not fly at sea.", None),
        ("Owls fly at sea", "Owls do not fly at sea.", "Against"),
        ("Owls do not fly at sea", "Owls do not fly at sea; their flying is slow.", "For"),
        (
            "Owls are trained with PPO",
            "The training of owls uses DPO, not PPO or TPO.",
            "Against",
        ),
        ("Owls are trained with GRPO", "The training of owls uses GRPO, not PPO or DPO.", "For"),
        ("The owls use a frozen nest", "By freezing the nest, the owls use less warmth.", None),
        # an aside parts no words
        ("Owls dominate islands", "Owls, being used to wind, dominate islands.", "For"),
        ("Owls dominate islands", "Owls, not kites, dominate islands.", None),
    ],
)
def test_a_claim_in_other_words(claim, said, lead) -> None:
    assert stance(claim, said) == lead
