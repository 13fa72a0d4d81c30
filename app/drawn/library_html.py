"""In: works, accounts of lines, settings, checks, a change; out: HTML of each."""

from collections import Counter
from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from app.drawn.links_html import to_work
from app.drawn.markup import count, label_of, plain, table
from app.drawn.paper_html import TYPES
from app.health import Check
from app.library import Change
from index.manifest import Manifest
from ingest.conserve import Account
from ingest.records import Document, Work
from ingest.statement import FileStatement

_WELL, _WRONG = label_of("Well", "good"), label_of("Wrong", "bad")


def furniture(accounts: Iterable[Account]) -> str:
    """What the lines are that belong to no work, in one sentence."""
    total: Counter[str] = Counter()
    lines = within = 0
    for found in accounts:
        total.update(found.furniture)
        lines += found.non_blank
        within += found.in_sources
    return _went(lines, within, total)


def _went(lines: int, within: int, others: Mapping[str, int]) -> str:
    rest = ", ".join(f"{count:,} {kind}" for kind, count in Counter(others).most_common() if count)
    said = f"{lines:,} lines that are not blank: {within:,} belong to a source"
    return plain(said + (f"; the others are {rest}." if rest else ", which is all of them."))


def works(found: Iterable[Work]) -> str:
    """Works by name, each a link to its page."""
    return f'<ul class="lt-related">{"".join(f"<li>{to_work(work)}</li>" for work in found)}</ul>'


def account_of(doc: Document, found: Account) -> str:
    """Where the lines of one file went, and what was read from it."""
    facts = {
        "Read as": plain(f"{TYPES[doc.type].lower()}, {doc.encoding}"),
        "Lines": _went(found.non_blank, found.in_sources, found.furniture),
        "Account": _WELL if found.closes else _WRONG,
        "Repairs": plain(_counted(repair.rule for repair in doc.repairs) or "none"),
        "Notes": plain(_counted(n.code for s in doc.sources for n in s.notes) or "none"),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts.items())
    return f'<dl class="lt-facts">{rows}</dl>'


def changed(change: Change) -> str:
    """What an upload, a removal or a rebuild did, in a sentence."""
    collected, report = change.collected, change.published
    said = [
        f"{count(len(names), 'file')} {word}"
        for word in ("added", "changed", "removed")
        if (names := getattr(collected, word))
    ]
    said = said or ["nothing changed"]
    said.append(f"{count(len(collected.library.works), 'work')} now")
    said.append(f"{report.embedded:,} passages embedded, {report.reused:,} as before")
    return "; ".join(said) + "."


def ledger(change: Change) -> str:
    """What was read of each file that came or changed, a row a file; empty where none did."""
    new = {*change.collected.added, *change.collected.changed}
    rows = "".join(_ledger_row(one) for one in change.account.files if one.file in new)
    if not rows:
        return ""
    names = ("File", "Read as", "Sources", "Lines", "In sources", "Furniture", "Repairs", "Notes")
    return table(names, rows)


def _ledger_row(one: FileStatement) -> str:
    numbers = "".join(
        f'<td class="lt-num">{n:,}</td>' for n in (one.sources, one.non_blank, one.in_sources)
    )
    kinds = "".join(
        f"<td>{plain(', '.join(f'{n:,} {kind}' for kind, n in counts.items()) or '–')}</td>"
        for counts in (one.furniture, one.repairs, one.notes)
    )
    read_as = TYPES[one.type]
    return f"<tr><th scope='row'>{plain(one.file)}</th><td>{read_as}</td>{numbers}{kinds}</tr>"


def set_aside(change: Change) -> str:
    """The files that were not read, each with its reason; empty where all were."""
    rows = "".join(f"<li>{plain(bad.reason)}</li>" for bad in change.collected.rejected)
    return f"<p><b>Set aside</b></p><ul>{rows}</ul>" if rows else ""


def _counted(names: Iterable[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in Counter(names).most_common())


def index_facts(manifest: Manifest) -> str:
    """What the index is made with and of."""
    model, size = manifest.model, sum(file.bytes for file in manifest.files.values())
    said = (f"{name} {value}" for name, value in manifest.settings.items() if value != "")
    settings = ", ".join(said)
    facts = {
        "Model": f"{model.name}, {model.dimension} numbers a passage",
        "Index": f"{manifest.generation}, format {manifest.format}, {size / 2**20:.1f} MiB",
        "Made with": f"litmus {manifest.litmus}; {settings}",
        "From a terminal": "litmus doctor",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{plain(said)}</dd>" for name, said in facts.items())
    return f'<div class="lt-honest"><dl class="lt-facts">{rows}</dl></div>'


def health(checks: Iterable[Check]) -> str:
    """The checks of `litmus doctor` as a table."""
    rows = "".join(
        f"<tr><td>{plain(check.name)}</td><td>{_WELL if check.ok else _WRONG}</td>"
        f"<td>{plain(check.seen)}{_remedy(check)}</td></tr>"
        for check in checks
    )
    return table((), rows)


def _remedy(check: Check) -> str:
    return f"<br><b>{plain(check.remedy)}</b>" if check.remedy else ""


def settings(model: BaseModel) -> str:
    """Each setting with its environment variable, present value and what it does."""
    prefix = str(model.model_config.get("env_prefix", ""))
    rows = "".join(
        f"<tr><td><code>{plain((prefix + name).upper())}</code></td>"
        f'<td class="lt-num">{_now(getattr(model, name))}</td>'
        f"<td>{plain(field.description or '')}</td></tr>"
        for name, field in type(model).model_fields.items()
    )
    return table(("Variable", "Now", "What it does"), rows)


def _now(value: object) -> str:
    return "–" if value is None or value == "" else plain(value)
