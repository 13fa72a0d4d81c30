"""In: a turn, those before it, a reader; out: whether it leans on the work before, and which it is.

How much the turns before count in ranking is the searcher's to say (`index/followup.py`).
"""

import re
from collections.abc import Sequence

from app.answering.archive.facts import subject_words
from app.answering.kinds import kind_of
from app.answering.reader import Reader
from app.answering.terms import subject_terms
from index.followup import LEANING, POINTING, weight_of_history

SHORT = 2
"""A turn of so few words of its own speaks of the work before, if that has them all..."""
COMMON, FEWEST = 0.3, 3
"""...or so large a share of the works has them, and so many works; 0.1 to 1 are alike on the dev
half, since turns of so few words are rare in it."""
APART = 0.15
"""A turn that only goes on ("and how ...") and whose tokens match another work so much better than
the one before is about that."""
BACK = 3
"""What a turn before leans on is looked for in so many turns before that; further back it is what
is found for the turns together."""
NEAR = 3
"""What a turn asks why of may be named by one of so many works that are found for it."""
_OF_IT = re.compile(r"\bwhy\s+(?:not|so)\b", re.IGNORECASE)
_MODELS = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)?(which|what) (models|methods|techniques|approaches|benchmarks)\b"
    r"(\s+(?:did|was|were|had|got|came|could)\b)?",
    re.IGNORECASE,
)
"""What asks for works, or for what one tried; in the past tense it speaks of one that was told."""
IT = re.compile(r"\b(?:it|its|this|that|these|those|them|they)\b", re.IGNORECASE)
"""What points to what was spoken of."""


def leans(
    text: str, own: Sequence[str], earlier: Sequence[str], reader: Reader, back: int = BACK
) -> bool:
    """Whether a turn speaks of the work before: it points there, or says little and all of that.

    Words that ask for a record are no words of its own.
    """
    weight = weight_of_history(text, has_words=bool(own))
    if weight >= POINTING or not weight or kind_of(text) == "list":
        return weight >= LEANING
    subject = subject_of(earlier, reader, back)
    if subject is None:
        return False
    if weight >= LEANING:
        return not _apart(text, subject, reader)
    vocabulary = reader.sentences.vocabulary
    said = frozenset(subject_terms(" ".join(subject_words(text))))
    common = max(COMMON * vocabulary.size, FEWEST)
    telling = {term for term in said if vocabulary.count(term) < common}
    if len(said) > SHORT:
        return False
    return telling <= reader.sentences.words_of(subject).terms


def of_the_work_before(text: str, earlier: Sequence[str], reader: Reader) -> str:
    """A turn with "its models" for "models" where it asks which ones of the work before, not which
    works: it says little else, and that of a thing that was done or all in the words of that work.
    """
    found = _MODELS.match(text)
    if found is None or kind_of(earlier[-1]) == "list":
        return text
    own = frozenset(subject_terms(text)) - frozenset(subject_terms(found[2]))
    subject = subject_of(earlier, reader)
    if subject is None or len(own) > SHORT:
        return text
    if not found[3] and not own <= reader.sentences.words_of(subject).terms:
        return text
    return f"{found[1]} of its {found[2]}{text[found.end(2) :]}"


def is_elsewhere(text: str, before: str, reader: Reader) -> bool:
    """Whether a turn's rarest word is none of the work before, and one that is nearer is named so.

    "Why not that?" and "why so slow?" are asked of the work before all the same.
    """
    count = reader.sentences.vocabulary.count
    rarest = min(filter(count, subject_terms(text)), key=count, default="")
    if not rarest or rarest in reader.sentences.words_of(before).terms or _OF_IT.search(text):
        return False
    near = reader.searcher.search(text, NEAR).hits
    named = any(rarest in reader.sentences.name_terms(hit.paper_id) for hit in near)
    return named and _apart(text, before, reader)


def _apart(text: str, before: str, reader: Reader) -> bool:
    """Whether another work than the one before is what a turn is about."""
    found = reader.searcher.search(text, 1).hits
    if not found or found[0].paper_id == before:
        return False
    here, there = (reader.searcher.matched(text, [w]) for w in (before, found[0].paper_id))
    return here is not None and there is not None and there - here > APART


def subject_of(earlier: Sequence[str], reader: Reader, back: int = BACK) -> str | None:
    """The work that the turn before named, leant on or found first; None where no work passes its
    limits. What a turn leans on is looked for in so many turns `back`.
    """
    last, before = earlier[-1], earlier[:-1]
    beside = before and kind_of(last) == "compare" and IT.search(last)
    if beside and back:
        return subject_of(before, reader, back - 1)
    if named := reader.names.named_in(last):
        return named[0]
    if before and back and leans(last, subject_terms(last), before, reader, back - 1):
        return subject_of(before, reader, back - 1)
    found = reader.searcher.search(last, 1, before).hits
    return found[0].paper_id if found else None
