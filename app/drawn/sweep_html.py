"""In: a sweep of a demo; out: HTML of where its claim holds, value by value."""

from app.drawn.markup import chip, plain, table
from demos.records import Knob
from demos.sweep import Point, Reading, Sweep


def spoken(knob: str) -> str:
    """A knob's name as words."""
    return knob.replace("_", " ").capitalize()


def turns(found: Sweep) -> str:
    """Where the claim turns, in a sentence, and what the other knobs stood at."""
    name = spoken(found.range.knob).lower()
    said = [
        f"The claim {'begins' if turn.begins else 'ceases'} to hold between {name} "
        f"{turn.low:g} and {turn.high:g}."
        for turn in found.crossings
    ]
    if not said:
        ran = [point.holds for point in found.points if point.holds is not None]
        said = ["The claim holds on the whole range." if all(ran) else "It holds nowhere on it."]
        said = said if ran else ["No run ended."]
    others = ", ".join(f"{spoken(k).lower()} {v:g}" for k, v in found.knobs.items())
    at = f" with {others}" if others else ""
    seeds = len(found.seeds)
    return plain(f"{' '.join(said)} {seeds} seed{'s' * (seeds != 1)} a value{at}.")


def points(found: Sweep) -> str:
    """A row a value: on how many seeds all checks held, and what each check measured on average."""
    names = next(([r.name for r in p.checks] for p in found.points if p.checks), [])
    heads = (spoken(found.range.knob), "Holds", "Seeds", *names)
    return table(heads, (_row(point, len(names)) for point in found.points))


def _row(point: Point, columns: int) -> str:
    verdict = {True: "holds", False: "does not hold", None: None}[point.holds]
    shown = chip(verdict) if verdict else plain("; ".join(dict.fromkeys(point.failed)) or "no run")
    checks = [f'<td class="lt-num">{plain(_measured(one))}</td>' for one in point.checks]
    checks += ["<td>–</td>"] * (columns - len(checks))
    return (
        f'<tr><th scope="row" class="lt-num">{point.value:g}</th><td>{shown}</td>'
        f'<td class="lt-num">{point.held} of {point.ran}</td>{"".join(checks)}</tr>'
    )


def _measured(one: Reading) -> str:
    measured, needed = (sum(row) / len(row) for row in (one.measured, one.needed))
    return f"{measured:.3g} {one.relation} {needed:.3g}"


def cost(knob: Knob, values: int, seeds: int, seconds: float | None) -> str:
    """How many runs a sweep begins with and what they take, in words."""
    whole = int(knob.max - knob.min) + 1 if knob.type == "int" else values
    runs = min(values, whole) * seeds
    time = f", about {runs * seconds:.0f} s of one processor" if seconds else ""
    return plain(f"{runs} runs and more near a turn{time}; runs made before are not made again.")
