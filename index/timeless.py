"""In: a text; out: the same without the periods of time that it names, or those not understood."""

import re

from index.periods import NO_MONTHS, find_periods

_BARE_SEASON = re.compile(
    r"\b(?:in|during|of|from|since|until|before|after|last|this|past)\s+(?:the\s+)?"
    r"(?:(?:early|mid|late)[\s-]+)?(?:spring|summer|autumn|winter)\b"
    r"(?!(?:\s+months)?,?\s+(?:(?:of|in)\s+)?\d)",
    re.IGNORECASE,
)


def without_periods(text: str) -> str:
    """The text without the periods that it names and the words before them."""
    for period in reversed(list(find_periods(text))):
        text = f"{text[: period.span[0]]} {text[period.span[1] :]}"
    return text


def without_unread(text: str) -> str | None:
    """The text without a season of no one year ("last summer", "winter 2024"); None if it has none.

    Such a season is named, but its days are not known.
    """
    spans = [period.span for period in find_periods(text) if period.months == NO_MONTHS]
    spans += [found.span() for found in _BARE_SEASON.finditer(text)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text if spans else None
