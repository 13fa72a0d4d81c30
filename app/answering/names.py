"""In: the works of a library; out: which of them a question names, by title, nickname or id."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from app.answering.terms import STOPWORDS, Vocabulary, stem, subject_terms, words
from ingest.merge import normal_title
from ingest.records import Work

RARE = 3
"""A short name can stand in any case if its rarest word is used by at most this many works."""
PART = 4
"""So many words in a row of one title, and of no other, name its work..."""
TELLING = 2
"""...if so many of them are no stop words: "is all you need" names nothing."""
_ARXIV_ID = re.compile(
    r"(?<![\w.])(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/)?(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)"
)
_CAPITALS = re.compile(r"[A-Z0-9].*[A-Z0-9]|[a-z][A-Z]|^[a-z]\d+$")
_EDGES = re.compile(r"^\W+|(?:['’]s)?\W*$")


class Names:
    """Titles, title heads, their initials, nicknames and arXiv ids by which works are named."""

    def __init__(self, works: Iterable[Work], vocabulary: Vocabulary) -> None:
        self._plain: dict[str, list[str]] = {}
        self._exact: dict[str, list[str]] = {}
        self._arxiv: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._vocabulary = vocabulary
        works = self._works = tuple(works)
        said = frozenset(word for work in works for word in re.findall(r"\w+", work.title or ""))
        parts: dict[str, set[str]] = defaultdict(set)
        initials: dict[str, set[str]] = defaultdict(set)
        for work in works:
            if work.arxiv_id:
                self._arxiv[work.arxiv_id] = work.paper_id
                self._titles[work.arxiv_id] = work.name
            title = work.title or work.name
            head = title.split(":")[0]
            whole = (title, unbracketed(title))
            for name in (*whole, head, *work.aliases):
                self._add(name, work.paper_id, full=name in whole)
            for part in (part for form in whole for part in _parts(form)):
                parts[part].add(work.paper_id)
            for letters in initials_of(title):
                initials[letters].add(work.paper_id)
        for name, ids in parts.items():
            if len(ids) == 1:
                self._plain.setdefault(name, [*ids])
        for letters, ids in initials.items():
            plainly = vocabulary.count(stem(letters.lower())) <= RARE and letters not in said
            if len(ids) == 1 and plainly:
                self._exact.setdefault(letters, [*ids])
        self._begin = frozenset(
            word for name in (*self._plain, *self._exact) for word in normal_title(name).split()[:1]
        )
        self._longest = max((len(name.split()) for name in self._plain), default=0)

    def named_in(self, question: str) -> tuple[str, ...]:
        """The paper ids of the works a question names, in the order named, each once."""
        plain = f" {normal_title(question)} "
        found: dict[str, str] = {}
        for name in _runs(plain.split(), 1, self._longest, self._begin):
            found.update(dict.fromkeys(self._plain.get(name, ()), name))
        for name, ids in self._exact.items():
            if name in question and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", question):
                found.update(dict.fromkeys(ids, normal_title(name)))
        for arxiv_id, paper_id in self._arxiv.items():
            if arxiv_id in question:
                found[paper_id] = normal_title(arxiv_id)
        kept = _longest_only(found)
        return tuple(sorted(kept, key=lambda paper_id: (plain.find(found[paper_id]), paper_id)))

    def marked(self, question: str, first: int) -> tuple[str, list[tuple[str, list[str]]]]:
        """The question with a mark for each name in it, and these names with the paper ids meant.

        The marks are characters from the code point `first` on, in the order of the names.
        """
        tokens = list(re.finditer(r"\S+", question))
        found: list[tuple[int, int, list[str]]] = []
        start = 0
        while start < len(tokens):
            begins = normal_title(tokens[start][0]).split()[:1]
            if begins and begins[0] not in self._begin:
                start += 1
                continue
            ends = range(min(len(tokens), start + self._longest + 2), start, -1)
            for end in ends:
                begin, stop = tokens[start].start(), tokens[end - 1].end()
                name = _EDGES.sub("", question[begin:stop])
                if ids := self._plain.get(normal_title(name)) or self._exact.get(name):
                    begin = question.index(name, begin)
                    found.append((begin, begin + len(name), ids))
                    start = end - 1
                    break
            start += 1
        names = [(question[begin:stop], ids) for begin, stop, ids in found]
        for place, (begin, stop, _) in reversed(list(enumerate(found))):
            question = f"{question[:begin]}{chr(first + place)}{question[stop:]}"
        return question, names

    def with_words(self, subject: str) -> tuple[str, ...]:
        """The one work with all these words in its title, one a word of few works; else ()."""
        said = set(subject_terms(subject))
        if not said or min(map(self._vocabulary.count, said)) > RARE:
            return ()
        found = self.all_with(subject)
        return found if len(found) == 1 else ()

    def all_with(self, subject: str, *, begun: bool = False) -> tuple[str, ...]:
        """The works with all these words in their titles, or as beginnings of longer ones."""
        said = set(subject_terms(subject))
        found = []
        for work in self._works if said else ():
            own = set(map(stem, words(work.title or "")))
            left = said - own
            if not left or (begun and all(any(o.startswith(t) for o in own) for t in left)):
                found.append(work.paper_id)
        return tuple(found)

    def title_with(self, subject: str, *, alone: bool = False) -> str:
        """The one title that has all these words, of which there must be two; "" if none is.

        A single word that few works use will do if it stands `alone` for a work; of several titles
        it is the one that begins with them, where they are written as a name.
        """
        said = set(subject_terms(subject))
        rare = alone and min(map(self._vocabulary.count, said), default=RARE + 1) <= RARE
        if not (rare or len(said) >= TELLING):
            return ""
        titles = (work.title for work in self._works if work.title)
        found = [title for title in titles if said.issubset(map(stem, words(title)))]
        if len(found) > 1 and subject[:1].isupper():
            head = normal_title(subject)
            found = [title for title in found if f"{normal_title(title)} ".startswith(f"{head} ")]
        return found[0] if len(found) == 1 else ""

    def spelled_out(self, question: str) -> str:
        """The question with the titles of works in the place of their arXiv ids."""

        def title(found: re.Match[str]) -> str:
            return self._titles.get(found[1], found[0])

        return _ARXIV_ID.sub(title, question)

    def without_titles(self, question: str) -> str:
        """The question in lower case without the full titles of works that stand in it, whatever
        marks are between their words.
        """
        said, plain = question.lower(), normal_title(question)
        titles = (normal_title(work.title) for work in self._works if work.title)
        for title in (title for title in titles if title and title in plain):
            said = re.sub(r"[\W_]+".join(map(re.escape, title.split())), " ", said)
        return said

    def _add(self, name: str, paper_id: str, *, full: bool) -> None:
        """File a name under its plain form, or, if its words are common, only as it is written."""
        plain = normal_title(name)
        if len(plain) < 2:
            return
        rarest = min((self._vocabulary.count(stem(w)) for w in words(name)), default=0)
        long = len(plain.split()) >= (3 if full else 4)
        if long or (rarest <= RARE and len(plain) > 3):
            into, key = self._plain, plain
        elif _CAPITALS.search(name):
            into, key = self._exact, name
        else:
            return
        if paper_id not in into.setdefault(key, []):
            into[key].append(paper_id)


def unbracketed(title: str) -> str:
    """A title without what it has in brackets."""
    return " ".join(re.sub(r"\([^)]*\)", " ", title).split())


def initials_of(title: str) -> list[str]:
    """Acronyms a title may go by: the initials of its head, and of the last words of each part.

    "Wide Nets: Growing by Deep Tree Search" gives DTS, BDTS and GBDTS; only letters count.
    """
    found: dict[str, None] = {}
    for part in title.split(":"):
        said = [word for word in re.split(r"[\s-]+", part.strip()) if word]
        for length in range(3, min(len(said), 5) + 1):
            if all(word.isalpha() for word in said[-length:]):
                found["".join(word[0] for word in said[-length:]).upper()] = None
    return list(found)


def spelled_by(name: str, title: str) -> str:
    """The words with which a part of a title opens whose beginnings make a name in capitals; "".

    "Wide Nets: Growing by Deep Search" gives WINE for wide nets and GROWDS; small words stay out.
    """
    parts = ([word for word in words(part) if word not in STOPWORDS] for part in title.split(":"))
    made = (_spelling(name.lower(), part) for part in parts if name.isupper())
    return next((" ".join(found) for found in made if len(found) > 1), "")


def _spelling(name: str, said: Sequence[str]) -> tuple[str, ...]:
    """The first words whose beginnings, one after the other, make the name; none if they do not."""
    for n in range(1, len(name) + 1):
        if not said or not said[0].startswith(name[:n]):
            break
        rest = _spelling(name[n:], said[1:]) if name[n:] else ()
        if rest or not name[n:]:
            return (said[0], *rest)
    return ()


def _parts(title: str) -> Iterator[str]:
    """The runs of a title's words that may name it."""
    for part in _runs(normal_title(title).split(), PART, len(title)):
        if sum(word not in STOPWORDS for word in part.split()) >= TELLING:
            yield part


def _runs(
    said: Sequence[str], shortest: int, longest: int, begin: Container[str] | None = None
) -> Iterator[str]:
    """All runs of so many of the words, or those that begin with one of some words."""
    for start, word in enumerate(said):
        if begin is not None and word not in begin:
            continue
        for end in range(start + shortest, min(len(said), start + longest) + 1):
            yield " ".join(said[start:end])


def _longest_only(found: Mapping[str, str]) -> list[str]:
    """The paper ids but for those whose name stands inside a longer name that was found."""
    return [
        paper_id
        for paper_id, name in found.items()
        if not any(name != longer and f" {name} " in f" {longer} " for longer in found.values())
    ]
