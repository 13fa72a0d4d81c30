"""In: a turn that only names a work ("and Quietnet?"), the turn before; out: what is asked of it.

Where the turn before asked for a record of a work, this one asks for the same of another.
"""

import re
from collections.abc import Callable, Sequence

from app.answering.archive.facts import What, asks_writer, first_asked, subject_words

_AND = re.compile(
    r"^\W*(?:(?:and|what about|how about|same for|the same for|or)\b\W*)+(?P<name>\S.{1,150}?)\W*$",
    re.IGNORECASE,
)
_ASKED: dict[What, str] = {
    "who": "who reviewed {}?",
    "when": "when was {} reviewed?",
    "often": "how often was {} reviewed?",
    "out": "when was the paper {} published?",
    "from": "which lab is the paper {} from?",
    "by": "who wrote the paper {}?",
    "link": "link to {}",
}


def instead(text: str, before: str, named: Callable[[str], Sequence[str]]) -> str | None:
    """The question for the record that was asked for before, of the one work that a turn names.

    None where it asks something itself, or none was asked for; `named` gives the works in a text.
    """
    found = _AND.search(text)
    if found is None or first_asked(text) or len(named(found["name"])) != 1:
        return None
    what = first_asked(before) or ("by" if asks_writer(before) else None)
    if what is None or not (named(before) or subject_words(before)):
        return None
    return _ASKED[what].format(found["name"])
