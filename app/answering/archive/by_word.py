"""In: a question for nothing but records of a named work; out: the record its words are for."""

import re

from app.answering.archive.facts import What

_BY_WORD: tuple[tuple[What, str], ...] = (
    ("link", r"\b(?:links?|urls?|pdfs?|arxiv|web\s?(?:address|page|site)|ids?)\b"),
    (
        "who",
        r"^(?=.*\b(?:review\w*|guests?|signed|co-\w+))"
        r".*\b(?:who\w*|(?<!the )reviewers?|guests?|co-\w+|alone|solo|together|signed)\b",
    ),
    ("when", r"\b(?:when|dates?|dated|days?|months?|years?|timestamps?)\b"),
    (
        "when",
        r"^\W*(?:(?:so|and|ok|hey)\W+)*(?:was|were|has|have|did)\b(?!.*\b(?:first|last)\b)"
        r".*\breview(?:ed)?\b",
    ),
)
"""The words that say which record is asked of a work where nothing but records is."""
_OF_IT = re.compile(
    r"^\W*(?:(?:what|how|why|which)\s+(?:did|do|does|has|have|is|was)|how\s+(?:many|much|long))\b"
    r"|^\W*(?:was|were|did|has|have|is|are|does|do|can|could|will)\b(?!.*\b(?:review|cover|pdf)\w*)",
    re.IGNORECASE,
)
"""Asks what somebody does with a work, or what it is."""


def asked_by_word(question: str) -> What | None:
    """The record that a question for nothing but records asks of the work that it names."""
    if _OF_IT.search(question):
        return None
    found = (what for what, said in _BY_WORD if re.search(said, question, re.IGNORECASE))
    return next(found, None)
