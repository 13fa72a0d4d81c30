"""In: a turn of a conversation and the turns before; out: the question it asks when read alone."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.answering.names import Names
from app.answering.terms import subject_terms

_LEANING = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|his|her)\b"
    r"|\b(?:this|that|these|those|the same)(?:\s+(?:paper|work|method|approach|idea|result|model"
    r"|one|study|review|technique|claim|algorithm|trick|authors?|thing|finding|demo|experiment)s?\b"
    r"|\s*[?.!,]|\s+(?:is|was|does|do|did|work|works|mean|means|compare|differ|help|helps)\b)"
    r"|\bthe (?:paper|authors?|reviewers?|method|approach|work|study|demo|experiment)\b"
    r"|^\W*(?:and|but|so|then|also|or|why|how so|what about|how about|what else|anything else|more"
    r"|go on|tell me more|really|in what way|for example|such as)\b\s*\S*\s*\S*\W*$"
    r"|^\W*(?:and|but|what about|how about)\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\b(?:is|was|does|would|can) it (?:possible|true|correct|right|worth|better|necessary|matter"
    r"|make sense|safe|known|enough|take)\b|\bhow (?:long|much) (?:does|would) it take\b",
    re.IGNORECASE,
)
_BROAD = re.compile(
    r"^\W*(?:which|what)\s+(?:\w+\s+){0,2}(?:papers|works|methods|reviews|studies)\b", re.IGNORECASE
)


class Turn(NamedTuple):
    """What to search for, how the turn reads after the one before, the works it leans on."""

    query: str
    aloud: str
    focus: tuple[str, ...]


def resolve(
    question: str,
    history: Sequence[str],
    names: Names,
    work_of: Callable[[str], tuple[str, str] | None],
) -> Turn:
    """Read a turn that leans on the one before with its subject filled in.

    `work_of` gives paper id and name of the work a text is about, or None. A turn that names a
    work, or has content of its own and no word that leans, stands as it is.
    """
    if not history or names.named_in(question) or not leaning(question):
        return Turn(question, question, ())
    earlier = resolve(history[-1], history[:-1], names, work_of)
    named = names.named_in(earlier.query)
    subject = work_of(named[0] if named else earlier.query)
    aloud = f"{history[-1]} {question}"
    if subject is None:
        return Turn(f"{question} {earlier.query}", aloud, ())
    paper_id, name = subject
    return Turn(f"{question} ({name})", aloud, (paper_id,))


def leaning(question: str) -> bool:
    """Whether a turn needs the turn before to be understood."""
    if _BROAD.search(question):
        return False
    bare = _EMPTY_IT.sub("", question)
    return bool(_LEANING.search(bare)) or not subject_terms(question)
