"""In: a question that sets things side by side; out: the two sides, as it puts them."""

import re

from app.answering.terms import subject_terms, words

_OF = re.compile(
    r"^(?:(?:how|what|why|in what way|so|is|are|was|does|do|did|would)(?:['’]s)?(?:\s+|$))*"
    r"(?:the\s+)?(?:(?:results?|(?:training\s+)?data(?:\s?sets?)?|costs?|speed|accuracy|performance"
    r"|methods?|limits?|limitations|weaknesses|ideas?|approach(?:es)?|findings|architectures?"
    r"|memory|training)\s+of\s+)?",
    re.IGNORECASE,
)
"""What is asked before the first side: how, and what of it, and so of both, is compared."""

_SIDES = re.compile(
    r"(?:compare[sd]?|between|compar\w+ of)\s+(?P<a>.+?)\s+(?:and|with|to|against|vs\.?)"
    r"\s+(?P<b>.+)"
    r"|(?P<c>.+?)\s+(?:differs?|different)\s+(?:from|to|than)\s+(?P<d>.+)"
    r"|(?P<i>.+?)\s+(?:compares?|(?:as )?compared)\s+(?:to|with|against)\s+(?P<j>.+)"
    r"|(?P<e>.+?)\s+(?:vs\.?|versus)\s+(?P<f>.+)"
    r"|how (?:do|does|did)\s+(?P<k>.+?)\s+and\s+(?P<l>.+?)\s+differ"
    r"(?:\s+(?:in|on|at|when|with|for|as|under|after)\b.*)?\W*$"
    r"|what (?:sets?|tells?)\s+(?P<o>.+?)\s+apart from\s+(?P<p>.+)"
    r"|^\W*(?P<q>[^,:]+?)\s+or\s+(?P<r>[^,:]+)[,:;?]\s*(?:which|what)\b"
    r"|[,:]\s+(?P<m>[^,:]+?)\s+or\s+(?P<n>[^,:]+)"
    r"|what (?:do|have)\s+(?P<g>.+?)\s+and\s+(?P<h>.+?)\s+(?:have )?in common",
    re.IGNORECASE,
)
_FROM_IT = re.compile(
    r"(?:\bdifferences? (?:to|from|with)|\bdifferent (?:from|to|than)|\bdiffers? from"
    r"|\bapart from|\bcompared? (?:it |this |that |them )?(?:to|with|against)|^\W*and from)\s+(.+)",
    re.IGNORECASE,
)
"""One side alone is named where the other is "it", or goes without saying."""
_IT = frozenset(subject_terms("paper work method approach model idea one thing authors"))
_ASPECT = re.compile(
    r"\s+(?:in terms of|with (?:regard|respect) to|when it comes to|regarding|concerning|as to|as"
    r"|on|for|in general|when)\b.*$|\s*[,:;?]\s+(?:which|what|where|who|how|is|are|does|do)\b.*$",
    re.IGNORECASE,
)
"""What follows the second side and says in which respect they are compared."""
_CLAUSE = re.compile(
    r"(?<![\w-])(?:can|could|do|does|did|is|are|was|were|has|have|will|would|should)\b",
    re.IGNORECASE,
)
"""In a clause, which is no side."""
_WHOSE = re.compile(r"(.+)['’]s?(?:\s+(?:in|on|at|under)\b.*)?$")
_WHOSES = re.compile(r"['’]s?\s.*$")
"""Whose something is compared: "A's play" with "B's"."""
_USUAL_WORDS = """
    normal normally ordinary regular regularly usual usually standard classic classical classically
    traditional traditionally conventional vanilla plain typical common earlier previous previously
    prior existing older other others real actual simple"""
USUAL = frozenset(_USUAL_WORDS.split())
"""What is not the new thing is called so; a text may call it otherwise, or leave it out."""
_ALL = re.compile(
    r"(?:\bcompare[sd]?|\bdifferences? between|^\W*how (?:do|does|did))\s+"
    r"(?P<all>(?:[^,]+,\s*)+(?:and\s+)?[^,]+?)(?:\s+(?:differ|compare)\b.*)?\W*$"
    r"|^\W*(?P<vs>.+?\svs\.?\s.+?\svs\.?\s.+?)\W*$",
    re.IGNORECASE,
)
_EACH = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|vs\.?|versus)\s+", re.IGNORECASE)
SEVERAL, LONGEST = 3, 5
"""So many things are several, and so many words long each is at most."""
_TAIL = re.compile(r"\s+(?:in|of|at|under|within)\s+.+$", re.IGNORECASE)
_WITHIN = re.compile(r"\s+(?:in|within|under)\s+.+$", re.IGNORECASE)


def several(text: str) -> tuple[str, ...]:
    """The three things or more that a question compares, as it puts them; none where it names
    fewer."""
    found = _ALL.search(text)
    said = (
        _WITHIN.sub("", _ASPECT.sub("", (found["all"] or found["vs"]).strip(" ?.:")))
        if found
        else ""
    )
    parts = [part.strip() for part in _EACH.split(said) if part and part.strip()]
    plain = all(len(part.split()) <= LONGEST and _tells(part) for part in parts)
    clear = plain and not any(_CLAUSE.search(part) for part in parts)
    return tuple(parts) if len(parts) >= SEVERAL and clear else ()


def two_sides(text: str, it: str = "") -> tuple[str, str] | None:
    """The two things a question compares, as it puts them; None where they cannot be told.

    `it` is what a side is called that is not named.
    """
    found = _SIDES.search(text)
    pair = [part.strip(" ?.,:") for part in found.groups() if part] if found else []
    if len(pair) == 2:
        pair[0] = _OF.sub("", pair[0])
    elif alone := _FROM_IT.search(text):
        pair = ["", alone[1].strip(" ?.,:")]
    else:
        return None
    shorter = _ASPECT.sub("", pair[1])
    pair[1] = shorter if _tells(shorter) else pair[1]
    if any(_CLAUSE.search(side) for side in pair):
        return None
    if whose := _WHOSE.match(pair[1]):
        pair = [_WHOSES.sub("", pair[0]), whose[1]]
    pair[1] = _without_tail(*pair)
    first, second = (side if _tells(side) else it for side in pair)
    return (first, second) if first and second and first != second else None


def _without_tail(first: str, second: str) -> str:
    """The second side without what both have: of "local view, global view of it", global view."""
    head = _TAIL.sub("", second)
    alike = words(head)[-1:] == words(first)[-1:]
    bare = head if alike else _WITHIN.sub("", second)
    return bare if _tells(bare) else second


def _tells(side: str) -> bool:
    """Whether a side says what it is: "it" and "the method" do not."""
    return not _IT.issuperset(subject_terms(side))


def without_usual(text: str) -> str:
    """A text without the words for what is usual; itself if nothing else is there."""
    kept = " ".join(word for word in text.split() if USUAL.isdisjoint(words(word)[:1]))
    return kept if subject_terms(kept) else text


def is_usual(side: str) -> bool:
    """Whether a side is but what is usual, as it is told from the new thing."""
    return not USUAL.isdisjoint(words(side))
