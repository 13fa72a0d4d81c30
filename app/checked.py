"""In: values from outside and a record; out: the record, or one line that says which is wrong."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from ingest.errors import UsageError
from ingest.records import Record

Made = TypeVar("Made", bound=Record)


def checked(model: type[Made], values: Mapping[str, object]) -> Made:
    """The record of these values. Raises UsageError naming the option that is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as exc:
        first = exc.errors()[0]
        name, wrong = first["loc"][0], first["input"]
        is_day = first["type"].startswith("date_")
        said = "write the day as YYYY-MM-DD" if is_day else first["msg"].lower()
        raise UsageError(f"--{name} {wrong!r}: {said}") from exc
