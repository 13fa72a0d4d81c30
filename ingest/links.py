"""In: one line of text; out: the links in it, as printed and as meant, and their arXiv ids.

An arXiv id counts only when it is well-formed for its period: `YYMM.NNNN` from 0704 to 1412,
`YYMM.NNNNN` since 1501, `archive/YYMMNNN` before. Anything else is `malformed`, never guessed.
"""

import re
from typing import Literal

from ingest.records import Record

LinkKind = Literal["arxiv", "doi", "openreview", "placeholder", "web"]

# Every quantifier is bounded, so a hostile line costs linear time.
_URL = r"(?:https?://|www\.)[^\s<>\[\]()\"“”*`|\\]{1,500}"
_HOST = (
    r"(?<![\w./@-])(?:export\.)?(?:arxiv\.org|openreview\.net|(?:dx\.)?doi\.org)/"
    r"[^\s<>\[\]()\"“”*`|\\]{1,300}"
)
_LINK = re.compile(
    r"\[(?P<label>[^\[\]\n]{0,300})\]\((?P<target>[^()\s]{0,500})\)"
    rf"|(?P<url>{_URL})"
    rf"|(?P<host>{_HOST})"
    r"|(?P<tag>\barxiv:\s?[\w.-]{1,20}(?:/\d{1,10})?(?:v\d{1,2})?)"
    r"|(?P<doi>\bdoi:\s?10\.\d{4,9}/[^\s<>]{1,200})",
    re.IGNORECASE,
)
# No link is without one of these.
_HINTS = ("://", "](", "www.", "arxiv", "doi", "openreview.net")
_ARXIV_PAGE = re.compile(
    r"(?:^|[./])(?:arxiv\.org|ar5iv\.org|ar5iv\.labs\.arxiv\.org|alphaxiv\.org)/"
    r"(?:abs|pdf|html|format|e-print|ps)/(.{1,80})|huggingface\.co/papers/(.{1,40})",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.{1,40})", re.IGNORECASE)
_NEW_ID = re.compile(r"(\d{2})(\d{2})\.(\d{4,5})")
# The archives that ids of the old style name, as arXiv lists them.
_OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_OLD_ID = re.compile(rf"(?:{_OLD_ARCHIVES})(?:\.[A-Za-z-]{{2,5}})?/(\d{{2}})(\d{{2}})\d{{3}}")


class Link(Record):
    """One link: `printed` is the exact text between `start` and `end` of the line.

    `target` is where it leads, without brackets and closing dots ("#" leads nowhere);
    `arxiv_id` is well-formed and without version, else `malformed` holds what stands there.
    """

    printed: str
    target: str
    label: str | None
    kind: LinkKind
    arxiv_id: str | None = None
    malformed: str | None = None
    start: int
    end: int


def well_formed(arxiv_id: str) -> bool:
    """Says whether an id (no version) has the form its period had: digits, month, archive name."""
    if new := _NEW_ID.fullmatch(arxiv_id):
        stamp = new[1] + new[2]
        if not 1 <= int(new[2]) <= 12 or int(new[3]) == 0:
            return False
        return len(new[3]) == (4 if stamp < "1501" else 5) and stamp >= "0704"
    if old := _OLD_ID.fullmatch(arxiv_id):
        return 1 <= int(old[2]) <= 12 and (int(old[1]) >= 91 or int(old[1]) <= 7)
    return False


def arxiv_id_of(target: str) -> str | None:
    """The id an arXiv address, `arXiv:` tag or arXiv DOI carries, without version; None if none.

    What comes back is as printed otherwise, so it may be malformed: ask `well_formed`.
    """
    page = _ARXIV_PAGE.search(target)
    if page:
        tail = page[1] or page[2]
    elif doi := _ARXIV_DOI.search(target):
        tail = doi[1]
    elif target[:6].lower() == "arxiv:":
        tail = target[6:]
    else:
        return None
    tail = tail.strip().split("?")[0].split("#")[0].rstrip("./,;")
    if tail.lower().endswith(".pdf"):
        tail = tail[:-4]
    return re.sub(r"v\d{1,2}$", "", tail.rstrip("./")) or None


def find_links(line: str) -> tuple[Link, ...]:
    """All links of a line in reading order; `<…>`, bare, Markdown, `arXiv:` and `doi:` forms."""
    lower = line.lower()
    if not any(hint in lower for hint in _HINTS):
        return ()  # most lines; asking the pattern costs a hundred times more
    return tuple(link for match in _LINK.finditer(line) if (link := _link(match)) is not None)


def _link(match: re.Match[str]) -> Link | None:
    printed, label = match[0], match["label"]
    if label is not None:
        target = match["target"].strip("<>").rstrip(".,;")
        if not _leads_somewhere(target):
            return None
    else:
        target = printed = printed.rstrip(".,;:!?'’")
    arxiv = arxiv_id_of(target)
    valid = arxiv is not None and well_formed(arxiv)
    return Link(
        printed=printed,
        target=target,
        label=label,
        kind=_kind(target, arxiv),
        arxiv_id=arxiv if valid else None,
        malformed=None if valid else arxiv,
        start=match.start(),
        end=match.start() + len(printed),
    )


def _leads_somewhere(target: str) -> bool:
    """A Markdown target is a link only if it looks like an address: `f[x](y)` in a formula is not.

    Empty and "#" targets are links too, to nowhere: their address was lost.
    """
    return target in {"", "#"} or target.startswith("#") or "/" in target or "." in target


def _kind(target: str, arxiv: str | None) -> LinkKind:
    if target == "" or target.startswith("#"):
        return "placeholder"
    if arxiv is not None:
        return "arxiv"
    lowered = target.lower()
    if "doi.org/" in lowered or lowered.startswith("doi:"):
        return "doi"
    return "openreview" if "openreview.net" in lowered else "web"
