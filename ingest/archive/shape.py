"""In: one line; out: what it looks like: separator, link line, title, leftover of a tool.

These are judgements about form alone, shared by the steps that find borders and titles.
"""

import re
import unicodedata
from collections.abc import Sequence

from ingest.headings import capital_share, heading_text
from ingest.links import Link, find_links

_SEPARATOR = re.compile(r"[\s\-–—_=*~•·.+#]{1,200}")
_ITEM = re.compile(r"(?:[-*+•▪●]|\d{1,2}[.)]|\(\d{1,2}\)|[a-z][.)])\s")
_LINK_WORDS = re.compile(
    r"\b(?:links?|papers?|read|full|here|arxiv|pdf|code|url|source|article|preprint|doi|github|"
    r"original|project|page|abs|version|to|the|of|on|at|in|see|and|more|it|http)\b",
    re.IGNORECASE,
)
# Section words that stand where a title may stand, in any newsletter.
_SECTION_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        "introduction intro background overview summary abstract motivation conclusion conclusions "
        "discussion results method methods methodology experiments limitations takeaway takeaways "
        "history context preliminaries verdict highlights outline problem approach contributions "
        "opening notes findings setup",
    )
)
_TOOL = re.compile(
    r"(?:(?:certainly|sure|of course|absolutely|okay)\b[\s,!.:—–-]{0,6})?"
    r"here(?:['’]s|\sis|\sare)\b[^.]{0,80}?\b(?:translat\w{0,6}|rewritten|rewrite|rephrased|"
    r"refined|polished|revised|edited|corrected|improved)\b.{0,200}",
    re.IGNORECASE,
)
_TOOL_GAP = re.compile(
    r"\[(?:the\s)?(?:rest|remainder|remaining|continu|omitted|truncated|insert|previous)\b[^\]]{0,200}\]",
    re.IGNORECASE,
)
_TOOL_TALK = re.compile(
    r"(?:as an ai (?:language )?model|let me know if you(?:['’]d)? (?:like|want|need)|"
    r"would you like me to)\b.{0,200}",
    re.IGNORECASE,
)


def is_separator(line: str) -> bool:
    """A line of dashes, stars, dots and the like that carries no word (a table rule has bars)."""
    return bool(line.strip()) and _SEPARATOR.fullmatch(line) is not None


def is_tool_leftover(line: str) -> bool:
    """A sentence that a translating or rewriting tool said to its user, short and on its own."""
    text = line.strip()
    if len(text.split()) > 30:
        return False
    return any(rule.fullmatch(text) for rule in (_TOOL, _TOOL_GAP, _TOOL_TALK))


def is_link_line(line: str) -> bool:
    """A line that is there for its link: the link makes it up, or ends a remark of a few words."""
    links = find_links(line)
    if not links:
        return False
    rest = _around(line, links)
    if any(link.kind == "placeholder" for link in links):
        return not re.search(r"[A-Za-z]", _LINK_WORDS.sub("", rest))
    return len(re.findall(r"\w+", rest)) <= 6


def link_remark(line: str) -> bool:
    """Whether a link line says something besides naming its link: it then counts as content."""
    rest = _around(line, find_links(line))
    return len(re.findall(r"[A-Za-z]{2,}", _LINK_WORDS.sub("", rest))) >= 2


def _around(line: str, links: Sequence[Link]) -> str:
    """A line without its links."""
    ends = [0, *(link.end for link in links)]
    starts = [*(link.start for link in links), len(line)]
    return " ".join(line[a:b] for a, b in zip(ends, starts, strict=True))


def plain(text: str) -> str:
    """A line without the marks around it: `#`, `>`, bold, emoji at the ends, outer white space."""
    start, end = 0, len(text)
    while start < end and (text[start] in "#>*_` \t" or is_emoji(text[start])):
        start += 1
    while start < end and (text[end - 1] in "*_` \t" or is_emoji(text[end - 1])):
        end -= 1
    return text[start:end]


def is_emoji(char: str) -> bool:
    """Whether a character is a pictograph or a part of one (joiner, variation selector)."""
    return unicodedata.category(char) in ("So", "Sk", "Cf") or 0xFE00 <= ord(char) <= 0xFE0F


def is_section_word(text: str) -> bool:
    """Whether a heading is a common section name ("Introduction:", "Key results") and no title."""
    words = re.findall(r"[a-z]+", heading_text(text).lower())
    return 1 <= len(words) <= 4 and bool(_SECTION_WORDS.intersection(words))


def title_like(line: str) -> bool:
    """Whether a line can be a title or headline: short, no item, no link line, no full sentence."""
    text = plain(line)
    count = len(text.split())
    if not 1 <= count <= 30 or len(text) > 260 or not re.search(r"[^\W\d_]{2}", text):
        return False
    if _ITEM.match(line.strip()) or line.lstrip().startswith("|"):
        return False
    if is_separator(line) or is_tool_leftover(line):
        return False
    bare_link = is_link_line(line) and not any(link.label for link in find_links(line))
    if bare_link or text.endswith((":", ",", ";")):
        return False
    if re.search(r"(?:\.|…)[\"”’)]?$", text):
        return capital_share(text) >= 0.6 and not text.endswith(("..", "…"))
    return count <= 18 or capital_share(text) >= 0.6
