"""In: a question; out: whether it asks for several works: "which papers ...", "anything on"."""

import re

WORKS = (
    "papers|works|methods|reviews|articles|studies|approaches|techniques|surveys|benchmarks|demos"
)
_PEOPLE = r"(?:authors|people|researchers|teams|labs|groups)"
_STUDIES = (
    r"(?:works|uses|tries|proposes|studies|explains|shows|finds|trains|builds|combines|borrows"
    r"|replaces|applies|tackles|addresses|solves|drops|removes|speeds|cuts|measures|compares"
    r"|argues|doubts|criticises|improves|avoids|turns|puts|takes|brings|looks|makes|generates"
    r"|says|claims|warns|deals|gets|asks)"
)
"""What somebody does who wrote one of several papers."""
_DOES = (
    r"(?:did|do|does|can|could|should|will|would|happens?|makes?|made|keeps?|lets?|causes?|caused"
    r"|leads?|led|drives?|stops?|prevents?|helps?|explains?|allows?|enables?|forces?)"
)
"""After these a question asks what models do, not which there are."""
_OF_ONE = (
    r"(?:\w+\s+)?(?:limit(?:s|ations?)?|drawbacks?|weakness(?:es)?|downsides?|caveats?|shortcomings?"
    r"|doubts?|risks?|evidence|proofs?|reasons?|differences?|guarantees?|need)\b"
)
"""What a work may have: "are there any limits of X?" asks for no works."""
_OF_A_WORK = (
    r"(?:\w+\s+)?(?:models|methods|approaches|techniques|benchmarks)\s+"
    r"(?:were|was|did they|do they)\s+(?:\w+ly\s+)?"
    r"(?:look|test|use|tri|try|compar|evaluat|stud|examin|train|run|measur)"
)
"""What is done in a work: "which models were tested?" asks for no works."""
_READING = (
    r"^\W*(?:what|which|where|anything|something|is there anything)\b.{0,12}"
    r"\b(?:(?:can|could|should|might) (?:i|we|one)|(?:i|we|one) (?:can|could|should))"
    r" (?:read|find)\b.{0,20}\b(?:on|about)\b"
    r"|\b(?:i'd|i’d|i would|we'd|we would) (?:like|love) to read\b.{0,20}\b(?:on|about)\b"
    r"|^\W*(?:please )?(?:show|give|find|get|point|recommend|suggest)\b.{0,12}"
    rf"\b(?:{WORKS}|work|something|anything|reading) (?:on|about|that|which|with|where)\b"
    r"|^\W*(?:any|more) work (?:on|about|that|which|with)\b"
    r"|^\W*what(?:'s|’s| is) there (?:on|about)\b|\bwhat there is (?:on|about)\b"
    r"|^\W*is there (?:something|anything) (?:on|about)\b"
)
"""Something to read is asked for; "something about owls" alone is how one paper is remembered."""
_WRITTEN = (
    r"(?:papers|works|reviews|articles|studies|surveys|benchmarks"
    r"|(?:opinion|position|think)\s+pieces)"
)
_CLAUSE = r"(?:^\W*|[.!?;:]\s+|\bor\s+)"
"""Where something begins to be asked for."""
_BARE = (
    rf"{_CLAUSE}(?:(?:all|any|the|more|other|some|those)\s+)?(?:\w+\s+)?{_WRITTEN}"
    r"\s*(?:,|:|$|that|which|who|where|whose|on|in|of|about|with|without|using|doing|blamed|praised"
    r"|written|said|found|\w+ing\b|\w+ed\b)"
    r"|^\W*(?:findings|results|experiments|proofs|arguments|alternatives|ideas|models|analyses)"
    r"\s+(?:that|which|of|to|for|against)\b"
    r"|^\W*(?:(?:show|give|find|list)\b.{0,12})?"
    r"\b(?:everything|anything) (?:that|which|where|with)\b"
    r"|^\W*(?:show|give|find) me the \w+ ones\b"
    r"|\bwhat (?:was|is|has been) (?:written|reviewed|covered) (?:on|about)\b"
    r"|\bwhat(?:'s|’s| is) there\s*\?*$"
    r"|^\W*where (?:is|are|does|do|did) (?:an?|one|any|some|some(?:one|body)|any(?:one|body))\b"
)
"""Works as such, or what they hold: no word need ask for them."""
_OF_ITS = r"of its\b"
"""What is asked of one work."""
_WORKS_WELL = r"works\s+(?:better|best|worse|worst|well|faster)\b"
"""Where "works" is a verb."""
FOR_WORKS = (
    rf"^\W*(?:wh?ich|what)\s+(?!{_DOES}\b|{_OF_A_WORK}|{_OF_ITS}|{_WORKS_WELL})(?:\w+\s+){{0,3}}(?:{WORKS}|models)\b"
    rf"|^\W*(?:\w+\s+)?(?:{WORKS})\s+(?:that|which|where|on|about|with|using|doing|\w+ing)\b"
    rf"|\b(?:which|what) (?!{_OF_A_WORK}|{_WORKS_WELL})(?:{WORKS})\b|^\W*(?:which|what) {_PEOPLE}\b"
    rf"|^\W*who (?:else )?{_STUDIES}\b|[:,–—-] who (?:else )?{_STUDIES}\b"
    r"|^\W*(?:systems|algorithms|attempts)\s+(?:that|which|for|with|\w+ing)\b"
    rf"|^\W*(?:list|name|show|give)\b(?!.{{0,30}}\bhow\b).{{0,30}}\b(?:{WORKS})\b"
    r"|^\W*list\b.{0,30}\b(?:models|work)\b"
    rf"|\bi (?:need|want|am looking for)\s+(?:\w+\s+){{0,2}}(?:{WORKS})\b"
    rf"|^\W*(?:any|all|the|more)\s+(?:\w+\s+)?(?:{WORKS})\b"
    r"|^\W*what (?:have|do) (?:you|we)\b(?: have)?(?: got)? (?:on|about)\b"
    rf"|^\W*(?:is|are) there (?:any|some) (?!{_OF_ONE})|^\W*anything (?:on|about|to do with)\b"
    rf"|^\W*(?:is|are|was|were) there (?:{WORKS})\b|^\W*(?:which|what) ones\b"
    r"|^\W*(?:(?:show|give|tell|list)\b.{0,12})?\b(?:everything|stuff) (?:on|about)\b"
    r"|^\W*what else (?:is there|have you|do you have) (?:on|about)\b|^\W*does anything here\b"
    rf"|{_READING}|{_BARE}|^\W*what else is like (?:it|this|that)\b"
    r"|\breading list\b|\bwhat has been (?:written|said|reviewed|covered)\b"
)
_FOR_WORKS = re.compile(FOR_WORKS, re.IGNORECASE)


def asks_for_works(text: str) -> bool:
    """Whether a question asks for several works and not for what one of them says."""
    return _FOR_WORKS.search(text) is not None
