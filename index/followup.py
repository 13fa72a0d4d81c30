"""In: a turn of a conversation; out: how much the turns before it count in what is looked for."""

import re

_OTHER = re.compile(
    r"\b(?:different|another|new|next|other) "
    r"(?:topic|subject|question|matter|paper|work|study|one)\b"
    r"|\b(?:switch\w*|chang\w+) (?:the )?(?:topic|subject|gears)\b|\bsomething else\b"
    r"|\bunrelated\b|\bback to\b|^\W*switching\b|^\W*(?:now|next),? (?:on )?to\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|he|she|his|her)\b"
    r"|\b(?:this|these|those|such|the same)\b(?! (?:is|are) (?:a|an|the)\b)"
    r"|^(?:\W*\w+){0,2}\W+that\b"
    r"|\b(?:of|about|for|in|on|with|like|by|to|than|do|does|did|doing|done) that\b"
    r"|\bthat(?: (?:paper|work|method|approach|idea|result|model|one|study|review|claim))?\W*$"
    r"|\bthe (?:paper|authors?|reviewers?|method|approach|work|study|demo|experiment|other)\b"
    r"|\b(?:find|make|get|use|need|have|build|train) (?:one|some|any)\b"
    r"|^\W*(?:ok|okay|so|and|but|or|also|then|why|how so|what about|how about|what else|more"
    r"|anything else|go on|tell me more|really|for example|such as|what if|and if)\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\b(?:is|was|does|would|can) it (?:possible|true|correct|right|worth|better|necessary|matter"
    r"|make sense|safe|known|enough|take)\b|\bhow (?:long|much) (?:does|would) it take\b",
    re.IGNORECASE,
)
EMPTY, LEANING, ALONE = 5.0, 0.7, 0.3
"""What the turn before counts beside this one: this one says nothing, leans on it, or neither."""


def weight_of_history(turn: str, *, has_words: bool = True) -> float:
    """How much the ranking of the turn before is added to this turn's: 0 where it says "other".

    A turn that seems to stand alone may still be elliptic ("which part gets promoted?"), so the
    turn before counts a little: too little to pass a work that this turn clearly names. Where no
    word of it `has_words` that the library knows ("why?"), its own ranking is mere noise.
    """
    if _OTHER.search(turn):
        return 0.0
    if not has_words:
        return EMPTY
    return LEANING if _LEANING.search(_EMPTY_IT.sub("", turn)) else ALONE
