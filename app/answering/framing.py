"""In: a question, the people who review; out: the same with "the reviewer" for whose word is asked.

"According to Ada" asks for what stands in Ada's reviews; no text of hers need name her. Whoever
speaks on a stream is its streamer, by whatever name.
"""

import re
from collections.abc import Iterable

_SAYS = (
    r"(?:say|think|believe|argue|claim|find|consider|conclude|complain|criticise|criticize|praise"
    r"|doubt|suspect|expect|recommend|like|dislike|call|mention|explain|describe|compare|rate"
    r"|notice|note|suggest|judge|feel|admit|acknowledge|concede|confess|understand|grasp|miss|regret"
    r"|emphasi[sz]e|stress|highlight|point out|warn|wonder|hope|wish|struggle|question|trust|agree"
    r"|disagree|object|appreciate|enjoy|admire|love|hate|prefer|remark|comment|observe|speculate)"
)
_VIEW = r"(?:opinion|view|words|eyes|judge?ment|reading|mind)"

_STREAMER = re.compile(r"\b(?:live[ -]?streamer|you[ -]?tuber|vlogger|video blogger)\b", re.I)


def unframed(question: str, people: Iterable[str]) -> str:
    """The question with "the reviewer" in the place of a reviewer whose word is asked for, and one
    word for who streams.

    Not where somebody's reviews are asked for: "what did Ada review?" names whose.
    """
    question = _STREAMER.sub("streamer", question)
    names = sorted({form for name in people for form in (name, name.split()[0])}, key=len)
    if not any(name in question or name.lower() in question for name in names):
        return question
    who = "|".join(re.escape(name) for name in reversed(names))
    pattern = re.compile(
        rf"(?P<a>\baccording to |\bfor )(?:{who})(?=\W*$|[,;])"
        rf"|(?P<b>\b(?:in|from) )(?:{who})(?=['’]s\s+(?:\w+\s+)?{_VIEW}\b)"
        rf"|(?P<c>\b(?:do|does|did|would|what|why|how) )(?:{who})(?=\s+(?:\w+ly\s+)?{_SAYS}\b)"
        rf"|(?<!\w)(?:{who})(?=\s+(?:\w+ly\s+)?(?:{_SAYS}(?:e?s|d|ed)|thought|said|found|felt|understood|admitted)\b)",
        re.IGNORECASE,
    )
    return pattern.sub(lambda m: f"{m['a'] or m['b'] or m['c'] or ''}the reviewer", question)
