"""In: a question that sets things side by side; out: the two sides, as it puts them."""

import re

from app.answering.terms import subject_terms

_OF = re.compile(
    r"^(?:the\s+)?(?:results?|(?:training\s+)?data(?:\s?sets?)?|costs?|speed|accuracy|performance"
    r"|methods?|limits?|limitations|weaknesses|ideas?|approach(?:es)?|findings|architectures?|memory|training)\s+of\s+",
    re.IGNORECASE,
)
"""What is to be compared of the first side, and so of both."""

_SIDES = re.compile(
    r"(?:compare[sd]?|between|compar\w+ of)\s+(?P<a>.+?)\s+(?:and|with|to|against|vs\.?)"
    r"\s+(?P<b>.+)"
    r"|(?:how (?:do|does|is|are)\s+)?(?P<c>.+?)\s+(?:differs?|different)\s+from\s+(?P<d>.+)"
    r"|(?:how (?:do|does)\s+)?(?P<i>.+?)\s+compares?\s+(?:to|with|against)\s+(?P<j>.+)"
    r"|(?P<e>.+?)\s+(?:vs\.?|versus)\s+(?P<f>.+)"
    r"|how (?:do|does)\s+(?P<k>.+?)\s+and\s+(?P<l>.+?)\s+differ\W*$"
    r"|[,:]\s+(?P<m>[^,:]+?)\s+or\s+(?P<n>[^,:]+)"
    r"|what (?:do|have)\s+(?P<g>.+?)\s+and\s+(?P<h>.+?)\s+(?:have )?in common",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"\s+(?:in terms of|with (?:regard|respect) to|when it comes to|regarding|concerning|as to|as"
    r"|on|for|in general|when)\b.*$",
    re.IGNORECASE,
)
"""What follows the second side and says in which respect they are compared."""


def sides(text: str) -> tuple[str, str] | None:
    """The two things a question compares, as it puts them; None where they cannot be told."""
    found = _SIDES.search(text)
    if found is None:
        return None
    pair = [part.strip(" ?.,:") for part in found.groups() if part]
    if len(pair) != 2:
        return None
    pair[0] = _OF.sub("", pair[0])
    shorter = _ASPECT.sub("", pair[1])
    second = shorter if subject_terms(shorter) else pair[1]
    return (pair[0], second) if all(map(subject_terms, (pair[0], second))) else None
