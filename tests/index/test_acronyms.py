import pytest

from index.acronyms import expansions, find_acronyms, reverse

TEXTS = [
    "We study snow owl networks (SONs), which see.",
    "Later the SON (snow owl network) is mended.",
    "Words of no use (XYZ) are let be.",
    "A Lantern of the Harbour (LH).",
    "It is a quiet autobalancer (QAB).",
    "Of great value (OGV).",
]
TITLES = ["Kettle Boiling Quickly: A Study", "Violin", "Quiet Deep Wells", "Quick Dry Wood"]
TITLES += ["Plain Jars Keep Old Wine", "Seven Birds Sing At Dawn Near Ponds And Hills"]


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return find_acronyms(TEXTS, TITLES)


def test_brackets_and_titles_give_short_names(found: dict[str, str]) -> None:
    assert found["lh"] == "lantern of the harbour"
    assert found["son"] == "snow owl network"
    assert found["kbq"] == "kettle boiling quickly"
    assert found["qab"] == "quiet autobalancer"
    assert found["pjkow"] == "plain jars keep old wine"
    assert found.keys().isdisjoint({"xyz", "ogv", "sbsdnph"})


def test_letters_that_two_titles_share_stand_for_neither(found: dict[str, str]) -> None:
    assert "qdw" not in found


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("what is SON", ("snow owl network",)),
        ("what is a son", ()),
        ("what are SONs", ("snow owl networks",)),
        ("what is a LHs", ("lantern of the harbour",)),
        ("the snow owl network", ("son",)),
        ("the lantern of the harbour", ("lh",)),
        ("kettle boiling quickly, KBQ", ()),
        ("why KBQ", ("kettle boiling quickly",)),
        ("why kbq", ("kettle boiling quickly",)),
        ("WHY IS MY SON SO LOUD", ()),
        ("WHY SO SON", ("snow owl network",)),  # too few words to be shouted
    ],
)
def test_either_form_finds_the_other(
    found: dict[str, str], query: str, added: tuple[str, ...]
) -> None:
    known = frozenset(["what", "is", "a", "son", "why", "my", "so", "loud"]).__contains__
    assert expansions(query, found, reverse(found), known) == added
