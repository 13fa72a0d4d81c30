"""In: a block's text; out: whose voice it is: the paper's claims retold, or the reviewer's own."""

import re

from ingest.records import Voice

_PERSONAL = re.compile(
    r"\b(?:my|me|myself|imho|imo)\b|\bin our opinion\b"
    r"|\b(?:highly|warmly|strongly) recommend|\brecommended\b|\bmust-read\b|\bworth (?:a|the|your) "
    r"|\b(?:nice|cool|fun|great|interesting|beautiful|elegant|lovely|impressive|clear|light|heavy|"
    r"well-written|weekend)\s(?:\w+\s|and\s|-\s|,\s){0,3}(?:paper|article|read|work|idea|review|concept)\b"
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
    if _FIRST_PERSON.search(sentence):
        return True
    # Praise or a word to the reader is told from the paper's matter by its brevity.
    return len(sentence.split()) <= 30 and _PERSONAL.search(sentence) is not None
