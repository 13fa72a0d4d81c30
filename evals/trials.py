"""In: systems and a set of questions; out: their evaluations in the background, kept by a server.

A page asks again and again: what has ended is found at once, by every session and after a reload.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from demos.errors import DemoError
from evals.kept import Key, find, keep
from evals.question_set import QuestionSet
from evals.retrieval import Evaluation, System, evaluate
from evals.systems import open_system
from ingest.errors import LitmusError

if TYPE_CHECKING:
    from evals.beir import Query
    from index.search import Searcher

log = logging.getLogger(__name__)

K = 100
"""Works a question, as many as R@100 looks at."""
_KEPT = 32


class Progress(NamedTuple):
    """Questions answered of those to be answered by the systems that go on, and by which now."""

    done: int
    total: int
    system: str


class Trials:
    """The evaluations of one server: one system at a time, the last few kept.

    Those of our own sets are kept in the home folder too, and found there by another server.
    """

    def __init__(
        self, open_searcher: Callable[[], "Searcher"], generation: str, home: Path
    ) -> None:
        self._open = open_searcher
        self._generation = generation
        self._home = home
        self._lock = threading.Lock()
        self._one = threading.Lock()
        self._ended: OrderedDict[Key, Evaluation | str] = OrderedDict()
        self._going: dict[Key, int] = {}

    def found(self, name: str, asked: QuestionSet) -> Evaluation | str | None:
        """A system's evaluation if it has ended, why it failed in a sentence, or None."""
        key = self._key(name, asked)
        with self._lock:
            unknown = asked.ours and key not in self._ended and key not in self._going
            if unknown and (kept := find(self._home, key)):
                self._ended[key] = kept
            return self._ended.get(key)

    def progress(self, names: Sequence[str], asked: QuestionSet) -> Progress | None:
        """How far the systems are that go on; None if none does."""
        with self._lock:
            going = {name: self._going.get(self._key(name, asked)) for name in names}
        at = {name: done for name, done in going.items() if done is not None}
        if not at:
            return None
        now = next((name for name, done in at.items() if done), next(iter(at)))
        return Progress(sum(at.values()), len(at) * len(asked.queries), now)

    def start(self, names: Sequence[str], asked: QuestionSet) -> None:
        """Evaluate, one after another, the systems that were not; a failed one is tried again."""
        with self._lock:
            keys = {self._key(name, asked): name for name in names}
            new = {
                key: name
                for key, name in keys.items()
                if key not in self._going and not isinstance(self._ended.get(key), Evaluation)
            }
            self._going |= dict.fromkeys(new, 0)
        if new:
            threading.Thread(target=self._run, args=(new, asked), daemon=True).start()

    def _key(self, name: str, asked: QuestionSet) -> Key:
        return (self._generation, asked.digest, name)

    def _run(self, names: dict[Key, str], asked: QuestionSet) -> None:
        left = set(names)  # what has ended may have been begun anew by another
        try:
            with self._one:
                for key, name in names.items():
                    self._keep(key, self._evaluated(key, name, asked), asked.ours, left)
        finally:
            with self._lock:
                for key in left:
                    del self._going[key]

    def _evaluated(self, key: Key, name: str, asked: QuestionSet) -> Evaluation | str:
        try:
            system = self._counted(key, open_system(name, self._open()))
            return evaluate(name, system, asked.queries, asked.qrels, K)
        except (LitmusError, DemoError) as exc:
            log.info("%s could not be evaluated: %s", name, exc)
            return " ".join(str(exc).split())

    def _counted(self, key: Key, system: System) -> System:
        def counting(query: "Query", k: int) -> dict[str, float]:
            found = system(query, k)
            with self._lock:
                self._going[key] += 1
            return found

        return counting

    def _keep(self, key: Key, ended: Evaluation | str, ours: bool, left: set[Key]) -> None:
        if ours and isinstance(ended, Evaluation):
            try:
                keep(self._home, key, ended)
            except OSError as exc:
                log.warning("the evaluation of %s could not be kept: %s", key[2], exc)
        with self._lock:
            left.remove(key)
            del self._going[key]
            self._ended[key] = ended
            while len(self._ended) > _KEPT:
                self._ended.popitem(last=False)
