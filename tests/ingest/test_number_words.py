from ingest.number_words import TENS, number_words


def test_words_are_given_for_a_range_of_numbers_and_none_beyond_nineteen() -> None:
    assert number_words(9, 11) == {"nine": 9, "ten": 10, "eleven": 11}
    assert max(number_words(1, 100).values()) == 19
    assert (TENS["twenty"], TENS["ninety"], len(TENS)) == (20, 90, 8)
