"""In: a turn of a conversation; out: how much the turns before it count in what is looked for."""

import re

_OTHER = re.compile(
    r"\b(?:different|another|new|next|other) "
    r"(?:topic|subject|question|matter|paper|work|study|one)\b"
    r"|\b(?:switch\w*|chang\w+) (?:the )?(?:topic|subject|gears)\b|\bsomething else\b"
    r"|\bunrelated\b|\bback to\b|^\W*switching\b|^\W*(?:moving on|changing gears)\s*[:,;–—-]"
    r"|^\W*(?:now|next),? (?:on )?to\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|he|she|his|her)\b"
    r"|\b(?:this|these|those|such|the same)\b(?! (?:is|are) (?:a|an|the)\b)"
    r"|^(?:\W*\w+){0,2}\W+that\b"
    r"|\b(?:of|about|for|in|on|with|like|by|to|than|do|does|did|doing|done) that\b"
    r"|\bthat(?: (?:paper|work|method|approach|idea|result|model|one|study|review|claim))?\W*$"
    r"|\b(?:find|make|get|use|need|have|build|train) (?:one|some|any)\b"
    r"|^\W*(?:and )?what(?:['’]s| is) (?:the )?(?:\w+ )?(?:differences? (?:to|from)|different from)"
    r"\b",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay)\W+)?why(?:\s+(?:a|an|the|not|so|only|just|any))*"
    r"(?:\s+[a-z][\w-]*){1,2}\W*$"
)
"""A question without a verb, in small letters: "why a shortcut?"."""
_LEANING = re.compile(
    r"\bthe (?:paper|authors?|reviewers?|method|approach|work|study|demo|experiment|other)\b"
    r"|^\W*(?:ok|okay|so|and|but|or|also|then|why|how so|what about|how about|what else|more"
    r"|anything else|go on|tell me more|really|for example|such as|what if|and if)\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\b(?:is|was|does|would|can) it (?:possible|true|correct|right|worth|necessary|matter"
    r"|better(?! than)|make sense|safe|known|enough|take)\b"
    r"|\bhow (?:long|much) (?:does|would) it take\b",
    re.IGNORECASE,
)
EMPTY, POINTING, LEANING, NAMING, ALONE = 5.0, 1.5, 1.0, 0.7, 0.3
"""What the turn before counts beside this one: this one says nothing, points to it (it, they),
goes on from it (and, the method), does either but names a work, or none of this."""


def is_elliptic(turn: str) -> bool:
    """Whether a turn asks why of a thing and leaves the rest to the turn before."""
    return bool(_ELLIPTIC.match(turn[:1].lower() + turn[1:]))


def weight_of_history(turn: str, *, has_words: bool = True, names_work: bool = False) -> float:
    """How much the ranking of the turn before is added to this turn's: 0 where it says "other".

    A turn that seems to stand alone may still be elliptic ("which part gets promoted?"), so the
    turn before counts a little: too little to pass a work that this turn clearly names. One that
    leans and `names_work` all the same ("and the method of X?") is mostly about that work. Where
    no word of it `has_words` that the library knows ("why?"), its own ranking is mere noise.
    """
    if _OTHER.search(turn):
        return 0.0
    if not has_words:
        return EMPTY
    turn = _EMPTY_IT.sub("", turn)
    points = is_elliptic(turn) or _POINTING.search(turn)
    weight = POINTING if points else LEANING if _LEANING.search(turn) else ALONE
    return min(weight, NAMING) if names_work else weight
