"""In: lines of a page of posts; out: what kind of line each is, told by its shape alone."""

import re

_NUMBER = re.compile(r"[\(\[]?\b(?P<n>\d{1,3})\s?/\s?(?P<m>\d{1,3})[\)\]]?")
_BORDER = re.compile(r"^\s*([-–—_*=~])(?:\s*\1){2,}\s*$")
_MEDIA = re.compile(
    r"^\s*(?:(?:post |quote )?(?:image|video|gif|photo)|preview|alt|thumbnail|play)"
    r"(?:\s+(?:(?:post )?(?:image|video|gif|photo)|preview|alt))*\s*$",
    re.IGNORECASE,
)
_CARD = re.compile(r"^\s*preview\b", re.IGNORECASE)
_LINK = re.compile(
    r"<?(?:https?://|www\.)\S+|(?<![\w.-])[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.[a-z]{2,10}/\S+"
)
_LABEL = re.compile(r"^\W*(?:\w+\W+){0,2}$")
CUT = "..."


def number_of(line: str) -> tuple[int, int] | None:
    """The n and m of an "n/m" at the end or the beginning of a line, as in "text (3/11)"."""
    text = line.strip()
    for match in _NUMBER.finditer(text[-16:] if len(text) > 16 else text):
        if match.end() == len(text[-16:] if len(text) > 16 else text):
            return _sane(match)
    begin = _NUMBER.match(text[:16])
    return _sane(begin) if begin else None


def _sane(match: re.Match[str]) -> tuple[int, int] | None:
    number, total = int(match["n"]), int(match["m"])
    # Without brackets a half or a third is more likely a fraction than a thread of two or three.
    least = 2 if match.group()[0] in "([" else 4
    return (number, total) if 1 <= number <= total and total >= least else None


def is_number_alone(line: str) -> bool:
    """Whether a line is nothing but its "n/m"."""
    match = _NUMBER.fullmatch(line.strip())
    return match is not None and _sane(match) is not None


def without_number(line: str) -> str:
    """The line less the "n/m" at its end or its beginning."""
    if number_of(line) is None:
        return line
    text = line.strip()
    found = list(_NUMBER.finditer(text))
    if found and found[-1].end() == len(text):
        return text[: found[-1].start()].rstrip()
    return text[found[0].end() :].lstrip() if found and found[0].start() == 0 else text


def is_border(line: str) -> bool:
    """Whether a line is a rule such as "---"; the dots of a cut post do not count."""
    return _BORDER.match(strip_cut(line)) is not None


def strip_cut(line: str, lead: bool = True, tail: bool = True) -> str:
    """The line less the "... " before it and the " ..." after it."""
    text = line.strip()
    if lead and text.startswith(CUT + " "):
        text = text[len(CUT) :].lstrip()
    if tail and text.endswith(" " + CUT):
        text = text[: -len(CUT)].rstrip()
    return text


def is_media(line: str) -> bool:
    """Whether a line only says that an image, a video or a card stands here."""
    return _MEDIA.match(line) is not None


def opens_card(line: str) -> bool:
    """Whether the lines below a media line are the text of a link's card."""
    return _CARD.match(line) is not None and is_media(line)


def is_link_only(text: str) -> bool:
    """Whether a text is a link, or links, with at most a two-word label before it."""
    rest, links = _LINK.subn(" ", text)
    return links > 0 and _LABEL.match(rest.strip() + " ") is not None
