"""In: a question; out: the same in the plain words of records, without those that ask for nothing.

People have many words for a review, for reviewing, and for what is first or last.
"""

import re

from index.ordinals import MONTHS

_TIME = rf"(?:(?:the\s+)?(?:year|month)\b|(?:19|20)\d\d\b|(?:{MONTHS})\w*\b)"
_SAME = (
    (r"(?:(?:gets?|got|getting)\s+(?:a)?round\s+to|had\s+a\s+look\s+at|took\s+a\s+look\s+at"
     r"|do(?:es|ne)?\s+a\s+review\s+of|did\s+a\s+review\s+of|(?:wr[io]tes?|written|writing)\s+(?:about|up)"
     r"|(?:look(?:s|ed|ing)?|talk(?:s|ed|ing)?|sp(?:eaks?|oke|oken)|go(?:es|ing|ne)?|went)"
     r"\s+(?:about|at|into|of|over|through)|deal(?:s|t|ing)?\s+with|t(?:ook|akes?|aken)\s+on"
     r"|(?:(?<!\bi )(?<!\bwe )(?<!\bto )read|pick|tackle|feature"
     r"|analyse|analyze|handle|examine|stud(?:y|ie)"
     r"|choose|land)(?:s|d|ed|ing)?|chose|chosen|looked)(?:\s+(?:up|out))?"
     r"(?:\s+review(?:ed|ing)?(?!\s+of)\b)?", "reviewed"),
    (r"(?:write-?\s?ups?|pieces?|entr(?:y|ies)|issues?|editions?|instal?lments?|things?|items?|contributions?"
     r"|summar(?:y|ies)|columns?|dailies)", "reviews"),
    (r"(survey|benchmark)s(?!\s+(?:papers?|works?))", r"\1 papers"),
    (r"(?<=which )(survey|benchmark)(?!\s+(?:papers?|works?))", r"\1 paper"),
    (r"(survey|benchmark)(?=\W*$)", r"\1 paper"),
    (r"(?:open(?:s|ed)(?:\s+up)?|kick(?:s|ed)\s+off|start(?:s|ed)(?:\s+off)?|began|begins)"
     rf"(?=\s+{_TIME})", "first in"),
    (r"(?:close[sd](?:\s+(?:out|off))?|end(?:s|ed)|finish(?:es|ed)(?:\s+off)?|wrap(?:s|ped)\s+up"
     rf"|conclude[sd])(?=\s+{_TIME})", "last in"),
    (r"(?:quietest|slowest|leanest|emptiest|laziest)", "fewest"),
    (r"(?:most\s+active|fullest|liveliest|most\s+productive)", "busiest"),
    (r"(?:go(?:es)?|went|gone)\s+(?:up|live|online)", "reviewed"),
    (r"f[ae]ll(?:s|en)?(?=\s+(?:on|in)\b)", "reviewed"),
    (r"(?:freshest|most\s+up\s+to\s+date)", "latest"),
    (r"(?:opening|inaugural|debut|maiden)", "first"),
    (r"(?:final|closing|concluding)", "last"),
    (r"(?:penultimate|last\s+but\s+one|next[\s-]+to[\s-]+last|second[\s-]+(?:to[\s-]+)?last"
     r"|second\s+from\s+(?:the\s+)?(?:end|last))", "2th last"),
    (r"(?:third[\s-]+(?:to[\s-]+)?last|last\s+but\s+two|third\s+from\s+(?:the\s+)?(?:end|last))",
     "3th last"),
    (r"(?:feed|corpus|database|site|log|blog|stash|pile|record|records|timeline)", "archive"),
    (r"(?:subsequently|afterwards|thereafter)", "after"),
    (r"(?:sandwiched|in\s+between)", "between"),
)  # fmt: skip
"""Words that mean the same where nothing but records is spoken of."""
_FILLERS = re.compile(
    r"\b(?:i\s+(?:mean|know|think|believe|guess|suppose|recall|remember|heard)|you\s+know"
    r"|if\s+i\s+(?:remember|recall)(?:\s+(?:right(?:ly)?|correctly))?|out\s+of\s+curiosity"
    r"|(?:newest|latest|most\s+recent|oldest|earliest)(?:\s+ones?)?\s+first\b(?!\W*$)"
    r"|(?:or\s+)?(?:in\s+)?(?:whatever|any)\s+order|just\s+(?:to\s+be\s+sure|curious)|as\s+far\s+as\s+(?:i|you)\s+(?:know|can\s+tell))\b,?",
    re.IGNORECASE,
)
_PLAIN = tuple((re.compile(rf"\b(?:{said})\b", re.IGNORECASE), word) for said, word in _SAME)
_ASIDE = re.compile(
    r"\b(?:weeks?|week\s?ends?|week\s?days?|fortnights?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|gaps?|pauses?|breaks?|apart|intervals?|right|immediately|directly|straight|next|previous(?:ly)?"
    r"|prior|preced\w+|follow\w*|succeed\w*|subsequent|between|newer|older|earlier|later|sooner"
    r"|before|after|busiest|quietest|busier|penultimate|shortly|ahead|same|pass(?:ed)?|elapsed?"
    r"|lie|lies|lay|separates?|entire|whole|single|current(?:ly)?|recent(?:ly)?|exact|precise(?:ly)?"
    r"|sequence|chronolog\w+|span|spans|stretch|length|took|take|takes|leading|since|then"
    r"|longest|shortest|lengthiest|briefest|biggest|smallest|largest|place|position|end|ends"
    r"|co-?|appears?|actually|ok|okay|hey|hi|thanks|quick|kindly|remind|wonder(?:ing)?|curious"
    r"|submitted|uploaded|preprints?|print(?:ed|s)?|stand(?:s|ing)?|stood|known|busy|titles?|called|different|once|doing|sort(?:ed)?"
    r"|fewer|looking\s+for|effort|original|famous|classic|seminal|legendary|interesting|cool|nice"
    r"|long|late|later|often|around|want|need|see[ns]?|saw|bring|back|calendar|th|\d{1,2}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
"""Words that belong to records too where nothing else is asked for."""


def in_plain_words(text: str) -> str:
    """The text with one word for all that mean the same where nothing but records is asked for."""
    for pattern, word in _PLAIN:
        text = pattern.sub(word, text)
    return text


def reviewing(text: str) -> str:
    """The text with every way to say that something was reviewed in one word."""
    pattern, word = _PLAIN[0]
    return pattern.sub(word, text)


def without_fillers(text: str) -> str:
    """The text without what only keeps up the talk."""
    return _FILLERS.sub(" ", text)


def without_asides(text: str) -> str:
    """The text without words that belong to records too, where all others do."""
    return _ASIDE.sub(" ", text)
