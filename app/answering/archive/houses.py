"""In: a sentence on a work, its title, a name; out: whether that stands where makers are named.

That is after "by", "from", "at" or "out of", within the list of names that begins there, or before
"researchers" or "team". A capital alone names nobody: it may be of a topic, or of the title.
"""

import re
from typing import Literal

Asked = Literal["by", "adjective", "venue"]
"""How the name is asked for: papers by Acme, Acme papers, papers presented at Acme."""
_PEOPLE = r"(?:researchers|authors?|scientists|people|teams?|labs?|groups?|colleagues)"
_TITLE = "\0"
"""Stands for the title, beside which its authors are named."""
_LEAD: dict[Asked, str] = {
    "by": rf"(?:\b(?:by|from|at|out\s+of|authors?|{_PEOPLE}\s+of)\b|\band\s+@|@|{_TITLE})",
    "adjective": rf"(?:\b(?:by|from|at|out\s+of|{_PEOPLE}\s+of)\b|@)",
    "venue": r"(?:\b(?:in|at|to|by|from)\b|@)",
}
_SMALL = (
    rf"(?:and|the|an?|of|at|from|is|are|include|including|great|famous|\w+ly|{_PEOPLE}"
    r"|universit\w+|institut\w+|compan\w+|journal|conference|van|von|der?|la|bin|al)"
)
_NAMES = rf"(?:[\s,;:&(*“”\"—–-]+|\b{_SMALL}\b|(?-i:[A-Z])[\w.'’-]*)*"
"""What may stand between the lead and a name: other names, and the words around them."""
_IS_LED = {
    asked: re.compile(rf"{lead}(?:{_NAMES}[\s,&(*“\"—–-])?$", re.IGNORECASE)
    for asked, lead in _LEAD.items()
}
_OF_NAME = re.compile(r"\b(?!(?:The|An?|This)\b)[A-Z][\w.'’-]*\s+$")
"""Ends in the beginning of a name of several words."""
_BEFORE_PEOPLE = re.compile(rf"(?:['’]s)?\s+(?:\w+ing\s+)?{_PEOPLE}\b", re.IGNORECASE)
_GOES_ON: dict[Asked, re.Pattern[str]] = {
    "by": _BEFORE_PEOPLE,
    "adjective": _BEFORE_PEOPLE,
    "venue": re.compile(r"['’\s]*(?:\d{2,4}\s+)?(?:spotlight|oral|paper)\b", re.IGNORECASE),
}


def is_maker(name: str, asked: Asked, text: str, title: str) -> bool:
    """Whether a sentence on the work of this title has the name where its maker stands.

    As an adjective ("Acme papers") it must be the beginning of what is named: "Acme AI" is no "AI".
    """
    if len(name) <= 1:
        return False
    bare = re.sub(re.escape(title), _TITLE, text, flags=re.IGNORECASE)
    places = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![A-Za-z-])", bare)
    return any(_is_place(bare[: at.start()], bare[at.end() :], asked) for at in places)


def _is_place(before: str, after: str, asked: Asked) -> bool:
    if asked == "adjective" and _OF_NAME.search(before):
        return False
    return bool(_IS_LED[asked].search(before) or _GOES_ON[asked].match(after))
