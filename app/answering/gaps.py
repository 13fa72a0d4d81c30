"""In: a draft of an answer; out: the line on what it does not tell, or on why it is refused."""

import re
from collections.abc import Sequence

from app.answering.compose import Written
from app.answering.draft import Draft
from app.answering.missing import lacking
from app.answering.reader import Reader
from app.answering.sense.agreement import numbers

_ECHOED = 60
"""So many characters of a word that is not here are said again."""
_ONE = re.compile(r"\b(?:single|once|twice|half|none|never)\b", re.IGNORECASE)
"""Words that answer "how many" beside numerals."""
UNCOMPARED = "*No text here sets the two side by side. What comes nearest:*"
OTHERWISE = "*The source says otherwise than the question takes for granted:*"
UNTOLD = "*No sentence found says anything of the {}. What comes nearest:*"
NO_NUMBER = "*No sentence found gives a number for that. What comes nearest:*"
NOT_THEIRS = "*No sentence found is given as the {}’s own word. What comes nearest:*"


def with_gap(made: Draft) -> Written:
    """The answer of a draft, which says first what the question asks for and no sentence tells."""
    written, gap = made.chosen.written, _gap(made)
    return written._replace(text=f"{gap}\n\n{written.text}") if gap else written


def _gap(made: Draft) -> str | None:
    """The line on the gravest lack of an answer, None where it has none."""
    chosen, citations = made.chosen, made.chosen.written.citations
    if chosen.otherwise:
        gap = OTHERWISE
    elif made.missing:
        gap = f"*Nothing here names {_listed(made.missing)}. What comes nearest:*"
    elif chosen.untold:
        gap = UNTOLD.format(" or the ".join(chosen.untold))
    elif chosen.unspoken:
        gap = f"*No sentence found speaks of {_listed(chosen.unspoken)}. What comes nearest:*"
    elif made.question.kind == "number" and not any(
        numbers(c.quote) or _ONE.search(c.quote) for c in citations
    ):
        gap = NO_NUMBER
    elif chosen.apart:
        gap = UNCOMPARED
    elif (voice := made.question.voice) and all(c.voice != voice for c in citations):
        gap = NOT_THEIRS.format(voice)
    elif made.unsaid:
        gap = f"*What is cited here never names {_listed(made.unsaid)}. What comes nearest:*"
    else:
        return None
    return gap


def why_refused(made: Draft, reader: Reader) -> str:
    """One sentence that says what a refused question asks for and the library lacks."""
    if made.missing:
        return f"Nothing here names {_listed(made.missing)}."
    works = [group.paper_id for group in made.groups[:1]] or [h.paper_id for h in made.hits[:1]]
    about = reader.sentences.words_of(*works)
    question = made.question
    where, lacks = lacking(question.text, question.terms, reader.sentences.vocabulary, about.terms)
    if where == "no text" and any(re.search(rf"\b{re.escape(w)}", reader.said) for w in lacks):
        where = "one text"  # as a part of a word, or in a header or link
    if not lacks:
        return "No sentence here comes near enough to the question."
    who = "Nothing here" if where == "no text" else "What comes nearest never"
    return f"{who} speaks of {_listed(lacks)}."


def _listed(missing: Sequence[str]) -> str:
    *some, last = [f"“{_short(name)}”" for name in missing]
    return f"{', '.join(some)} or {last}" if some else last


def _short(name: str) -> str:
    return name if len(name) <= _ECHOED else f"{name[: _ECHOED - 1]}…"
