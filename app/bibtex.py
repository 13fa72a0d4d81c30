"""In: a work; out: its BibTeX entry, with nothing in it that the sources do not state."""

import re

from ingest.records import Work

_SPECIAL = re.compile(r"([&%#_])")


def bibtex(work: Work) -> str:
    """A `@misc` entry keyed by paper id; fields that no source states are left out."""
    fields = {"title": f"{{{_escape(work.name)}}}"}
    if work.arxiv_id:
        fields |= {
            "eprint": work.arxiv_id,
            "archiveprefix": "arXiv",
            "url": f"https://arxiv.org/abs/{work.arxiv_id}",
        }
    if work.arxiv_id and re.match(r"\d{4}\.", work.arxiv_id):
        fields["year"] = f"20{work.arxiv_id[:2]}"
    if work.dates:
        fields["note"] = f"Reviewed on {', '.join(work.dates)}"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.paper_id},\n{body}\n}}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
