"""In: one line; out: whether it is a heading: short, and it announces what follows.

A lead-in ("The results are:") ends in a colon too, but is a sentence; a caption names a figure.
"""

import re

NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[A-Za-z][.)]|[IVX]{1,5}[.)])\s")
# Words after which no sentence ends: a line that stops here was cut.
_DANGLING = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or but nor as is are was were be been being "
        "that which who whose where when while if than then into onto over under between their its "
        "his her our your my this these those such not can could will would may might must should "
        "has have had does do did using via per called so very more most each every both",
    )
)
# Words that often open a sentence: a capital letter here is no sign of a name.
OPENERS = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those it its we i you he she they our your my their there here "
        "in on at to for from by with and or but so as if when while since after before although "
        "though because once first second third finally next then now also another other moreover "
        "furthermore however additionally overall thus therefore hence instead what why how who "
        "which where each every some many most all both one two three let note using given unlike "
        "like during despite through what's that's it's let's here's not no yes of okay well",
    )
)
ITEM = re.compile(r"(?:[-*+•▪◦●–—]|\d{1,2}[.)]|\(\d{1,2}\)|[A-Za-z][.)]|\([a-zA-Z]\))\s")
INNER_STOP = re.compile(r"(?<!vs)(?<=[a-z])\.\s[A-Z]")
_NEVER = re.compile(r"[-*+•–—]\s")
_CAPTION = re.compile(r"(?:Table|Figure|Fig\.|Listing)\s\d{1,3}\b")
_VERBS = (
    r"(?:is|are|was|were|has|have|had|can|could|will|may|does|do|includes?|emphasi[sz]es?|"
    r"involves?|proposes?|follows?|shows?|uses?|defines?|suggests?|reveals?|explores?)"
)
# A line in small letters that has one of these, or any line that ends in one, is a sentence.
_SAYS = re.compile(rf"\b{_VERBS}\b", re.IGNORECASE)
_ENDS_SAYING = re.compile(rf"\b{_VERBS}$")
_POINTS = re.compile(r"(?:here|that|it|let|there)['’]s\b", re.IGNORECASE)
_ASKS = re.compile(r"(?:what|why|how|when|where|who|which|is|are|do|does|can)\b", re.IGNORECASE)


def is_heading(text: str, alone: bool) -> bool:
    """A short line that announces what follows: bold, ending in a colon, or without a full stop."""
    bare = heading_text(text)
    words = bare.split()
    if not 1 <= len(words) <= 14 or not re.search(r"[^\W\d_]{2}", bare):
        return False
    if _NEVER.match(text) or _CAPTION.match(bare) or "://" in text or "](" in text:
        return False
    if _is_cut(bare) or is_titled(bare):
        return alone and is_titled(bare)
    capitals = capital_share(bare) >= 0.4
    if text.endswith(":"):
        # In small letters it is a sentence that leads in a list.
        named = len(words) <= 8 if capitals else len(words) <= 4
        placed = bare[0].isupper() and (alone or not ITEM.match(text))
        return named and placed and not _leads_in(bare, capitals)
    if not alone or re.search(r"[.,;!…][\"”’)]?$", bare):
        return False
    # A longer line in small letters is the stump of a sentence.
    opens = bare[0].isupper() or bare[0].isdigit()
    return opens and (len(words) <= 8 or bare.endswith("?") or capitals)


def _leads_in(bare: str, capitals: bool) -> bool:
    """Whether a line before a colon says something ("Results include") or connects ("Here")."""
    words = re.findall(r"[^\W_]+", bare.lower())
    connects = words[0] in OPENERS and OPENERS.issuperset(set(words) - {"words", "example"})
    if connects or _POINTS.match(bare) or _ENDS_SAYING.search(bare):
        return True
    return not capitals and _SAYS.search(bare) is not None and not _ASKS.match(bare)


def is_titled(text: str) -> bool:
    """A headline by its capitals: nearly every longer word has one, and so has the last word."""
    words = re.findall(r"[^\W_][\w'’-]*", text)
    if not 6 <= len(words) <= 16 or words[-1][0].islower() or INNER_STOP.search(text):
        return False
    return text.count("(") == text.count(")") and capital_share(text) >= 0.85


def _is_cut(bare: str) -> bool:
    """Whether a short line is a piece of running text: it dangles, or a sentence ends inside."""
    return dangles(bare) or bare.count("(") > bare.count(")") or bool(INNER_STOP.search(bare))


def capital_share(text: str) -> float:
    """Share of the words of four or more letters that begin with a capital letter or digit."""
    words = [w for w in re.findall(r"[^\W_][\w'’-]*", text) if len(w) >= 4]
    return sum(not w[0].islower() for w in words) / len(words) if words else 0.0


def heading_text(text: str) -> str:
    """A heading's words: without `#`, bold marks, numbering and the colon at its end."""
    bare = text.strip().lstrip("#").strip().strip("*_").strip()
    bare = NUMBERED.sub("", bare, count=1).strip("*_ ")
    return bare.rstrip(":").strip("*_ ")


def dangles(text: str) -> bool:
    """Whether a text ends in a comma, an open bracket or a word that no phrase can end in."""
    if text.endswith("?"):
        return False
    last = re.findall(r"\w+", text[-40:])
    return text[-1:] in ",-–(/&+=" or bool(last and last[-1].lower() in _DANGLING)
