"""In: a question that has the words for a record; out: whether it asks for content all the same."""

import re
from collections.abc import Collection

from app.answering.archive.facts import WORK, What, asked, parts, subject_words
from app.answering.terms import stem

_CALLED = re.compile(
    rf"(?<!['’]s )\b(?:{WORK}s?|reviewe[dr]s?|(?<!who )reviews?|(?:co-?)?author(?:s|ed)?"
    r"|collaborat\w+|benchmarks?|threads?|posts?|talks?|streams?|ones?)\b",
    re.IGNORECASE,
)
"""Says that a record is asked of a work."""
_LINKING = re.compile(
    r"^\W*(?:which|what|how many)\s+(?:\w+\s+){0,2}(?:(?:papers|works|articles|studies|surveys)\b"
    r"|(?:paper|work|article|study|survey)\b(?!['’]s|\s+(?:links?|urls?|id|address)\b))",
    re.IGNORECASE,
)
"""Asks for works, and of them none can be asked for its link."""
_IN_REVIEW = re.compile(
    r"\bin (?:an?|the|one|any|some|this|that|which) reviews?\b|\breviewers? in (?:an?|the)\b"
    r"|\b(?:second|third|human|expert|another)\s+reviewers?\b(?!\s+(?:of|for|on)\b)"
    r"|\bpeer[\s-]+review\w*|\breviewer (?:agent|model|network|module|LLM|bot)s?\b"
    r"|(?<=who )(?!(?:write|doe|post|give|ha|i|wa|publishe|contribute|share)s)[a-z]+s"
    r" (?:the )?reviews\b",
    re.IGNORECASE,
)
"""Names reviews as what something stands in or is done with, and reviewers who review no papers."""
_WITHIN = re.compile(
    r"^\W*who\s+(?:in|within|of)\s+(?:the|this|that|his)\s+(?:paper|study|work|survey|experiments?)\b",
    re.I,
)
"""Asks for somebody whom a work tells of."""
_LINK_TO = re.compile(
    r"^\W*(?:(?:please|and|so|the|an?|what|which|where|is|are|was|can|could|give|send|show|need|want|have"
    r"|me|you|i|we|do|there|arxiv|web|working)\s+)*"
    r"(?:links?|urls?|ids?|identifiers?|addresse?s?)\s+(?:to|of|for)\b",
    re.IGNORECASE,
)
"""Asks for nothing but a link."""
_PART_OF = re.compile(r"\b([a-z][\w-]*)\s+(?:in|of|for|on|with|to|at|behind)\b")


def of_content(what: What, question: str, named: Collection[str] | None) -> bool:
    """Whether what seems to ask for a record of a work speaks of something in works.

    It names none and calls nothing a paper or a review ("who covers more ground?"), or asks for
    something in the one it names; `named` has the stems of that one's names, and is None for none.
    """
    part = next((p for p in parts(question) if asked(p) == what), question)
    if _WITHIN.search(part):
        return True
    if what == "link" and _LINKING.search(part):
        return True
    if asked(part) == what != asked(_IN_REVIEW.sub(" ", part)):
        return True
    if what == "often" or _CALLED.search(part) or (what == "link" and _LINK_TO.search(part)):
        return False
    if named is None:
        return True
    inside = (found[1] for found in _PART_OF.finditer(part))
    return what not in ("from", "link") and any(
        subject_words(w) and stem(w) not in named for w in inside
    )
