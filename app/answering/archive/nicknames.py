"""In: a question, the names of works; out: the question with a title where words mean one work.

"The lottery paper" is the one that has the word in its title, "the KAN survey" the one survey of
what the work of that name is about.
"""

import re
from collections.abc import Collection, Iterable

from app.answering.archive.facts import subject_words
from app.answering.names import Names
from app.answering.terms import STOPWORDS, stem, subject_terms, words
from ingest.library import Library
from ingest.merge import normal_title
from ingest.records import Work

_NOUN = r"(?:paper|review|article|survey|benchmark|one|work|write-?up|piece|thread|post)"
_CALLED = re.compile(
    r"\b(?:the|a|an|that|this|his)\s+(?P<title>(?:(?!(?:the|that|this)\s)[\w^-]+\s+){1,5}?)"
    rf"(?P<noun>{_NOUN})\b(?!\s+{_NOUN}\b)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?:(?:the|both|these|those|his)\s+)+(?:of\s+the\s+)?(?:(?:two|three|2|3)\s+)?"
    r"(?P<title>(?:[\w^-]+\s+){1,4}?)(?:papers|articles|works|reviews|ones)\b",
    re.IGNORECASE,
)
FEW = 3
"""So many titles can stand for the name that they share."""
_KINDS = ("survey", "benchmark")


def with_titles(question: str, names: Names, library: Library) -> str:
    """The question with the title of each work that "the ... paper" means."""

    def title(found: re.Match[str]) -> str:
        said, noun = found["title"], found["noun"].lower()
        if (own := words(said)) and not subject_words(said):
            return found[0]
        if noun in _KINDS:
            meant = _of_kind(said, noun, names, library)
        elif len(subject_words(said)) < sum(word not in STOPWORDS for word in own):
            meant = _with_run(said, library.works)
        else:
            meant = names.title_with(said, alone=True)
        return f"the {meant} {'paper' if noun in _KINDS else noun}" if meant else found[0]

    def titles(found: re.Match[str]) -> str:
        works = names.all_with(found["title"], begun=True) if subject_words(found["title"]) else ()
        several = [library.works_by_id[work].title or "" for work in works]
        return " and ".join(several) if 1 < len(several) <= FEW else found[0]

    return _SHARED.sub(titles, _CALLED.sub(title, question))


def all_as_titles(question: str, other: Collection[str], names: Names) -> str:
    """The question with the titles that its words for no records (`other`) belong to; "" if not
    all do."""
    tokens = [m for m in re.finditer(r"[^\s,;:?!()\"“”]+", question) if m[0] in other]
    if not other or not set(other) <= {token[0] for token in tokens}:
        return ""
    runs: list[tuple[int, int]] = []
    for token in tokens:
        between = question[runs[-1][1] : token.start()] if runs else ""
        if runs and all(word in STOPWORDS for word in words(between)) and "," not in between:
            runs[-1] = (runs[-1][0], token.end())
        else:
            runs.append(token.span())
    for start, end in reversed(runs):
        title = names.title_with(question[start:end])
        if not title:
            return ""
        question = f"{question[:start]}{title}{question[end:]}"
    return question


def _with_run(said: str, works: Iterable[Work]) -> str:
    """The one title that has these words side by side, some of them words for records."""
    run = normal_title(said)
    found = [w.title for w in works if w.title and f" {run} " in f" {normal_title(w.title)} "]
    return found[0] if len(found) == 1 else ""


def _of_kind(said: str, kind: str, names: Names, library: Library) -> str:
    """The title of the one work of a kind on what is said: in these words, or in those that a work
    of that name has for it."""
    subjects = [said]
    for paper_id in names.named_in(said):
        subjects += (library.works_by_id[paper_id].title or "").split(":")
    wanted = [set(subject_terms(subject)) for subject in subjects]
    found = [
        work.title
        for work in library.works
        if work.kind == kind
        and work.title
        and any(terms and terms.issubset(map(stem, words(work.title))) for terms in wanted)
    ]
    return found[0] if len(found) == 1 else ""
