"""In: a question; out: by what it wants works counted (month, year, person), and the rest of it."""

import re
from typing import Literal

Per = Literal["month", "year", "person"]
_PER = re.compile(
    r"\b(?:per|by|(?:(?:for|in|from|by|did|has)\s+)?(?:each|every)|month by)\s+(?:single\s+)?"
    r"(month|year|person|reviewer|guest)\b(?:\s+(?:have|has|did|write|wrote|written))*",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(
    r"\bin (?:19|20)\d\d,? (?:and|against|versus|vs\.?|or) (?:how many )?(?:in )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:(?:on|in|the) )?average(?: number of)?\b", re.IGNORECASE)


def read_per(question: str, *, counts: bool) -> tuple[Per | None, str]:
    """By what works are to be counted, and the question without that.

    `counts` says that a number is asked for, which two years can each have.
    """
    found = _PER.search(question)
    if found is None:
        years = _TWO_YEARS.search(question) if counts else None
        return ("year", question.replace(years[0], " ")) if years else (None, question)
    by: dict[str, Per] = {"month": "month", "year": "year"}
    rest = f"{question[: found.start()]} {question[found.end() :]}".strip()
    rest = _AVERAGE.sub(" ", rest)
    return by.get(found[1].lower(), "person"), rest
