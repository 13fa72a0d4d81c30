"""In: a library, its account of lines, settings, checks, a change; out: HTML of each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from app.health import Check
from app.library import Change
from app.markup import label_of, plain
from ingest.conserve import Account
from ingest.library import Library

_WELL, _WRONG = label_of("Well", "good"), label_of("Wrong", "bad")


def files(library: Library, accounts: Mapping[str, Account]) -> list[dict[str, Any]]:
    """A row a file: what it is and where its lines went."""
    return [
        {
            "File": doc.file,
            "Type": doc.type,
            "Sources": len(doc.sources),
            "Lines": accounts[doc.file].non_blank,
            "In sources": accounts[doc.file].in_sources,
            "Furniture": sum(accounts[doc.file].furniture.values()),
            "Unaccounted": len(accounts[doc.file].unaccounted),
            "Repairs": len(doc.repairs),
            "Notes": sum(len(source.notes) for source in doc.sources),
        }
        for doc in library.documents
    ]


def furniture(accounts: Iterable[Account]) -> str:
    """What the lines are that belong to no work, in one sentence."""
    total: Counter[str] = Counter()
    lines = within = 0
    for found in accounts:
        total.update(found.furniture)
        lines += found.non_blank
        within += found.in_sources
    rest = ", ".join(f"{count:,} {kind}" for kind, count in total.most_common() if count)
    said = f"{lines:,} lines that are not blank: {within:,} belong to a source"
    return plain(said + (f"; the others are {rest}." if rest else ", which is all of them."))


def changed(change: Change) -> str:
    """What an upload or a removal did."""
    collected, report = change.collected, change.published
    said = [
        f"{len(names)} file{'s' * (len(names) != 1)} {word}"
        for word in ("added", "changed", "removed")
        if (names := getattr(collected, word))
    ]
    said = said or ["nothing changed"]
    said.append(f"{len(collected.library.works)} works now")
    said.append(f"{report.embedded} passages embedded, {report.reused} as before")
    refused = [f"{bad.file} was set aside: {bad.reason}" for bad in collected.rejected]
    return "; ".join([*said, *refused]) + "."


def health(checks: Iterable[Check]) -> str:
    """The checks of `litmus doctor` as a table."""
    rows = "".join(
        f"<tr><td>{plain(check.name)}</td><td>{_WELL if check.ok else _WRONG}</td>"
        f"<td>{plain(check.seen)}{_remedy(check)}</td></tr>"
        for check in checks
    )
    return f'<div class="lt-scroll"><table class="lt-table"><tbody>{rows}</tbody></table></div>'


def _remedy(check: Check) -> str:
    return f"<br><b>{plain(check.remedy)}</b>" if check.remedy else ""


def settings(model: BaseModel) -> str:
    """Each setting with its environment variable, present value and what it does."""
    prefix = str(model.model_config.get("env_prefix", ""))
    rows = "".join(
        f"<tr><td><code>{plain((prefix + name).upper())}</code></td>"
        f'<td class="lt-num">{plain(getattr(model, name))}</td>'
        f"<td>{plain(field.description or '')}</td></tr>"
        for name, field in type(model).model_fields.items()
    )
    head = "<tr><th>Variable</th><th>Now</th><th>What it does</th></tr>"
    return (
        f'<div class="lt-scroll"><table class="lt-table"><thead>{head}</thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
