"""In: the tokens of passages; out: a store of them that is written into a folder and read back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.projection import Tokens

_ARRAYS = ("starts", "ids", "codes")
_ANYTHING = "anything"
_STATE = "made_with.json"


@dataclass(frozen=True)
class TokenStore:
    """Tokens of passages: those of passage p are rows `starts[p]` to `starts[p + 1]`.

    `made_with` names the projection that made the codes, "" where there are none. `anything`
    (works,) is how well each work matches tokens of the others, None where nobody reckoned it.
    """

    made_with: str
    starts: NDArray[np.int64]
    ids: NDArray[np.int32]
    codes: NDArray[np.int8]
    anything: NDArray[np.float64] | None = None

    @classmethod
    def of(cls, passages: Sequence[Tokens], made_with: str) -> "TokenStore":
        """A store of the tokens of passages, in their order."""
        starts = np.cumsum([0, *(len(tokens.ids) for tokens in passages)], dtype=np.int64)
        if not starts[-1]:
            return cls.empty(len(passages), made_with)
        ids, codes = (np.concatenate(column) for column in zip(*passages, strict=True))
        return cls(made_with, starts, ids, codes)

    @classmethod
    def empty(cls, passages: int, made_with: str = "") -> "TokenStore":
        """A store of passages without a token."""
        starts = np.zeros(passages + 1, dtype=np.int64)
        return cls(made_with, starts, np.empty(0, np.int32), np.empty((0, 0), np.int8))

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self.starts) - 1

    def tokens(self, passage: int) -> Tokens:
        """The tokens of one passage."""
        mine = slice(self.starts[passage], self.starts[passage + 1])
        return Tokens(self.ids[mine], self.codes[mine])

    def save(self, folder: Path) -> None:
        """Write it into a new folder, without pickle."""
        folder.mkdir()
        for name in (*_ARRAYS, *([_ANYTHING] if self.anything is not None else [])):
            with (folder / f"{name}.npy").open("wb") as file:
                np.save(file, getattr(self, name), allow_pickle=False)
        (folder / _STATE).write_text(json.dumps({"made_with": self.made_with}) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TokenStore":
        """Read what `save` wrote; raises OSError, ValueError or KeyError where it is damaged."""
        state = json.loads((folder / _STATE).read_text("utf-8"))
        names = [*_ARRAYS, *([_ANYTHING] if (folder / f"{_ANYTHING}.npy").is_file() else [])]
        arrays = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in names)
        return cls(state["made_with"], *arrays)
