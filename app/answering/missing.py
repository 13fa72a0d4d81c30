"""In: a question and all texts of a library; out: what it names that no text has.

A name with its version is one thing: texts on Mamba and a 3 elsewhere do not speak of Mamba-3.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from app.answering.terms import STOPWORDS, Vocabulary, lowered, plain, stem, words
from index.periods import MONTHS

_PHRASE = re.compile(r"(?<=[\w,;:] )[A-Z][\w-]+(?:(?: (?:of|the))* [A-Z][\w-]+){1,4}\b(?! \d)")
_NAME = re.compile(
    r"[A-Z]\w*[ -]\d[\w.]*|\b[A-Za-z]+-\d[\w.]*|\b\w*[a-z][A-Z]\w*|\b[A-Z]{2,}\w*"
    r"|\b[A-Za-z]+\d[\w.]*|(?<=[\w,;:] )[A-Z]\w+"
)
_TITLE = re.compile(
    r"(?<=[\w,;:] )[A-Z][\w-]+(?: (?:[A-Z][\w-]+|of|the|is|in|for|and|to|with|a|an|on)){2,}"
)
_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")
_MEDIA = frozenset(("arxiv", "bluesky", "github", "openreview", "twitter", "youtube"))
_NO_NAMES = STOPWORDS | MONTHS.keys() | _MEDIA
"""When or where something is published is no name of what it is about."""
BARE_PHRASE = 2
"""Two words with capitals may be two names; more of them are a title."""
_SHOUTED = 3
"""So many words, all in capitals, are a question in capitals and no names."""
_BETWEEN = "[-‑–_ \\n]{0,2}"
_GOES_ON = re.compile(r"(?!(?:19|20)\d\d\b)[^\W_]")
"""After a name: it is the beginning of another, unless a year follows (NeurIPS2024)."""
_SUBJECT = re.compile(
    r"\b(?:about|on|of|for|regarding|concerning)\s+(?:the\s+)?([a-z]+)\s+([a-z]+)\W*$"
)
_TERM = re.compile(
    r"^\W*(?:(?i:what)(?:['’]s| is)\s+([a-z]+)\s+([a-z]+)"
    r"|(?i:how)\s+(?:do|does)\s+(?:the\s+)?([a-z]+)\s+([a-z]+)\s+works?)\W*$"
)
"""Asks what a term means, or how it works, and no more."""
_NO_TERM = re.compile(
    r"\w+ly|any(?:way|how)|even|again|here|there|today|now|then|best|better|worse|good|bad|wrong|new"
    r"|different|true|possible|used|made|called|said|meant|needed|required|missing|doing|saying"
    r"|trying|happening|changing|going|like|about|really|just|still|ever"
)
"""Is no part of a term: "how does pruning actually work?", "what is attention doing?"."""
RARE_SHARE, TERM_SHARE = 0.03, 0.2
"""A word that so small a share of the works uses makes a name of two plain words side by side; who
asks what they mean surely means one thing by both."""
MOST_WORDS = 3
"""So many missing words are told of."""


def names(question: str) -> tuple[str, ...]:
    """The names in a question as written: what has capitals within, or letters with a number.

    Of several words with capitals in a row the whole is a name too, unless all words have them.
    """
    said = question.split()
    capitals = sum(word[0].isupper() for word in said)
    if question.isupper() and len(said) > _SHOUTED:
        return ()
    phrases = _PHRASE.findall(question) if 2 * capitals <= len(said) else []
    found = (match.rstrip(".") for match in (*phrases, *_NAME.findall(question)))
    return tuple(dict.fromkeys(name for name in found if _is_name(name)))


def stands_somewhere(name: str, said: str) -> bool:
    """Whether a name stands in a text in lower case, its parts joined or parted, an s aside."""
    name = lowered(name)
    if not _PARTS.search(name):
        return True
    forms = {name, name.removesuffix("s"), f"{name}s" if name[-1].isalpha() else name}
    return any(_found(_PARTS.findall(form), said) for form in sorted(forms) if len(form) > 1)


def missing_names(question: str, near: str, said: Callable[[], str]) -> tuple[str, ...]:
    """The names of a question that stand nowhere in the texts, given as one in lower case.

    They are looked for in what is `near` the question first, since the rest is long.
    """
    far = [name for name in names(question) if not stands_somewhere(name, near)]
    gone = [name for name in far if not stands_somewhere(name, said())]
    return tuple(n for n in gone if not any(n != other and n in other for other in gone))


def compared_to(name: str, question: str) -> bool:
    """Whether something is only likened to what has the name: "X-like filtering"."""
    return bool(re.search(rf"{re.escape(name)}-(?:like|style|type|inspired|ish)\b", question))


def is_phrase(name: str) -> bool:
    """Whether a name is of several plain words, each of which may stand elsewhere by itself."""
    return " " in name and not any(mark.isdigit() for mark in name)


def foreign_titles(question: str, said: str) -> list[str]:
    """What is written as a title in a question and does not stand in these plain words."""
    titles = (t for t in _TITLE.findall(question) if sum(c.isupper() for c in t) > BARE_PHRASE)
    return [title for title in titles if plain(title) not in said]


def strange_pair(question: str, vocabulary: Vocabulary, said: Callable[[], str]) -> str | None:
    """The two plain words that a question ends on where no text has them together, one being rare.

    A text on quantum mechanics and computation does not speak of quantum computing. `said` are
    all texts in lower case.
    """
    term = _TERM.search(question)
    found = term or _SUBJECT.search(question)
    pair = [word for word in found.groups() if word] if found else []
    if not pair or not STOPWORDS.isdisjoint(pair) or any(map(_NO_TERM.fullmatch, pair)):
        return None
    one, other = map(stem, pair)
    rarest = min(vocabulary.count(one), vocabulary.count(other))
    if not 0 < rarest <= (TERM_SHARE if term else RARE_SHARE) * vocabulary.size:
        return None
    one, other = map(_beginning, pair)
    close = rf"\b{one}\w*[\s-]+(?:\w+[\s-]+)?{other}"
    beside = rf"{close}|\b{other}\w*\s+(?:of|in|for|with)\s+(?:\w+\s+)?{one}"
    return None if re.search(beside, said()) else " ".join(pair)


def _beginning(word: str) -> str:
    """What all forms of a word begin with: polic of policy, whose stem is polici."""
    root = stem(word)
    return root if word.startswith(root) else root[:-1]


def lacking(
    question: str, terms: Sequence[str], vocabulary: Vocabulary, there: Iterable[str]
) -> tuple[str, tuple[str, ...]]:
    """What to say is missing where no name is: words that no text has, else that this one lacks."""
    surface = {stem(word): word for word in reversed(words(question))}
    asked = [term for term in terms if term in surface]
    unknown = [term for term in asked if not vocabulary.count(term)]
    held = frozenset(there)
    absent = sorted((t for t in asked if t not in held), key=vocabulary.idf, reverse=True)
    shown = unknown or absent
    return "no text" if unknown else "one text", tuple(surface[t] for t in shown[:MOST_WORDS])


def _is_name(name: str) -> bool:
    first = words(name)[0] if words(name) else ""
    return bool(re.search(r"[^\W\d_]", name)) and first not in _NO_NAMES


def _found(parts: Sequence[str], said: str) -> bool:
    pattern = _BETWEEN.join(map(re.escape, parts))
    return any(
        not said[match.start() - 1 : match.start()].isalnum()
        and not _GOES_ON.match(said, match.end())
        for match in re.finditer(pattern, said)
    )
