"""In: a sentence and a question; out: what speaks for the sentence beside its likeness."""

import re

from app.answering.announced import PART_NOUNS
from app.answering.evidence import Evidence
from app.answering.question import Question
from app.answering.terms import stem, words
from ingest.number_words import number_words

CONTENT = 0.04
COUNTED = 0.05
DEFINES = 0.05
PARTS = 0.08
IDEA = 0.10
SO_MANY = 0.10
VOICE = 0.2
ORIGINAL = 0.08
"""The original text is preferred to our card where both say as much."""
OPENING, OPENING_OF_ALL, OPENING_OF_BARE = 0.01, 0.04, 0.12
"""For the first sentence of a source, falling to 0 at a quarter; more for an overview, and most
where nothing is asked of a work but what it is."""
REMARK = -0.06
"""What a card says about a review rather than about the work."""

REMARK_ON = re.compile(r"Reviewer:|Note:")
"""How an item of a card begins that says what a reviewer thinks, or what its sources leave open."""
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|reasons?|caus\w+|attribut\w+|therefore|so that|leads? to"
    r"|leading to|stems?|explain\w*|as (?:it|they|the)|thus|result(?:s|ing)? (?:in|from)|limited"
    r"|cannot)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"\d")
_IDEA = re.compile(
    r"\b(?:central|main|key|core|basic|underlying)\s+(?:idea|insight|principle|trick|thought)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b(?:day|week|year)s?\b", re.IGNORECASE
)
_NAME = re.compile(r"(?<!^)(?<![.!?]\s)\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)+")
_DEFINITION = re.compile(
    r"^\W*((?:[\w’'*\"“”()^+-]+[ ,]+){1,8}?)"
    r"(?:is|are|means|refers to|denotes|states that|stands for) (?:an?|the|that|when)\b"
)
_NUMBER = re.compile(rf"\d|^(?:{'|'.join(number_words(1, 10))}|half|twice|dozens?|hundreds?)$")


def place_bonus(evidence: Evidence, question: Question, *, bare: bool = False) -> float:
    """For where the sentence stands: its section, voice, source, nearness to the start.

    `bare` says that the question has no words but names of the work.
    """
    opening = OPENING_OF_ALL if question.asks_what_it_is else OPENING
    opening = OPENING_OF_BARE if bare else opening
    bonus = opening * max(0.0, 1 - 4 * evidence.at)
    bonus += REMARK if evidence.is_note else 0.0
    if question.section and evidence.section and question.section.search(evidence.section):
        bonus += question.section_bonus
    if question.voice and question.voice == evidence.voice:
        bonus += VOICE
    if evidence.source_type != "card":
        bonus += ORIGINAL
    return bonus


def content_bonus(evidence: Evidence, question: Question) -> float:
    """For what it holds: a number, date or name where one is asked for, a reason, a definition."""
    bonus = CONTENT * _has_kind(evidence, question)
    if question.counted and counts(evidence, question.counted):
        bonus += COUNTED
    if question.asks_why and _CAUSE.search(evidence.reading):
        bonus += CONTENT
    if (question.asks_what_it_is or question.is_bare) and _defines(evidence, question):
        bonus += DEFINES
    if question.asks_for_the_idea and names_the_idea(evidence):
        bonus += IDEA
    if question.parts and has_parts(evidence, *question.parts):
        bonus += SO_MANY
    if question.asks_for_parts and evidence.items:
        bonus += PARTS
    return bonus


def has_wanted(evidence: Evidence, question: Question) -> bool:
    """Whether it has the number, date or name that is asked for, or the definition."""
    defines = question.asks_what_it_is and _defines(evidence, question)
    return defines or _has_kind(evidence, question)


def _has_kind(evidence: Evidence, question: Question) -> bool:
    wanted = {"number": _NUMERAL, "time": _DATE, "person": _NAME}.get(question.kind)
    return wanted is not None and wanted.search(evidence.reading) is not None


def names_the_idea(evidence: Evidence) -> bool:
    """Whether a sentence calls what it says the central idea of its work."""
    return _IDEA.search(evidence.reading) is not None


def counts(evidence: Evidence, counted: frozenset[str]) -> bool:
    """Whether a number stands just before what is to be counted."""
    said = words(evidence.reading)
    return any(
        _NUMBER.search(word) and any(stem(near) in counted for near in said[place + 1 : place + 4])
        for place, word in enumerate(said)
    )


def has_parts(evidence: Evidence, number: str, noun: str) -> bool:
    """Whether the sentence names as many parts of that kind, or introduces as many of any.

    Steps may be called stages, and stages parts, but neither is a dataset.
    """
    said = [stem(word) for word in words(evidence.reading)]
    if evidence.items and number in said and (noun in said or noun in PART_NOUNS):
        return True
    return any(word == number and noun in said[i + 1 : i + 4] for i, word in enumerate(said))


def _defines(evidence: Evidence, question: Question) -> bool:
    """Whether the sentence says what the question's subject is."""
    found = _DEFINITION.search(evidence.reading)
    subject = {stem(word) for word in words(found[1])} if found else set()
    return bool(subject & set(question.terms))
