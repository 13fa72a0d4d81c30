"""In: the bytes of a saved web page; out: what it states of its work, and the lines of its text."""

import re

from selectolax.lexbor import LexborHTMLParser

from ingest.errors import InputError
from ingest.html_text import body_lines
from ingest.lines import Data
from ingest.metadata import Metadata, day_of, one_line, own_arxiv_id

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_ABSTRACT_PAGE = 1500
"""A page with a stated abstract and fewer words than this shows the abstract, not the paper."""


def looks_like_page(file: str, data: Data) -> bool:
    """Whether a file is a web page, by its name or its first bytes."""
    if file.lower().endswith((".html", ".htm", ".xhtml")):
        return True
    start = re.sub(
        rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*", b"", data[:1000]
    )
    return start[:14].lower().startswith((b"<!doctype html", b"<html"))


def page_lines(file: str, data: bytes) -> tuple[str, ...]:
    """The lines of a saved web page. Raises InputError where no text is in it."""
    text = _decoded(file, data)
    lines = html_lines(text)
    if not any(lines):
        raise InputError(file, "this page has no text", "save the page when it shows its text")
    return lines


def html_lines(text: str) -> tuple[str, ...]:
    """Stated metadata, a blank line, then the text: the abstract alone on an abstract's page."""
    tree = LexborHTMLParser(text)
    metas = _metas(tree)
    stated = _stated(metas, tree)
    body = body_lines(tree)
    abstract = one_line(" ".join(metas.get("citation_abstract", ())))
    if abstract and sum(len(line.split()) for line in body) < _ABSTRACT_PAGE:
        body = ["# Abstract", "", abstract]
    head = [*stated.lines, ""] if stated.lines else []
    return (*head, *body)


def _decoded(file: str, data: bytes) -> str:
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(file, "this is a binary file", "save the page as HTML")
    named = _CHARSET.search(data[:4096])
    names = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig"]
    names += [named[1].decode("ascii")] if named else []
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    raise InputError(file, f"not {names[-1]} text", "save the page as UTF-8")


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """The page's `<meta>` fields by lower-case name, all values in order."""
    found: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = node.attributes.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), []).append(one_line(content))
    return found


def _stated(metas: dict[str, list[str]], tree: LexborHTMLParser) -> Metadata:
    """What the page states in the fields that scholarly sites use (`citation_…`, Dublin Core)."""

    def first(*names: str) -> str | None:
        return next((metas[name][0] for name in names if name in metas), None)

    title = first("citation_title", "dc.title")
    authors = metas.get("citation_author") or metas.get("dc.creator") or []
    date = first("citation_date", "citation_publication_date", "citation_online_date", "dc.date")
    canonical = tree.css_first("link[rel=canonical]")
    address = (canonical.attributes.get("href") if canonical else None) or first("og:url")
    own = own_arxiv_id(first("citation_arxiv_id") or address or "")
    if title is None and (shown := tree.css_first("head title")) is not None:
        title = _page_title(one_line(shown.text()), tree)
    return Metadata(
        title=title,
        authors=tuple(_given_first(name) for name in authors),
        date=day_of(date.replace("/", "-")) if date else None,
        arxiv_id=own,
        link=address if address and "://" in address else None,
    )


def _page_title(shown: str, tree: LexborHTMLParser) -> str | None:
    """The window's title line, unless the text has a heading that is plainly its title."""
    headings = [node for node in tree.css("h1") if node.text().strip()]
    return None if len(headings) == 1 else shown or None


def _given_first(name: str) -> str:
    """Turns "Lovelace, Ada" into "Ada Lovelace"."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if given.strip() else name
