"""Demos that misbehave, and a copy of the room with them in it."""

import shutil
from pathlib import Path

from demos.registry import ROOM

HEAD = '''"""In: x; out: y."""
import os, signal, socket, subprocess, sys, threading, time
from pathlib import Path
from typing import Annotated
import numpy as np
from pydantic import Field
from demos.records import Check, Demo, Line, Outcome, Panel

DEMO = Demo(id="NAME", papers=("p",), title="t", claim="A claim that is long enough.",
            stated_at="review of 01.01.01", fidelity="exact", stands_in="s")
OUTSIDE = Path("OUTSIDE_PATH")

def outcome(**numbers: float) -> Outcome:
    checks = [Check(name=n, measured=v, baseline=0, relation=">", margin=0)
              for n, v in numbers.items()]
    return Outcome(checks=checks, curves={})

def refused(what) -> float:
    try:
        what()
    except OSError as exc:
        return float(exc.errno or 0)
    return 0.0

def run(size: Annotated[int, Field(ge=1, le=9, description="d")] = 5, seed: int = 0,
        control: bool = False) -> Outcome:
'''
BODIES = {
    "crash": "raise RuntimeError('this went wrong')",
    "leaves": "sys.exit(0)",
    "leaves_fast": "os._exit(0)",
    "segfault": "import ctypes; ctypes.string_at(1)",
    "aborts": "os.abort()",
    "kills_itself": "os.kill(os.getpid(), signal.SIGTERM)",
    "forever": "while True: pass",
    "sleeper": "time.sleep(300)",
    "deaf": "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\n    while True: pass",
    "hog": "held = []\n    while True: held.append(np.ones(10_000_000))",
    "hog_torch": "import torch\n    held = []\n    while True: held.append(torch.ones(10_000_000))",
    "raises_limits": (
        "import resource\n    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n"
        "    return outcome(got=1)"
    ),
    "caller": "socket.create_connection(('127.0.0.1', 9), 1)",
    "native_caller": (
        "import ctypes\n    libc = ctypes.CDLL(None, use_errno=True)\n"
        "    return outcome(socket=libc.socket(2, 1, 0), errno=ctypes.get_errno())"
    ),
    "writer": (
        "here = Path('mine.txt')\n    here.write_text('x')\n    Path('sub').mkdir()\n"
        "    return outcome(here=here.stat().st_size, outside=refused(lambda: "
        "OUTSIDE.joinpath('new').write_text('x')), over=refused(lambda: "
        "OUTSIDE.joinpath('kept').write_text('x')), gone=refused(OUTSIDE.joinpath('kept').unlink), "
        "mode=refused(lambda: OUTSIDE.joinpath('kept').chmod(0)), "
        "job=refused(lambda: Path('../job.json').write_text('{}')), "
        "link=refused(lambda: Path('l').symlink_to(OUTSIDE)), pipe=refused(lambda: os.mkfifo('p')))"
    ),
    "nosy": "raise RuntimeError(' '.join(sorted(os.environ)) + ' in ' + os.getcwd())",
    "forks": (
        "def fork():\n        if os.fork() == 0: time.sleep(300)\n"
        "    return outcome(fork=refused(fork), program=refused(lambda: "
        "subprocess.Popen(['sleep', '321.125'])), away=refused(os.setsid), "
        "parent=refused(lambda: os.kill(os.getppid(), 9)))"
    ),
    "threads": (
        "for _ in range(8): threading.Thread(target=time.sleep, args=(300,)).start()\n"
        "    return outcome(fine=1)"
    ),
    "chatty": "while True: sys.stderr.write('x' * 1_000_000)",
    "liar": "os.write(3, b'{\"reply\": 1}\\n\\xff\\n' + b'x' * 100_000)\n    os._exit(0)",
    "flood": "while True: os.write(3, b'x' * 1_000_000)",
}
LIMITS = {
    "forever": {"cpu_seconds": 2},
    "deaf": {"cpu_seconds": 1},
    "sleeper": {"seconds": 2},
    "hog": {"memory_mib": 2500},
    "hog_torch": {"memory_mib": 2500},
}
DRIVER = """
import json, sys
from pathlib import Path
from demos.job import run_job
from demos.limits import Limits
from demos.process import Keeper
limits = json.loads(sys.argv[1])
with Keeper(warm=True) as keeper:
    for name in sys.argv[2:]:
        asked = Limits(**({"seconds": 280} | limits.get(name, {})))
        job = run_job(name, Path("jobs"), limits=asked, keeper=keeper)
        print(job.model_dump_json(), flush=True)
"""


def room(home: Path, outside: Path) -> dict[str, str]:
    """A copy of the room with ill-behaved demos in it; returns the environment to run there."""
    shutil.copytree(ROOM, home / "demos", ignore=shutil.ignore_patterns("__pycache__"))
    for name, body in BODIES.items():
        text = HEAD.replace("NAME", name).replace("OUTSIDE_PATH", str(outside))
        (home / "demos" / "papers" / f"{name}.py").write_text(f"{text}    {body}\n")
    return {"PYTHONPATH": str(home), "PATH": "/usr/bin:/bin", "PRIVATE_TOKEN": "x"}
