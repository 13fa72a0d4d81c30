"""In: a sentence and where it stands; out: how far it can serve as evidence, from 0 to 1."""

import re
from functools import lru_cache

from ingest.card_sections import is_asked_as
from ingest.records import BlockKind

DOUBTFUL = 0.5
"""Fitness up to which a sentence does not count by itself: it opens no answer, decides no claim,
and is not brought in for a conflict alone."""
SAID_BY = re.compile(r"^(?:Paper|Reviewer|Author|Streamer|Note):\s+")
"""How an item of a card says who speaks; part of the text, not of its reading."""
_LEFTOVER = re.compile(
    r"^\W*(?:here (?:is|are)\b|here's\b|below is\b|certainly\b|sure[,!]|of course\b|as an ai\b"
    r"|\[rest of\b|original:|paper title:|translat)",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"^\W*(?:hi\b|hey\b|hello\b|welcome\b|thanks?\b|thank you\b|enjoy\b|stay tuned|see you\b"
    r"|let me\b|let['’]?s\b|now,? let"
    r"|today['’]?s?\b.{0,40}\b(?:review|paper|look|discuss|talk|break)"
    r"|this (?:week|weekend|morning|evening)\b|in this review\b"
    r"|i(?:'ll| will| must| hope| highly)\b|hope (?:i|you|we|this|that)\b"
    r"|as (?:you|we) (?:all |probably |may |might )*(?:remember|know|recall)\b|recall that\b"
    r"|we(?:'ll| will) (?:see|discuss|look|review|talk)|(?:link|code|paper)s?:|good night|bon app"
    r"|(?:like|well|oh|um+|uh+),|oh\b|you know\b"
    r"|okay\b|alright\b|all right\b|so yeah\b|yeah\b)",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:must[- ]read|highly recommend|fascinating|excellent paper|compelling|deserves?\b"
    r"|remarkable|great paper|groundbreaking"
    r"|timely|exciting|important paper|worth (?:a )?read|valuable (?:contribution|insight)s?"
    r"|significant (?:contribution|step|advancement)|opens? (?:up )?(?:new|the door|exciting))",
    re.IGNORECASE,
)
_HAILS = re.compile(
    r"\bmarks an?\b|\brepresents an? (?:major|significant|important|big)\b|\bmilestones?\b"
    r"|\bstands? out\b|\b(?:major|big|huge|giant|significant|important|crucial) (?:leap"
    r"|advance|advancement|stride|breakthrough|step|contribution|shift)s?\b|\b(?:rigorous|innovative|elegant"
    r"|powerful|promising|impressive|striking|profound|genius|brilliant|eerie)\b",
    re.IGNORECASE,
)
"""What commends a work rather than tell of it."""
_KNOWN = 1 << 14
"""So many sentences are remembered by what every question asks of them."""
_CAPTION = re.compile(r"^\W*(?:figure|fig|table)\.? ?\d+\b", re.IGNORECASE)
_ALL_BOLD = re.compile(r"\*\*[^*]+\*\*\W*")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d)|my|me)\b")
_EMPTY = (
    r"(?:there(?:['’]s\b| (?:is|are|was|were|has|have|exists?|remains?)\b)"
    r"|it (?:turns|turned) out\b"
    r"|it(?: is| was|['’]s)(?: \w+ly)? (?:worth|important|possible|known|clear|easy|hard|necessary"
    r"|interesting|essential|crucial|common|shown|found|assumed)\b)"
)
"""Where "there" and "it" point to nothing."""
_POINTS = (
    rf"(?!{_EMPTY})"
    r"(?:it|its|they|them|their|he|she|his|her|these|those|such|this|that(?! (?:the|all|no)\b)|here"
    r"|there|both|former"
    r"|latter|the (?:former|latter|result(?!:)|same)|one(?= (?:can|could|may|might|must|should|has"
    r"|is|was|such|way|reason|example|option|more|\w+s\b))|another)\b"
)
_JOINS = (
    r"(?:otherwise|instead|thus|therefore|hence|also|then|moreover|furthermore|additionally"
    r"|together(?=,)|however|but|because|and|or|so|yet|for (?:this|that|example|instance)"
    r"|in (?:this|that|other|addition|contrast|doing|turn)|as a result|consequently|similarly|next"
    r"|finally|second|third|on the other hand|by contrast|conversely|besides|likewise|accordingly"
    r"|rather|still|again|specifically|notably|importantly|first(?:ly)?,|to this end|nevertheless"
    r"|meanwhile|of course|in fact|indeed|meaning)\b"
)
_IN_THAT = (
    r"(?:in|for|by|with|from|under|at|on|to|through|of|after|before|using|given|despite)"
    r" (?:all )?(?:this|that|these|those|such|both)\b"
)
_WITHIN = rf"(?:{_IN_THAT}|as (?:mentioned|noted|said|explained|described)\b)"
_LEANS = re.compile(rf"^\W*(?:{_POINTS}|{_JOINS}|{_WITHIN})", re.IGNORECASE)
_DANGLES = re.compile(
    r"^\W*(?:[\w’'-]+ ){1,4}(?:(?:this|these|that|those|it|them)[,.;]"
    r"|(?:this|these|those|it|them) (?:with|by|in|through|as|for|to|using|via)\b)",
    re.IGNORECASE,
)
"""What is supported, or done, is told elsewhere: "The authors support this with"."""
_HANGS = re.compile(rf"^\W*(?:{_JOINS}\W*){{0,2}}(?:{_POINTS}|{_IN_THAT})", re.IGNORECASE)
_NEEDS_OTHER = re.compile(
    rf"^\W*(?:{_JOINS}\W*){{0,2}}(?:{_POINTS}|{_WITHIN})|^\W*(?:in|for) (?:this|that)\b"
    r"|^\W*(?:otherwise|second|third|next|similarly|likewise|conversely|by contrast|in contrast,"
    r"|on the (?:other|one) (?:hand|side)|rather(?! than)|meanwhile|accordingly|which|meaning"
    r"|namely|(?:mainly|partly|largely|simply|not|only) because|the (?:second|third|fourth|other)"
    r"|the first (?:is|takes|one))\b|^\W*because\b[^,]*$",
    re.IGNORECASE,
)
"""What points to another sentence or is set against it; "however" and "for example" only join."""
_BACK = re.compile(
    r"^\W*(?:[^\s,;:.]+ ){1,9}(?:this|these|such)"
    r" (?!(?:a|an|as|that|is|was|are|were|paper|work|study|survey|article|method|approach|authors"
    r"|review)\b)\w+",
    re.IGNORECASE,
)
"""What is spoken of stands elsewhere: "Only 5% touch this theme"."""
_PUTS_OTHERWISE = re.compile(
    r"^\W*(?:that is|that means that)\b,?(?! (?:right|true|why|how))", re.I
)
_OWN_SUBJECT = re.compile(
    r"^\W*(?:in )?(?:this|these|the)"
    r" (?:paper|work|study|survey|article|method|approach|authors|review)\b",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    r"^\W*they (?:\w+ly |also |further |then |even )?(?:show|prove|demonstrate|propose|introduce"
    r"|find|found|highlight|present|argue|report|note|provide|suggest|identify|train|use|call|warn"
    r"|admit|acknowledge|claim|say|stress|conclude|explain)"
    r"(?:ed|d|s)?\b",
    re.IGNORECASE,
)
"""Who "they" are that propose something needs no telling in the midst of an answer."""
_LABELLED = re.compile(r"^\W*\*\*[^*]+(?::\*\*|\*\*:)")
"""What begins with a label of its own ("**It generalizes:** When trained") points to nothing."""
_LINK = re.compile(r"<?(?:https?://|www\.|arxiv\.org|x\.com/)\S+>?")
_FINAL = re.compile(r"[.!?…:][\"'”’»)\]*_]*$")
_POST_MARK = re.compile(r"\(?\d{1,2}/\d{0,2}\)?$")


def fitness(text: str, kind: BlockKind, section: str | None) -> float:
    """0 for what is no statement (heading, question, link, leftover, cut text), 1 for a plain one.

    Chatter, praise and over-long sentences are in between: true, but rarely what was asked.
    """
    if kind in ("heading", "formula", "table") or is_asked_as(section):
        return 0.0
    bare = _LINK.sub("", SAID_BY.sub("", text)).strip(" \n<>*_")
    length = len(re.findall(r"[^\W\d_]{2,}", bare))
    if length < (3 if kind == "item" else 4) or _LEFTOVER.search(bare):
        return 0.0
    if bare.endswith("?") or _POST_MARK.search(bare):
        return 0.0
    if kind != "item" and not _FINAL.search(bare):
        return 0.0 if len(bare) < 260 else 0.4
    return _degree(text, bare, length)


@lru_cache(maxsize=_KNOWN)
def commends(text: str) -> bool:
    """Whether a sentence speaks of how good or important something is."""
    return bool(_PRAISE.search(text) or _HAILS.search(text))


def leans(text: str) -> bool:
    """Whether a sentence opens with a word that points or joins to the sentence before it."""
    named = _OWN_SUBJECT.match(text) or _LABELLED.match(text)
    return bool((_LEANS.match(text) and not named) or _DANGLES.match(text))


def hangs(text: str) -> bool:
    """Whether what it speaks of is named in the sentence before: it points, not only joins."""
    named = _OWN_SUBJECT.match(text) or _AUTHORS.match(text) or _LABELLED.match(text)
    return bool(_HANGS.match(text)) and not named


@lru_cache(maxsize=_KNOWN)
def stands_alone(text: str) -> bool:
    """Whether a sentence can open an answer: it joins to another one at most."""
    named = _OWN_SUBJECT.match(text) or _PUTS_OTHERWISE.match(text) or _LABELLED.match(text)
    needs = not named and _NEEDS_OTHER.match(text)
    return not (needs or _DANGLES.match(text) or _BACK.match(text))


def _degree(text: str, bare: str, length: int) -> float:
    degree = 1.0
    if text[0].islower():
        degree *= 0.6  # goes on from something above it
    if _CHATTER.search(bare):
        degree *= 0.45
    if _PRAISE.search(bare):
        degree *= 0.8
    if bare.endswith(("...", "…")):
        degree *= 0.6  # breaks off
    if _FIRST_PERSON.search(bare):
        degree *= 0.65
    if _CAPTION.match(bare) or _ALL_BOLD.fullmatch(text):
        degree *= 0.4
    if length > 70:
        degree *= 0.85
    if length < 7:
        degree *= 0.85
    if len(bare) < 0.5 * len(text):
        degree *= 0.3
    return degree
