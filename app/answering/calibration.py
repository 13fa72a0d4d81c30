"""In: the index folder of a home; out: the weights and threshold of abstention that go with it.

What is shipped was fitted on our own library; `python -m evals.calibrate --save` fits them on
another and stores them beside its index, where ingesting leaves them.
"""

import logging
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from app.answering.abstain import Features
from index.load import index_folder
from ingest.records import Record
from ingest.replace import replacing

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).with_name("calibration.json")
_NAME = "abstention.json"


class Calibration(Record):
    """How features are weighed, and the least confidence at which an answer is given.

    `answered` and `refused` (by kind of question) are shares of the questions it was fitted on;
    `own` says that these were asked of the very library it is stored with.
    """

    weights: Features
    bias: float
    threshold: float = Field(ge=0.0, le=1.0)
    answered: float = Field(ge=0.0, le=1.0)
    refused: dict[str, float]
    own: bool = False


@cache
def shipped() -> Calibration:
    """The calibration that comes with the code."""
    return Calibration.model_validate_json(SHIPPED.read_bytes())


def stored(home: Path) -> Calibration:
    """The calibration kept with the index of a home folder; the shipped one where none fits.

    One that an older Litmus wrote may weigh features that there are no more.
    """
    path = index_folder(home) / _NAME
    try:
        return Calibration.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return shipped()
    except (OSError, ValidationError) as exc:
        log.warning("%s is not used (%s); `litmus ingest` writes it anew", path, type(exc).__name__)
        return shipped()


def store(home: Path, made: Calibration) -> None:
    """Keep a calibration with the index of a home folder, in one step."""
    write(made, index_folder(home) / _NAME)


def write(made: Calibration, path: Path) -> None:
    """Write a calibration as JSON that reads well in a comparison of versions."""
    with replacing(path) as file:
        file.write(made.model_dump_json(indent=1).encode() + b"\n")


def keep(home: Path) -> None:
    """What an ingest does: a library's own calibration stays, the shipped one is renewed."""
    made = stored(home)
    store(home, made if made.own else shipped())
