"""In: nothing; out: the sections of a card (docs/cards.md) that are read apart, by heading."""

GIST = "In plain words"
METHOD = "Method"
FINDINGS = "Findings"
LIMITS = "Limits and doubts"
_ASKED_AS = "asked as"


def is_asked_as(section: str | None) -> bool:
    """Whether a section holds questions under which a card's work is looked for."""
    return (section or "").lower() == _ASKED_AS
