"""In: a demo's record, its result, states of runs; out: HTML of its checks and its honesty."""

from collections.abc import Mapping, Sequence

from app.drawn.links_html import go
from app.drawn.markup import chip, plain, table, tags
from app.runs import State
from demos.records import Entry, Result


def checks_table(result: Result) -> str:
    """Every check with what was measured, against what, by which margin, and whether it holds."""
    rows = []
    for check in result.checks:
        margin = f" by more than {check.margin:.3g}" if check.margin else ""
        holds = chip("holds" if check.holds else "does not hold")
        rows.append(
            f'<tr><td>{plain(check.name)}</td><td class="lt-num">{check.measured:.4g}</td>'
            f'<td class="lt-num">{plain(check.relation)} {check.baseline:.4g}{margin}</td>'
            f"<td>{holds}</td></tr>"
        )
    return table(("Check", "Measured", "Must be", "Here"), rows)


def recorded(entry: Entry) -> str:
    """The recorded verdict with its counts."""
    if entry.verdict is None:
        return chip(None)
    more = f"{entry.held} of {entry.seeds} seeds"
    return chip(entry.verdict, more + (", older code" if entry.stale else ""))


def gallery(areas: Mapping[str, Sequence[Entry]]) -> str:
    """The demos under their areas, each a card."""
    return "".join(
        f'<h2 class="lt-h2">{plain(area)} <span class="lt-soft">{len(demos)}</span></h2>'
        f'<div class="lt-gallery">{"".join(map(_card, demos))}</div>'
        for area, demos in areas.items()
    )


def _card(entry: Entry) -> str:
    """What a demo shows in the gallery: verdict, claim, fidelity, how long it runs."""
    usual = [] if entry.seconds is None else [f"about {max(entry.seconds, 0.1):.1f} s"]
    return (
        f'<article class="lt-card"><h3>{go(entry.title, "lab", demo=entry.id)}</h3>'
        f"<div>{recorded(entry)}</div><p>{plain(entry.claim)}</p>"
        f"<div>{tags([entry.fidelity, *usual])}</div></article>"
    )


def honesty(entry: Entry) -> str:
    """What is real, what stands in, where the claim is stated, and how often it held."""
    fidelity = {
        "exact": "Exact: the paper’s mechanism itself, at toy scale",
        "proxy": "Proxy: something simpler stands in for what the paper used",
    }[entry.fidelity]
    facts = {
        "Fidelity": plain(fidelity),
        "Stands in": plain(entry.stands_in),
        "Claim stated": plain(entry.stated_at),
        "Recorded": _recorded_fact(entry),
        "Control": _control(entry),
        "Reach": "This scale, this data, here. It says nothing of the paper’s own benchmarks.",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts.items())
    return f'<div class="lt-honest"><dl class="lt-facts">{rows}</dl></div>'


def _recorded_fact(entry: Entry) -> str:
    if entry.verdict is None:
        return "No verdict over several seeds yet"
    return f"{recorded(entry)} {plain(entry.recorded or '')}"


def _control(entry: Entry) -> str:
    if entry.control_fails is None:
        return "Not recorded yet"
    if entry.control_fails:
        return "Without the mechanism no check held, on any seed"
    return "Without the mechanism some checks still held: read the verdict with care"


def seed_row(states: Sequence[State]) -> str:
    """The verdict of each seed, in order; what was not run is a dash."""
    cells = []
    for seed, state in enumerate(states):
        if state.phase in ("waiting", "running"):
            said = f'<span class="lt-small">{state.phase}…</span>'
        elif state.job is None:
            said = '<span class="lt-small">–</span>'
        elif state.job.result is None:
            said = f'<span class="lt-small">{plain(state.job.status)}</span>'
        else:
            said = chip(state.job.result.verdict)
        cells.append(f'<span class="lt-small">seed {seed}</span> {said}')
    return f"<div>{' &nbsp; '.join(cells)}</div>"
