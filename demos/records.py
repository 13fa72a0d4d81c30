"""In: nothing; out: the frozen records of a demo: what it tests, its knobs, checks and result."""

import math
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

Fidelity = Literal["exact", "proxy"]
Relation = Literal["<", ">"]
Style = Literal["line", "dashed", "points", "bars"]
RunVerdict = Literal["holds", "does not hold", "mixed"]
RecordedVerdict = Literal["confirmed", "refuted", "unstable"]
Number = int | float


class Frozen(BaseModel):
    """A frozen record that refuses unknown fields; NaN and infinity survive JSON as strings."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


class Demo(Frozen):
    """What a demo file declares: the works it belongs to, the claim and where it is stated."""

    id: str
    papers: tuple[str, ...] = Field(min_length=1)
    title: str
    claim: str = Field(min_length=20)
    stated_at: str = Field(min_length=8)
    fidelity: Fidelity
    stands_in: str


class Knob(Frozen):
    """One parameter of a demo's `run`: its type, default, inclusive bounds and help."""

    name: str
    type: Literal["int", "float"]
    default: Number
    min: Number
    max: Number
    help: str


class Check(Frozen):
    """A measurement against its baseline: `measured < baseline - margin`, or `> baseline + margin`.

    `holds` is computed from the numbers; a value that is not a number holds nothing.
    """

    name: str
    measured: float
    baseline: float
    relation: Relation
    margin: float = Field(ge=0)

    @model_validator(mode="before")
    @classmethod
    def _recompute(cls, data: Any) -> Any:
        return _without(data, "holds")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def holds(self) -> bool:
        """Whether the relation holds with the margin."""
        if self.relation == "<":
            return self.measured < self.baseline - self.margin
        return self.measured > self.baseline + self.margin


class Line(Frozen):
    """One curve of a panel; `x` and `y` have the same length."""

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    style: Style = "line"

    @model_validator(mode="after")
    def _same_length(self) -> "Line":
        if len(self.x) != len(self.y) or not self.x:
            raise ValueError(f"line {self.label!r} has {len(self.x)} x and {len(self.y)} y")
        return self


class Panel(Frozen):
    """One set of axes of a demo's picture; its title is its key in `curves`."""

    x_label: str
    y_label: str
    lines: tuple[Line, ...] = Field(min_length=1)
    log_x: bool = False
    log_y: bool = False


class Outcome(Frozen):
    """What a demo's `run` returns: its checks, and its panels by title."""

    checks: tuple[Check, ...] = Field(min_length=1)
    curves: dict[str, Panel]


class Result(Frozen):
    """One run of one demo, as `demo run --json` prints it; the verdict is computed."""

    demo: str
    paper_ids: tuple[str, ...]
    claim: str
    fidelity: Fidelity
    stands_in: str
    seed: int
    knobs: dict[str, Number]
    control: bool
    checks: tuple[Check, ...]
    curves: dict[str, Panel]
    seconds: float
    receipt: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _recompute(cls, data: Any) -> Any:
        return _without(data, "verdict")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def verdict(self) -> RunVerdict:
        """`holds` if all checks hold, `does not hold` if none does, else `mixed`."""
        held = sum(check.holds for check in self.checks)
        if held == len(self.checks):
            return "holds"
        return "mixed" if held else "does not hold"

    def numbers(self) -> dict[str, float]:
        """Every number that the run computed, by name; what two runs of one key share."""
        found: dict[str, float] = {}
        for check in self.checks:
            found[f"check {check.name}: measured"] = check.measured
            found[f"check {check.name}: baseline"] = check.baseline
        for title, panel in self.curves.items():
            for line in panel.lines:
                for place, (x, y) in enumerate(zip(line.x, line.y, strict=True)):
                    found[f"{title}, {line.label}, x{place}"] = x
                    found[f"{title}, {line.label}, y{place}"] = y
        return found

    @property
    def finite(self) -> bool:
        """Whether no number of the run is NaN or infinite."""
        return all(math.isfinite(number) for number in self.numbers().values())


class Entry(Frozen):
    """One line of `demo list`: the demo, and its recorded verdict over several seeds.

    `held` counts the seeds on which all checks hold, `checks` the seeds on which each one does.
    `control_fails` says that on no seed any check held once the mechanism was removed.
    `verdict` is None until `python -m demos.verdicts` has run it; `stale` when the code changed.
    """

    id: str
    papers: tuple[str, ...]
    title: str
    claim: str
    stated_at: str
    fidelity: Fidelity
    stands_in: str
    knobs: tuple[Knob, ...]
    verdict: RecordedVerdict | None = None
    seeds: int = 0
    held: int = 0
    checks: dict[str, int] = {}
    control_fails: bool | None = None
    seconds: float | None = None
    code: str
    recorded: str | None = None
    stale: bool = False


def _without(data: Any, key: str) -> Any:
    """Drop a computed key when a record comes back from JSON: it is computed again."""
    if isinstance(data, dict) and key in data:
        return {name: value for name, value in data.items() if name != key}
    return data
