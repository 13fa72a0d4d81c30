"""Title, reviewer, date and link in any order, over one line or several."""

from collections.abc import Sequence

import pytest

from ingest.archive.parse import parse_archive
from ingest.conserve import account
from ingest.records import RawText

TITLES = ("Slow Lamps for Long Nights", "Oil Laws of the Harbour", "Wicks That Learn")
PEOPLE = ("Nora Berg", "Bo Lind", "Nora Berg")
DAYS = ("3 April 2025", "10 April 2025", "17 April 2025")
ISO = ("2025-04-03", "2025-04-10", "2025-04-17")
IDS = ("2501.00001", "2502.00002", "2503.00003")
TEXT = "The {} burns for eight hours and the authors measure the light at every window."


def read(heads: Sequence[Sequence[str]]) -> list[tuple[object, ...]]:
    lines: list[str] = []
    for head, noun in zip(heads, ("lamp", "oil", "wick"), strict=True):
        lines += [*head, "", TEXT.format(noun), ""]
    raw = RawText(file="x.txt", sha256="0", encoding="utf-8", lines=tuple(lines))
    document = parse_archive(raw, {})
    assert account(document, raw).closes
    assert all(block.voice == "paper" for s in document.sources for block in s.blocks)
    return [(s.title, s.reviewers, s.date, s.arxiv_id) for s in document.sources]


FORMS = {
    "title, name, day": "{t} — {p} — {d}",
    "day, name, title": "{i} | {p} | {t}",
    "fields": "Date: {d}\nLink: https://arxiv.org/abs/{a}\nTitle: {t}\nBy: {p}",
    "link on top": "https://arxiv.org/abs/{a}\n{t}\nby {p}, {d}",
    "column in brackets": "## {t}\n({d}, Reading Club no. {n}; reviewer: {p})",
    "day alone": "{i}\n{t}\nReviewed by {p}",
    "issue": "No. {n}: {t} ({i})\nhttps://arxiv.org/abs/{a}",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_any_order(form: str) -> None:
    heads, expected = [], []
    rows = zip(TITLES, PEOPLE, DAYS, ISO, IDS, strict=True)
    for n, (title, person, day, iso, arxiv) in enumerate(rows, 7):
        heads.append(form.format(t=title, p=person, d=day, i=iso, a=arxiv, n=n).split("\n"))
        reviewers = (person,) if "{p}" in form else ()
        expected.append((title, reviewers, iso, arxiv if "{a}" in form else None))
    assert read(heads) == expected


def test_a_column_of_topics_holds_no_reviewers() -> None:
    heads = [[f"{title} — Vision — {day}"] for title, day in zip(TITLES, DAYS, strict=True)]
    assert all(people == () for _, people, _, _ in read([*heads]))
