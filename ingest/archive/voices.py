"""In: a block's text; out: whose voice it is: the paper's claims retold, or the reviewer's own."""

import re

from ingest.records import Voice

_PRAISE = (
    r"(?:nice|cool|fun|great|interesting|beautiful|elegant|lovely|impressive|clear|light|heavy|"
    r"well-written|weekend|thought-provoking|fascinating|recommended)"
)
_PERSONAL = re.compile(
    r"\b(?:my|me|myself|imho|imo)\b|\bin our opinion\b"
    r"|\b(?:highly|warmly|strongly) recommend|\brecommended\b|\bmust-read\b"
    r"|\bworth (?:(?:a|the|your|checking|reading)\b)"
    rf"|\b{_PRAISE}[\s,]+(?:[\w-]+[\s,]+|-\s){{0,3}}"
    r"(?:paper|article|read|work|idea|review|concept)\b"
    rf"|\b(?:paper|article|survey|study)(?: itself)? is (?:[\w-]+ ){{0,3}}(?:{_PRAISE}|written)\b"
    rf"|\bit['’]s (?:\w+ )?(?:an? )?(?:quite |very |really |pretty )?{_PRAISE}\b"
    r"|\bdefinitely (?:an?|worth)\b|\bsee you\b"
    r"|\b(?:today|tomorrow|this time|as promised)\b[^.]{0,40}\b(?:we|i|our|paper|review|short)\b"
    r"|\b(?:we|you)(?:['’]ll|['’]re)?\s(?:will\s)?(?:briefly\s)?review"
    r"|\bthat['’]s (?:it|that)\b|\bhope (?:i|you|it)\b|\b(?:this|a|the|short|brief|long) review\b"
    r"|\bfrankly\b|\bhonestly\b|\bto be honest\b|\bpersonally\b|\bunfortunately\b|\bi['’]ll\b",
    re.IGNORECASE,
)
# The I of "Type I", "Stage I" is a number.
_FIRST_PERSON = re.compile(
    r"(?<!Type )(?<!Stage )(?<!Phase )(?<!Part )(?<!type )(?<!stage )(?<!phase )(?<!part )"
    r"\bI(?:['’](?:m|ve|d|ll))?\s[a-z]|\b(?:[Mm]y|imho|IMHO)\b"
    r"|\b(?:made|makes|struck|strikes|surprise[sd]|reminds|concerns|impress\w+) me\b"
)
# A reviewer who refers to his own text ("as I said") goes on telling what the paper says.
_TELLING = re.compile(
    r"\b(?:as|like|which|that|what) I(?:['’](?:ve|ll|m|d))? (?:\w+ ){0,2}?"
    r"(?:said|mentioned|explain\w*|describ\w+|noted|showed|discuss\w*)\b"
    r"|\b(?:paper|survey|article) I(?:['’]m|['’]ll| am| will)? (?:\w+ ){0,2}?review\w*\b"
    r"|\bI(?:['’]ll| will| should) (?:\w+ )?(?:note|mention|remind|explain|describe)\b",
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”')]*\s+(?=[\"“'(A-Z])")


def voice_of(text: str) -> Voice:
    """Gives "reviewer" where most of the sentences speak for the reviewer, else "paper".

    Quoted speech does not count (the "I" of a prompt is no reviewer's), nor does an aside in
    brackets: the sentence around it still tells what the paper says.
    """
    bare = re.sub(r"[\"“][^\"“”]{1,300}[\"”]", '""', text)
    bare = re.sub(r"\([^()]{1,200}\)", "", bare)
    own = [_speaks(sentence) for sentence in _SENTENCE.split(bare) if sentence.strip()]
    return "reviewer" if sum(own) * 2 > len(own) else "paper"


def _speaks(sentence: str) -> bool:
    sentence = _TELLING.sub("", sentence)
    if _FIRST_PERSON.search(sentence):
        return True
    # Praise or a word to the reader is told from the paper's matter by its brevity.
    return len(sentence.split()) <= 30 and _PERSONAL.search(sentence) is not None
