"""In: nothing; out: the numbers that are written out in one word, each word with its number."""

_COUNTED = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TO_NINETEEN = {word: n for n, word in enumerate(_COUNTED.split(), 1)}
TENS = {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}


def number_words(first: int, last: int) -> dict[str, int]:
    """The words for the whole numbers from `first` to `last`, nineteen at the most."""
    return {word: n for word, n in _TO_NINETEEN.items() if first <= n <= last}
