"""In: a question; out: which record of a work it asks for (who, when, link), and its other words.

A question about who wrote a paper, or when it came out, is not one about its review.
"""

import calendar
import re
from collections.abc import Collection, Container, Iterable
from typing import Literal

from rapidfuzz.distance import OSA

from app.answering.terms import ASK_WORDS, STOPWORDS, stem, words

What = Literal["who", "when", "often", "out", "from", "by", "link"]
"""Who reviewed a work, when and how often that was; when the work itself came out, from whose
house, by which authors, and where it is."""

_TOLD = r"(?:review(?:s|ed|ers?|ing)?|cover(?:s|ed)?|discuss(?:ed|es)?|presented|write-?ups?)"
_WRITTEN = r"(?:wr(?:ote|itten|ite)|posted|dated?)"
_OUT = r"(?:publish(?:ed)?|appear(?:ed)?|releas(?:ed?|ing)|c[oa]me out|put out|submitted)"
_HOUSE = (
    r"(?:universit(?:y|ies)|institut\w+|compan(?:y|ies)|labs?|laborator(?:y|ies)"
    r"|organi[sz]ations?|(?:teams?|groups?)"
    r"(?! of (?!(?:people|authors|researchers|scientists)\b)(?-i:[a-z])))"
)
WORK = r"(?:paper|article|work|survey|study|preprint)"
_WROTE = r"(?:wrote|(?:has|have) written|(?:co-?)?authored|co-?wrote|penned)"
_BARE = r"^\W*(?:(?:and|so|but|ok|okay)\W+)*"
_ASKED: tuple[tuple[What, str], ...] = (
    (
        "out",
        rf"^(?!.*\breviews?\b)(?:.*\b(?:when\s+(?:exactly\s+|and where\s+)?"
        r"(?:was|were|did|is|has|had)"
        rf"|(?:what|which)\b.{{0,12}}\b(?:date|day|month|year))\b.{{0,200}}\b{_OUT}\b)",
    ),
    (
        "from",
        rf"\b(?:which|what) {_HOUSE}\b"
        r"(?:\W*$|.{0,20}\b(?:behind|from|publish\w*|wrote|made|released|did"
        r"|built|created|developed|proposed)\b"
        r"|\W+(?:is|are|was|were|do|does|did)\b.{0,160}\b(?:from|by|at)\W*$)"
        r"|\bwhere (?:are|were|do|did) (?:\w+ ){0,3}authors\b"
        r".{0,160}\b(?:from|work|based|employed)\b"
        r"|\baffiliat\w+"
        rf"|^\W*(?:is|was|were|are)\s+(?!there\b)(?=.*\b{WORK}\b(?!['’]s))(?!.*\breview).{{0,160}}"
        rf"(?:\b(?:{WORK}|written|authored|made|published|done|produced)\s+by|(?<!data )\bfrom)\s"
        rf"(?:.{{0,30}}\b(?:{_HOUSE}|researchers|scientists)(?:\s+(?:of|at|from)\s.{{1,30}})?"
        r"|\s*(?-i:[A-Z])\w+(?:\s+(?-i:[A-Z])\w+)?)\W*$",
    ),
    (
        "by",
        r"^(?!.*\breview)(?:.*\b(?:who\b.{0,20}\bauthors?\b|authors? of\W*$"
        r"|who (?:is|are|was|were)\b.{0,120}['’]s? authors?\W*$"
        rf"|who {_WROTE}\b(?! about| on\b)"
        rf".{{0,80}}\b(?:{WORK}|it|this|that)\b"
        rf"|\b(?:which|what)\b.{{0,60}}\b{_WROTE}\b.{{0,120}}\b{WORK}\b"
        r"|(?<!\bdid the )(?<!\bdoes the )(?:first|lead|main|senior|last|corresponding) authors?\b"
        r"|\b(?:name|list|give|tell)\b.{0,20}\bauthors?\b(?!['’])"
        r"|^\W*who (?:is|are|was|were) the (?:people|person|team|researchers|scientists) behind\b"
        r"|\b(?:who|whom)\b.{0,60}\b(?:collaborat(?:ors?|ed)|co-?authors?|co-?led|led|took part)\b"
        r"|\b(?:their|his|her|the|its) (?:collaborators|co-?authors)\b"
        r"|^\W*who\s+(?:worked on|(?:is|was|are|were|stands?) behind)\b"
        r".{0,80}\b(?:paper|work|article|thread)\b"
        r"|^\W*(?:the )?(?:authors?|collaborators|co-?authors) of\b))"
        r"|\b(?:says?|tells?|mentions?|names?) who (?:the authors?\b|wrote (?:it|the paper)\b)",
    ),
    (
        "link",
        r"\barxiv\b.{0,20}\b(?:id|number|link|identifier|address|page|url)s?\b|\burls?\b|\bdois?\b|\bweb\s?(?:address|link)\b|\bhyperlink\b"
        r"|\b(?:id|number|link|identifier|address)s?\b.{0,40}\barxiv\b"
        r"|\bwhat(?:['’]?s| is) the arxiv\b|\barxiv (?:of|for)\b"
        rf"|{_BARE}(?:(?:the|a|its|any) )?(?:link|url|arxiv(?: id| link)?)\W*$"
        r"|\bon arxiv\W*$|(?<!['’]s )\blinks?\s+(?:to|of|for|and (?:the )?(?:date|reviewer|day))\b"
        r"|\b(?:a|the|its|any)\s+link\W*$"
        r"|\bwhere (?:can|do|could) (?:i|we|one) (?:find|read|get|download)\b"
        r"|\bhow (?:can|do|could) (?:i|we|one) (?:find|reach|open|download)\b"
        r".{0,30}\b(?:page|link|url|pdf)\b",
    ),
    (
        "who",
        r"\bwho(?:se|m|['’]s)?\b(?! (?:does|do|did) the review|.*\baccording to\b)"
        rf".{{0,120}}\b{_TOLD}\b"
        r"|\b(?:which|what|whose|name of the|names of the)\s+(?:guest\s+)?reviewers?\b"
        rf"|{_BARE}who\W*$"
        r"|^\W*who\s+(?:helped|joined|assisted)\b"
        r"|\bwho (?:post(?:ed|s)|wrote|writes|start(?:ed|s)|shared?s?)\b.{0,80}\bthread\b"
        r"|\b(?:any|some)(?:body|one)\b.{0,60}\breview"
        r"|\breview(?:ed)?\b.{0,60}\b(?:alone|by himself|with (?:any|some)(?:body|one))\b",
    ),
    (
        "often",
        rf"^\W*how (?:often|many times)\b.{{0,80}}\b{_TOLD}\b"
        rf"|^\W*(?:has|have|was|were|is|did)\b.{{0,120}}\b{_TOLD}\b.{{0,40}}"
        r"\b(?:twice|again|more than once|in more than one place|several times)\b",
    ),
    (
        "when",
        rf"\bwhen\s+(?:exactly\s+)?(?:was|were|did|is|has|had)\b.{{0,200}}\b(?:{_TOLD}|{_WRITTEN})\b"
        rf"|\bwhen\b.{{0,60}}\breview\b.{{0,60}}\b{_OUT}"
        rf"|\b(?:what|which)\b.{{0,12}}\b(?:date|day|month|year)\b.{{0,200}}\b(?:{_TOLD}|{_WRITTEN})\b"
        rf"|\bwhen\b.{{0,80}}\b(?:got|gets)\s+{_TOLD}\b"
        rf"|\b(?:date|day) (?:when|on which)\b.{{0,100}}\b(?:{_TOLD}|{_WRITTEN})\b"
        rf"|\b(?:tell|give|know|need|want)\b.{{0,20}}\b(?:date|day|month)\b.{{0,100}}"
        rf"\b(?:{_TOLD}|{_WRITTEN})\b"
        rf"|\bhow (?:long ago|recent|recently|old)\b.{{0,120}}\b{_TOLD}\b"
        r"|\bdates?\b.{0,20}\breviewers?\b|\breview\b.{0,60}\bdated?\b|\bdate of\b.{0,250}\breview"
        rf"|{_BARE}when\W*$",
    ),
)
_WRITER = re.compile(
    rf"^(?!.*\breview)\W*who(?:\s+{_WROTE}\b(?! about| on\b)"
    r"|(?:['’]s| is| was| are| were| stands?) behind\b)",
    re.IGNORECASE,
)
"""Asks who made what it names, which need not be called a paper."""
_MADE = re.compile(rf"^.*\b(?:{_WROTE}|authors?\s+of|behind)\b", re.IGNORECASE)
_RECORD = """
    archive library collection catalogue catalog daily together date dated day month year number
    count earliest oldest first latest newest recent last written wrote write reviewed review cover
    covered published publish posted post appear appeared discussed discuss paper papers work works
    article articles text texts everything list name order header joint jointly ever twice times
    once again reviewer reviewers thread threads live talk come came mention mentioned involve
    total altogether new so far hand part take took guest guests one co author authored help helped
    join joined somebody someone anybody anyone person people behind carry carries link url doi id
    university institute institution company lab laboratory organisation organization team
    affiliation
    arxiv identifier address read download exactly release released share shares sharing speak two
    three four five six seven eight nine ten
    spring summer autumn winter january february march april june july august september october
    november december
    frequent frequently regular fewest least hold holds contain contains
    collaborator collaborators collaborated collaboration led coauthors
    everyone everybody alone himself herself solo host hosts nr
    bring brought contribute contributed contribution page openreview github bluesky
    signed signs timestamp pdf pdfs colleague friend called named told heard start started series
    begin began launch launched"""
_RECORD_WORDS = frozenset(stem(word) for word in _RECORD.split())
"""Words that belong to a record; what else a question for records has is its subject."""
_LONG_MONTHS = tuple(m.lower() for m in calendar.month_name if len(m) >= len("august"))
_ASKING = (
    *("when", "who", "which", "review", "reviews", "reviewed", "reviewer", "arxiv", "date"),
    *_LONG_MONTHS,
)
_SMALL = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
_DRAWN = re.compile(r"\b(when|who|what|where|how)['’]d\b", re.IGNORECASE)
_GIMME = re.compile(r"\b(gi)mme\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?:which|what)(?: is the)? number\b.{0,40}\breview|\breview\b.{0,20}\bnumber", re.IGNORECASE
)
_GIST = re.compile(r"\babout\b|\bsubject\b|\btopic\b|\bgist\b|\bidea\b|\bsummar", re.IGNORECASE)
_AND = re.compile(
    r"[?.;]\s+|,?\s+and\s+(?=(?:(?:from|in|at|on|by|to)\s+)?"
    r"(?:which|what|how|who|whom|whose|when|where|why)\b)",
    re.IGNORECASE,
)


def mended(question: str, used: Container[str]) -> str:
    """The question with what is drawn together apart, and with strange words that are one slip from
    a word for a record as that word."""
    question = _DRAWN.sub(lambda found: f"{found[1]} did", question)
    question = _GIMME.sub(lambda found: f"{found[1]}ve me", question)
    return _SMALL.sub(lambda found: _as_asked(found[0], used), question)


def _as_asked(word: str, used: Container[str]) -> str:
    """The word for a record that a word which no text has is one slip away from, else itself."""
    if word in used or word in STOPWORDS or word in ASK_WORDS:
        return word
    near = (other for other in _ASKING if OSA.distance(word, other, score_cutoff=1) <= 1)
    return next(near, word)


def asked(question: str) -> What | None:
    """Which record a question asks for, or None if it asks about content."""
    found = (what for what, words in _ASKED if re.search(words, question, re.IGNORECASE))
    return next(found, None)


def first_asked(question: str) -> What | None:
    """The record that the first part of a question asks for that asks for one, or all of it."""
    each = (what for part in (*parts(question), question) if (what := asked(part)))
    return next(each, None)


def asks_number(question: str) -> bool:
    """Whether the number of a review within its series is asked for."""
    return bool(_NUMBER.search(question))


def asks_gist(question: str) -> bool:
    """Whether a question wants to know what a work is about."""
    return bool(_GIST.search(question))


def asks_writer(question: str) -> bool:
    """Whether it is asked who made something, be it a work or not."""
    return bool(_WRITER.search(question))


def made_thing(question: str) -> str:
    """What a question about who made it is about: the words after "who wrote", "authors of"."""
    rest = _MADE.sub("", question)
    return rest if subject_words(rest) else question


def parts(question: str) -> list[str]:
    """The questions that are asked in one: "when was it reviewed and what does it show?"."""
    return [part for part in _AND.split(question) if words(part)]


def subject_words(question: str, people: Iterable[str] = ()) -> list[str]:
    """The words of a question, as written, that ask for something no record holds."""
    names = {stem(word) for name in people for word in words(name)}
    other = names | _RECORD_WORDS
    said = re.findall(r"[^\s,;:?!()\"“”]+", question)
    return [word for word in said if _asks(re.sub(r"['’]s\b", "", word), other)]


def _asks(word: str, other: Collection[str]) -> bool:
    return any(w not in STOPWORDS | ASK_WORDS and stem(w) not in other for w in words(word))
