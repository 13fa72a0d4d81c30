"""In: nothing; out: the one tree of errors whose message is advice a person can act on.

LitmusError
├── InputError        a file or folder that cannot be read as what it should be
├── StateError        the home folder, the index or a lock is not as it must be
└── UsageError        a question, id, or option that names nothing
"""


class LitmusError(Exception):
    """Base of all errors shown to a person as one line; the message says what to do."""


class InputError(LitmusError):
    """Raised when a file cannot be read; names file and, where there is one, line."""

    def __init__(self, file: str, problem: str, remedy: str, line: int | None = None) -> None:
        self.file = file
        where = f"{file}:{line}" if line is not None else file
        super().__init__(f"{where}: {problem}; {remedy}")


class StateError(LitmusError):
    """Raised when what is stored is missing, half-written, locked or of another version."""


class UsageError(LitmusError):
    """Raised when an id, a name or a setting given by the user names nothing."""
