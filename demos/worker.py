"""In: a job folder with request.json; out: outcome.json in it (`python -m demos.worker FOLDER`).

Started by `demos.job` as a process of its own. A demo that fails leaves its traceback on stderr
and no outcome; the parent reads both.
"""

import sys
from pathlib import Path

from pydantic import Field

from demos.limits import Limits, close_network, set_limits
from demos.records import Frozen, Number, Result


class Request(Frozen):
    """What the parent asks for."""

    demo: str
    seed: int
    knobs: dict[str, Number]
    control: bool
    limits: Limits


class Reply(Frozen):
    """What the worker leaves behind when the demo ran to its end."""

    result: Result
    code: str
    versions: dict[str, str]
    not_enforced: tuple[str, ...] = Field(default=())


def work(folder: Path) -> None:
    """Read the request, set the limits, run the demo, write the reply in one step."""
    request = Request.model_validate_json((folder / "request.json").read_bytes())
    not_enforced = set_limits(request.limits)
    close_network()
    from demos.registry import code_hash
    from demos.run import run_demo

    result = run_demo(request.demo, request.seed, request.knobs, request.control)
    code = code_hash(request.demo)
    reply = Reply(result=result, code=code, versions=versions(), not_enforced=not_enforced)
    part = folder / "outcome.part"
    part.write_text(reply.model_dump_json(), encoding="utf-8")
    part.replace(folder / "outcome.json")


def versions() -> dict[str, str]:
    """The versions that numbers may depend on: Python, and those libraries that were imported."""
    found = {"python": ".".join(str(part) for part in sys.version_info[:3])}
    for name in ("numpy", "torch", "scipy", "sklearn"):
        if name in sys.modules:
            found[name] = str(sys.modules[name].__version__)
    return found


if __name__ == "__main__":
    work(Path(sys.argv[1]))
