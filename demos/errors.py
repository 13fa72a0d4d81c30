"""In: nothing; out: the errors of the demos room; each message says what to do, in one line.

DemoError
├── UnknownDemoError   an id that names no file in demos/papers
├── KnobError          a knob that the demo has not, or a value outside its bounds
├── RecordError        the recorded verdicts or a receipt that cannot be read
├── PlaceError         a folder of jobs that cannot be written, or no process to run in
└── FileRuleError      a demo file without record, method or bounds
"""


class DemoError(ValueError):
    """Base of what goes wrong before a demo runs; a run that fails is a `Job`, not an error."""


class UnknownDemoError(DemoError):
    """Raised when an id names no demo."""


class KnobError(DemoError):
    """Raised when a knob is unknown or its value is out of bounds."""


class RecordError(DemoError):
    """Raised when `verdicts.json` or a receipt is missing or not what it should be."""


class PlaceError(DemoError):
    """Raised when a run cannot be kept or started where it should be."""


class FileRuleError(DemoError):
    """Raised when a demo file lacks its record, its `run`, or a bound of a knob."""
