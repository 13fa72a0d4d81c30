"""In: a question; out: its kind, whose word it asks for, under which headings it may be told."""

import re
from typing import Literal

from ingest.records import Voice

Kind = Literal["open", "number", "time", "person", "list", "compare", "claim"]

WORKS = (
    "papers|works|methods|reviews|articles|studies|approaches|techniques|surveys|benchmarks|demos"
)
_PEOPLE = r"(?:authors|people|researchers|teams|labs|groups)"
_STUDIES = (
    r"(?:works|uses|tries|proposes|studies|explains|shows|finds|trains|builds|combines|borrows"
    r"|replaces|applies|tackles|addresses|solves|drops|removes|speeds|cuts|measures|compares"
    r"|argues|doubts|criticises|improves|avoids|turns|puts|takes|brings|looks)"
)
"""What somebody does who wrote one of several papers."""
_DOES = r"(?:did|do|does|can|could|should|will|would|happens?|makes?|made|keeps?|lets?)"
"""After these a question asks what models do, not which there are."""
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "compare",
        r"\bcompare[sd]?\b|\bcomparison\b|\bvs\.?(?:\s|$)|\bversus\b|\bdifferences? between\b"
        r"|^\W*how (?:do|does) .{3,80} differ\W*$|\bdiffers?\b.{1,60}\bfrom\b|\bdifferent from\b"
        r"|\bin common\b",
    ),
    (
        "claim",
        r"(?:\btrue|\bright|\bcorrect|\bfalse|\bagreed)\W*$|^\W*is it (?:true|correct|right)\b"
        r"|\btrue or false\b|^\W*(?:check|verify)\b|\bis (?:this|that) (?:true|so)\b",
    ),
    (
        "list",
        rf"^\W*(?:which|what)\s+(?!{_DOES}\b)(?:\w+\s+){{0,3}}(?:{WORKS}|models)\b"
        rf"|^\W*(?:\w+\s+)?(?:{WORKS})\s+(?:that|which|where|on|about|with|using|doing|\w+ing)\b"
        rf"|\b(?:which|what) (?:{WORKS})\b|^\W*(?:which|what) {_PEOPLE}\b"
        rf"|^\W*who (?:else )?{_STUDIES}\b|[:,–—-] who (?:else )?{_STUDIES}\b"
        r"|^\W*(?:systems|algorithms|attempts)\s+(?:that|which|for|with|\w+ing)\b"
        rf"|^\W*(?:list|name|show|give)\b.{{0,30}}\b(?:{WORKS})\b"
        rf"|^\W*(?:any|all|the|more)\s+(?:\w+\s+)?(?:{WORKS})\b"
        r"|^\W*what (?:have|do) (?:you|we)\b(?: have)?(?: got)? (?:on|about)\b"
        r"|^\W*(?:is|are) there (?:any|some) |^\W*(?:any|some)thing (?:on|about)\b"
        rf"|^\W*(?:is|are|was|were) there (?:{WORKS})\b|^\W*(?:which|what) ones\b"
        r"|^\W*(?:(?:show|give|tell|list)\b.{0,12})?\b(?:everything|stuff) (?:on|about)\b"
        r"|^\W*what else (?:is there|have you|do you have) (?:on|about)\b|^\W*does anything here\b"
        r"|\breading list\b|\bwhat has been (?:written|said)\b",
    ),
    (
        "number",
        r"\bhow (?:many|much|large|big|long|far|fast|often|small|high|low|deep)\b"
        r"|\bwhat (?:number|percentage|percent|share|fraction|size|factor|rate|value|score"
        r"|accuracy|threshold|ratio|speed-?up|proportion)\b|\bby what\b",
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
_VOICES: tuple[tuple[Voice, str], ...] = (
    ("reviewer", r"\breviewers?(?:['’]s?)?\b|\bopinions?\b|\bcriticis\w*|\bthe review think\b"),
    ("streamer", r"\bstream(?:er)?(?:['’]s)?\b"),
    ("chat", r"\bchat\b"),
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
    """The first kind whose words a question has; open if none."""
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
