"""In: a question; out: its kind, whose word it asks for, under which headings it may be told."""

import re
from typing import Literal

from index.plural import FOR_WORKS, WORKS
from ingest.records import Voice

Kind = Literal["open", "number", "time", "person", "list", "compare", "claim"]

_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "compare",
        # not "what do they use to compare": there the work compares
        r"(?<!use to )(?<!used to )\bcompare[sd]?\b|\bcomparison\b"
        r"|\bvs\.?(?:\s|$)|\bversus\b|\bdifferences? (?:between|to|from)\b"
        r"|^\W*how (?:do|does) .{3,80} differ\W*$"
        r"|^\W*how (?:do|does|did) .{2,60}\band\b.{2,40} differ (?:in|on|at|when|with|under|for)\b"
        r"|\bdiffers?\b.{1,60}\bfrom\b|\bdifferent from\b"
        r"|^\W*what (?:sets?|tells?) .{2,60} apart from\b|\bin common\b"
        r"|^\W*(?!(?:is|are|do|does|did|can|was|were|why|how|when)\b)[^,:]{2,40} or [^,:]{2,40}[,:]"
        rf" (?:which|what) (?!(?:{WORKS})\b(?! (?:better|best|worse|well|faster)\b))"
        r"|^\W*(?:which|what)(?: one)? (?:is|are|was|does|do|has|works?|learns?|runs?|needs?)\b"
        r".{0,60}\b(?:better|worse|faster|slower|cheaper|more|less|fewer|stronger|easier)\b"
        r".{0,60}[,:] .{2,60}\bor\b",
    ),
    (
        "claim",
        r"\b(?:true|right|correct|false|agreed)\?\W*$"
        r"|(?:[,:;.–—-]\s*|\bis (?:this|that|it) )(?:true|right|correct|false|agreed)\W*$"
        r"|^\W*is it (?:true|correct|right)\b"
        r"|\btrue or false\b|^\W*(?:check\b|verify\b|claim\s*:)|\bis (?:this|that) (?:true|so)\b",
    ),
    ("list", FOR_WORKS),
    (
        "number",
        r"\bhow (?:many|much|large|big|long|far|fast|often|small|high|low|deep|likely)\b"
        r"|\b(?:what|which) (?:number|percentage|percent|share|fraction|size|factor|rate|value"
        r"|score|accuracy|threshold|ratio|speed-?up|proportion|chance|probability|percentile)\b"
        r"|\bby what\b",
    ),
    (
        "time",
        # not "what happens when it stops": there "when" asks nothing
        r"(?:^|[:,;.–-]\W*|\b(?:and|or|but|since|until|by)\s+)when\s+(?:exactly\s+)?"
        r"(?:did|does|do|was|were|is|are|will|has|have|had)\b|\bwhen\W*$"
        r"|\bwhat (?:year|date|day|month)\b",
    ),
    ("person", r"^\W*who\b|\bwhose\b|\bby whom\b"),
)
_HOW_OR_WHY = re.compile(
    r"(?:^|[,:;]\s)\W*(?:how (?:can|could|did|do|does|is|are|was|were)|why)\b", re.IGNORECASE
)
_WITHIN = re.compile(
    r"(?<=\w )(?<!\band )(?<!\bor )(?<!\bbut )how "
    r"(?=(?:many|much|large|big|long|far|fast|often|small|high|low|deep|likely)\b)",
    re.IGNORECASE,
)
"""In "how does it choose how much" no number is asked for."""
_VOICES: tuple[tuple[Voice, str], ...] = (
    ("reviewer", r"\breviewers?(?:['’]s?)?\b|\bopinions?\b|\bcriticis\w*|\bthe review think\b"),
    (
        "streamer",
        # a work may be told of "on the stream", by a paper's own words
        r"\bstreamers?\b|\b(?:live)?stream(?:['’]s\b| (?:says?|said|thinks?|thought|claims?|claimed"
        r"|holds?|held)\b)|\b(?:according to|do(?:es)?|did) (?:the|that|this) (?:live)?stream\b"
        r"|\bstream\b.{0,200}\bthe (?:speaker|host)\b|\b(?:speaker|host) of .{0,20}stream\b",
    ),
    ("chat", r"\bchat\b(?![ -]?(?:models?|bots?|assistants?|systems?|templates?|data)\b)"),
)
_SECTIONS: tuple[tuple[str, str, float], ...] = (
    (
        r"\b(?:limit(?:s|ations?)?|weak\w*|drawback\w*|caveat\w*|doubt\w*|criti(?:que|ci[sz])\w*|shortcoming\w*"
        r"|downsides?|pitfalls?|risks?|go(?:es)? wrong|break(?:s)? down|(?:leaves?|left) open)\b",
        r"limit|doubt|caveat|drawback|weak|challenge|critic|open",
        0.24,
    ),
    (
        r"\b(?:results?|perform\w*|find\w*|found|improv\w*|outperform\w*|gain\w*|how m\w+)\b",
        r"finding|result|empiric|experiment|evaluation|performance|key point",
        0.02,
    ),
    (
        r"^\W*why\b|\bproblem\b|\bmotivat\w+|\bpurpose\b",
        r"problem|motivation|background|why",
        0.02,
    ),
    (
        r"^\W*how\b|\bwork\?|\bsteps?\b|\btrain\w*",
        r"method|how|approach|implement|algorithm|train",
        0.02,
    ),
    (
        r"^\W*what(?:['’]s| is| are| does)\b|\bidea\b|\babout\b"
        r"|^\W*(?:explain|summar|describe|tell me)"
        r"|\bgist\b|\bsummar|\boverview\b|\bnutshell\b",
        r"plain words|introduc|idea|overview|core",
        0.03,
    ),
)


def kind_of(text: str) -> Kind:
    """The first kind whose words a question has; open if none.

    Of what asks how or why, a "how much" that hangs on a verb is no part.
    """
    text = _WITHIN.sub("the ", text) if _HOW_OR_WHY.search(text) else text
    kinds = (kind for kind, pattern in _KINDS if re.search(pattern, text, re.IGNORECASE))
    return next(kinds, "open")


def voice_of(text: str) -> Voice | None:
    """Whose word is asked for, if anybody's."""
    found = (v for v, pattern in _VOICES if re.search(pattern, text, re.IGNORECASE))
    return next(found, None)


def section_of(text: str) -> tuple[re.Pattern[str] | None, float]:
    """What matches the headings under which such a thing is told, and what that is worth."""
    sections = (
        (re.compile(section, re.IGNORECASE), bonus)
        for asked, section, bonus in _SECTIONS
        if re.search(asked, text, re.IGNORECASE)
    )
    return next(sections, (None, 0.0))
