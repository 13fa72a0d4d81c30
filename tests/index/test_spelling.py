import pytest

from index.spelling import count_words, knows_form, mend

COUNTS = {"kettle": 4, "kettles": 2, "lantern": 3, "transformer": 9, "yaniv": 2}
COUNTS |= {"eden": 2, "loop": 25, "face": 9, "mimic": 3, "topic": 26}
KNOWN = {"settle", "over", "kill", "reply", "swap", "paint", "the", "move"}.__contains__


def mended(query: str) -> str:
    return mend(query, COUNTS, lambda word: word in COUNTS or KNOWN(word))[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the kettel", "the kettle"),
        ("a lantrn", "a lantern"),
        ("trnsfrmr", "trnsfrmr"),
        ("transfomer", "transformer"),
        ("rtansformer", "transformer"),
        ("by Yanniv", "by yaniv"),
        ("a lopo", "a loop"),
        ("a lop", "a lop"),
        ("the topc", "the topic"),
        ("the tolic", "the topic"),
        ("by Edan", "by eden"),
    ],
)
def test_a_near_word_of_the_library_replaces_what_nobody_knows(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "query", ["settle", "overkill", "replying", "swapping", "moving", "KeTTel"]
)
def test_words_that_are_right_and_names_stay(query: str) -> None:
    assert mended(query) == query


@pytest.mark.parametrize("query", ["faxe", "edan", "edne", "mipic"])
def test_a_short_word_that_nobody_knows_is_near_some_word_by_chance(query: str) -> None:
    assert mended(query) == query


def test_a_word_like_no_other_stays() -> None:
    assert mended("zyzzyva ketchup") == "zyzzyva ketchup"


@pytest.mark.parametrize("word", ["swapping", "moving", "replies", "settles", "paints"])
def test_what_is_made_of_a_known_word_is_known(word: str) -> None:
    assert knows_form(word, KNOWN)


@pytest.mark.parametrize("word", ["movving", "mopping", "repli"])
def test_what_is_made_of_no_known_word_is_not(word: str) -> None:
    assert not knows_form(word, KNOWN)


def test_a_compound_of_short_words_is_no_word() -> None:
    assert knows_form("overkill", KNOWN)
    assert not knows_form("thekill", KNOWN)


def test_words_met_once_are_not_counted() -> None:
    assert count_words(["Owls owls met", "a kettel, OWLS"]) == {"owls": 3}
