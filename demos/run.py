"""In: a demo's id, seed, knobs and control; out: its Result, after the bounds are checked."""

import time
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from demos.errors import KnobError
from demos.records import Knob, Number, Result
from demos.registry import load


def check_knobs(demo_id: str, knobs: Sequence[Knob], given: Mapping[str, Any]) -> dict[str, Number]:
    """All knobs with their values, defaults filled in. Raises KnobError, in one line."""
    known = {knob.name for knob in knobs}
    for name in given:
        if name not in known:
            raise KnobError(f"{demo_id} has no knob {name!r}; it has {', '.join(sorted(known))}")
    return {knob.name: _value(knob, given.get(knob.name, knob.default)) for knob in knobs}


def check_seed(seed: int) -> int:
    """The seed itself. Raises KnobError unless 0 <= seed < 2**31."""
    if not 0 <= seed < 2**31:
        raise KnobError(f"seed {seed} is out of bounds; choose one from 0 to {2**31 - 1}")
    return seed


def _value(knob: Knob, given: Any) -> Number:
    kind = int if knob.type == "int" else float
    bounds = Field(ge=knob.min, le=knob.max)
    adapter: TypeAdapter[Number] = TypeAdapter(Annotated[kind, bounds])  # type: ignore[arg-type]
    try:
        return adapter.validate_python(given)
    except ValidationError as exc:
        raise KnobError(
            f"knob {knob.name}={given!r} is out of bounds; "
            f"give {'a whole number' if kind is int else 'a number'} "
            f"from {knob.min} to {knob.max}"
        ) from exc


def run_demo(
    demo_id: str, seed: int = 0, knobs: Mapping[str, Any] | None = None, control: bool = False
) -> Result:
    """Run one demo in this process. Raises UnknownDemoError or KnobError before it starts."""
    loaded = load(demo_id)
    values = check_knobs(demo_id, loaded.knobs, knobs or {})
    check_seed(seed)
    start = time.perf_counter()
    outcome = loaded.run(**values, seed=seed, control=control)
    seconds = time.perf_counter() - start
    return Result(
        demo=demo_id,
        paper_ids=loaded.demo.papers,
        claim=loaded.demo.claim,
        fidelity=loaded.demo.fidelity,
        stands_in=loaded.demo.stands_in,
        seed=seed,
        knobs=values,
        control=control,
        checks=outcome.checks,
        curves=outcome.curves,
        seconds=round(seconds, 3),
    )
