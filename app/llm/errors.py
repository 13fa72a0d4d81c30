"""In: nothing; out: the error of a language model, with what a caller does about it."""

from ingest.errors import LitmusError


class ModelError(LitmusError):
    """Raised when the endpoint gives no answer; the message holds nothing that it sent.

    `retry` says whether asking again may help, `wait` how many seconds it wants to be left alone.
    """

    def __init__(self, problem: str, retry: bool = True, wait: float = 0.0) -> None:
        self.retry = retry
        self.wait = wait
        super().__init__(problem)
