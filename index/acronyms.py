"""In: texts and titles of a library; out: its short names with what they stand for, both ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_SHORT = re.compile(r"(?<=[ \n])\*{0,2}\(\*{0,2}([A-Z][A-Za-z-]{1,9})s?\*{0,2}[),;]")
_BEFORE = re.compile(r"(?:[\w’'-]+[ \n]){1,8}$")
_LONGEST = 200
"""The words before a bracket are looked for within so many characters."""
_NAMED = re.compile(r"\b([A-Z][A-Za-z-]{1,9})\s+\(((?:[\w’'-]+\s?){2,8})\)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)
_COMPOUND = re.compile(r"\b(auto|hyper|meta|multi|pre|self|semi|super)(?=[a-z]{5})")
_MOST_WORDS = 8
_SHOUTED = 3
"""More words than this in capitals are a question in capitals, not short names."""

Acronyms = Mapping[str, str]
"""Short names in lower case with the long form each most often stands for, in lower case."""


def find_acronyms(texts: Iterable[str], titles: Iterable[str]) -> dict[str, str]:
    """Read "long form (LF)" and "LF (long form)", and the initials of titles.

    A short name counts where its capitals are the initials of the words beside the bracket; of a
    title, where no text introduces the same letters otherwise and no two titles share them.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for bracket in _SHORT.finditer(text):
            start = bracket.start()
            before = _BEFORE.search(text[max(0, start - _LONGEST) : start])
            if before:
                _note(found, bracket[1], _ending(bracket[1], before[0]))
        for short, inside in _NAMED.findall(text):
            words = _words(inside)
            _note(found, short, words if _spells(short, words) else None)
    stated = {short: _most(forms) for short, forms in found.items()}
    return dict(sorted({**_of_titles(titles), **stated}.items()))


def expansions(
    query: str, acronyms: Acronyms, longs: Mapping[str, str], known: Callable[[str], bool]
) -> tuple[str, ...]:
    """The long forms of a query's short names and the short names of its long forms.

    `longs` is `reverse(acronyms)`; `known` tells ordinary words, which are short names only when
    written as such: SET, not set. What the query says already is not added.
    """
    words = _words(query)
    said = f" {' '.join(words)} "
    shouted = query.isupper() and len(words) > _SHOUTED
    written = {
        word.lower()
        for word in _WORD.findall(query)
        if (not shouted and len(re.findall("[A-Z]", word)) > 1) or not known(word.lower())
    }
    long_forms = [acronyms[s] for word in words if word in written and (s := _held(word, acronyms))]
    short_forms = [longs[long] for run in _runs(words) if (long := _held(run, longs))]
    return tuple(
        dict.fromkeys(form for form in (*long_forms, *short_forms) if f" {form} " not in said)
    )


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Two or more words that stand side by side, up to as many as a long form has."""
    for start, first in enumerate(words):
        run = first
        for word in words[start + 1 : start + _MOST_WORDS]:
            run = f"{run} {word}"
            yield run


def _held(form: str, forms: Mapping[str, str]) -> str | None:
    """A short name or long form as it is known: as written, else with an s more or less."""
    for known in (form, f"{form}s", form.removesuffix("s")):
        if known in forms:
            return known
    return None


def reverse(acronyms: Acronyms) -> dict[str, str]:
    """Long forms with the first of their short names."""
    return {long: short for short, long in sorted(acronyms.items(), reverse=True)}


def _note(found: dict[str, Counter[str]], short: str, words: list[str] | None) -> None:
    if words:
        found[short.lower().replace("-", "")][" ".join(words)] += 1


def _most(forms: Counter[str]) -> str:
    return min(forms.items(), key=lambda item: (-item[1], item[0]))[0]


def _ending(short: str, before: str) -> list[str] | None:
    """The words at the end of a text that a short name abbreviates."""
    words = _words(before)
    for length in range(2, len(words) + 1):
        if _spells(short, words[-length:]):
            return words[-length:]
    return None


def _spells(short: str, words: list[str]) -> bool:
    """Whether the initials of words, small words aside or not, are the capitals of a short name.

    A word may count as two: an autoencoder is an AE.
    """
    letters = re.sub(r"[^A-Z]", "", short).lower()
    parted = "".join(word[0] for word in _COMPOUND.sub(r"\1 ", " ".join(words)).split())
    initials = "".join(word[0] for word in words)
    big = "".join(word[0] for word in words if word not in _SMALL)
    starts_small = bool(words) and words[0] in _SMALL
    return len(letters) >= 2 and not starts_small and letters in {initials, big, parted}


def _of_titles(titles: Iterable[str]) -> dict[str, str]:
    """The initials of the head of a title, where they are three or more and one title's alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        words = [word for word in _words(title.split(":")[0]) if word not in _SMALL]
        if 3 <= len(words) <= _MOST_WORDS - 2:
            found["".join(word[0] for word in words)].add(" ".join(_words(title.split(":")[0])))
    return {short: forms.pop() for short, forms in found.items() if len(forms) == 1}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
