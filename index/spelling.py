"""In: a query and the words of the library; out: the query with its misspelt words mended.

Only a word that neither the library nor the embedding model knows is taken for a misspelling,
and only a word of the library that is very near is put in its place; else the word stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly", "ness", "able", "ment")
_HALF = 4
"""Two known words of so many letters or more, written as one, are a word: overkill."""
_LONG = 9
"""From so many letters on two slips are forgiven, below it one."""


_SHORT = 5
"""Up to so many letters a word has neighbours by chance: of invented words of four letters every
fifth was one slip from a word of the library, of five every twentieth, of six none."""
_FREQUENT = 5


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """The words of four letters or more, in lower case and order of spelling, with their counts.

    A word met only once may be a misspelling itself and is left out.
    """
    counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    return {word: count for word, count in sorted(counts.items()) if count > 1}


def mend(
    query: str, counts: Mapping[str, int], known: Callable[[str], bool]
) -> tuple[str, dict[str, str]]:
    """The query with misspelt words replaced, and what replaced what.

    `counts` are the words that may be meant; `known` tells words that are right as they are.
    """
    changed: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(query)):
        if not _is_name(word) and not knows_form(word.lower(), known):
            slips = 2 if len(word) >= _LONG else 1
            meant = nearest(word.lower(), counts, slips)
            believed = meant and (word[0].isupper() or _is_slip(word.lower(), meant, counts))
            if meant and believed and meant != word.lower():
                changed[word] = meant
    if not changed:
        return query, changed
    return _WORD.sub(lambda match: changed.get(match[0], match[0]), query), changed


def knows_form(word: str, known: Callable[[str], bool]) -> bool:
    """Whether a word, what it is an inflection of, or both halves of a compound are known."""
    if known(word):  # nearly always
        return True
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    forms = [*stems, *(stem + "e" for stem in stems)]
    forms += [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]]
    forms += [stem[:-1] + "y" for stem in stems if stem.endswith("i")]
    if any(len(form) > 2 and known(form) for form in forms):
        return True
    cuts = range(_HALF, len(word) - _HALF + 1)
    return any(known(word[:cut]) and known(word[cut:]) for cut in cuts)


def _is_slip(word: str, meant: str, counts: Mapping[str, int]) -> bool:
    """Whether a short word is a slip, since most of what anybody types is near some word.

    In four letters none may be another one; words of five or fewer must mean one that is no rarity.
    One in capitals may be a name, which is rare, and is not asked.
    """
    kept = len(meant) > len(word) or sorted(meant) == sorted(word)
    return len(word) > _SHORT or (counts[meant] >= _FREQUENT and (len(word) == _SHORT or kept))


def _is_name(word: str) -> bool:
    """Whether a word has capitals inside: MoE, GSPO; a query all in capitals is lowered before."""
    return word[1:] != word[1:].lower()


def nearest(word: str, counts: Mapping[str, int], slips: int) -> str | None:
    """The most frequent of the nearest words, at most so many `slips` away; None where all differ.

    A letter more, less or other is a slip, and so are two that changed places. Of equals the first
    by spelling is taken.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    if word in counts:
        return word
    near = extract_iter(word, counts.keys(), scorer=OSA.distance, score_cutoff=slips)
    found = [
        (distance, -counts[candidate], candidate)
        for candidate, distance, _ in near
        if _starts_alike(word, candidate)
    ]
    return min(found)[2] if found else None


def _starts_alike(word: str, other: str) -> bool:
    """People seldom miss the first letter; two may be swapped."""
    return word[0] == other[0] or word[:2] == other[1::-1]
