"""In: a finished run; out: its receipt, and whether another run of it gives the same numbers."""

import hashlib
import json
import math
import platform
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from demos.errors import RecordError
from demos.records import Frozen, Number, Result, RunVerdict

RELATIVE = 1e-6
ABSOLUTE = 1e-9
TOLERANCE = f"|a - b| <= {ABSOLUTE:g} + {RELATIVE:g} max(|a|, |b|)"


class Receipt(Frozen):
    """What is needed to run it again and compare; names no host, person or path.

    `seal` is a hash of all else: it tells a receipt that was edited from a run that came out
    otherwise. `not_enforced` names the limits that the platform did not keep.
    """

    demo: str
    seed: int
    knobs: dict[str, Number]
    control: bool
    code: str
    versions: dict[str, str]
    machine: str
    verdict: RunVerdict
    numbers: dict[str, float]
    not_enforced: tuple[str, ...] = ()
    seal: str = ""

    def sealed(self) -> str:
        """The seal that belongs to what the receipt says now."""
        text = json.dumps(json.loads(self.model_dump_json(exclude={"seal"})), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


class Verification(Frozen):
    """A receipt against a run of today. `same`: verdict and every number agree."""

    demo: str
    same: bool
    compared: int
    different: tuple[str, ...]
    largest_difference: float
    tolerance: str
    code_changed: bool
    versions_changed: bool
    edited: bool
    verdict_then: RunVerdict
    verdict_now: RunVerdict


def make_receipt(
    result: Result, code: str, versions: Mapping[str, str], not_enforced: tuple[str, ...] = ()
) -> Receipt:
    """The receipt of a result."""
    bare = Receipt(
        demo=result.demo,
        seed=result.seed,
        knobs=result.knobs,
        control=result.control,
        code=code,
        versions=dict(versions),
        machine=f"{platform.system()} {platform.machine()}",
        verdict=result.verdict,
        numbers=result.numbers(),
        not_enforced=not_enforced,
    )
    return bare.model_copy(update={"seal": bare.sealed()})


def read_receipt(path: Path) -> Receipt:
    """The receipt in a file. Raises RecordError where there is none."""
    try:
        return Receipt.model_validate_json(path.read_bytes())
    except OSError as exc:
        problem = f"{path}: cannot be read ({exc.strerror}); give the path that `demo run` printed"
        raise RecordError(problem) from exc
    except ValidationError as exc:
        raise RecordError(f"{path}: is no receipt; give one that `demo run` wrote") from exc


def compare(then: Receipt, now: Receipt) -> Verification:
    """Both runs number by number; a name that only one of them has counts as different."""
    names = sorted(then.numbers.keys() | now.numbers.keys())
    pairs = {n: (then.numbers.get(n, math.nan), now.numbers.get(n, math.nan)) for n in names}
    missing = set(then.numbers) ^ set(now.numbers)
    different = tuple(n for n, (a, b) in pairs.items() if n in missing or not _agree(a, b))
    gaps = [abs(a - b) for n, (a, b) in pairs.items() if n not in missing and a != b]
    return Verification(
        demo=then.demo,
        same=not different and then.verdict == now.verdict,
        compared=len(names),
        different=different,
        largest_difference=max((gap for gap in gaps if not math.isnan(gap)), default=0.0),
        tolerance=TOLERANCE,
        code_changed=then.code != now.code,
        versions_changed=then.versions != now.versions,
        edited=then.seal != then.sealed(),
        verdict_then=then.verdict,
        verdict_now=now.verdict,
    )


def _agree(a: float, b: float) -> bool:
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    return a == b or abs(a - b) <= ABSOLUTE + RELATIVE * max(abs(a), abs(b))
