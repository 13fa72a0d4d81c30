"""In: text; out: its acronyms, as "state space models (SSMs)", with their terms."""

import re

from app.answering.terms import stem, terms

_INTRODUCED = re.compile(
    r"((?:[\w’'-]+[ \n]){1,7})\*{0,2}\(\*{0,2}([A-Z][A-Za-z]{1,7})\*{0,2}[),;]"
)


def acronyms(text: str) -> dict[str, frozenset[str]]:
    """Each acronym's term and the terms of the words it stands for.

    The capitals of the acronym must be the initials of the words just before the bracket.
    """
    found: dict[str, frozenset[str]] = {}
    for match in _INTRODUCED.finditer(text):
        letters = re.sub(r"[^A-Z]", "", match[2]).lower()
        parts = [part for part in re.split(r"[\s-]+", match[1].strip()) if part]
        words = parts[-len(letters) :]
        if len(letters) >= 2 and "".join(word[0].lower() for word in words) == letters:
            found[stem(match[2].lower())] = frozenset(terms(" ".join(words)))
    return found
