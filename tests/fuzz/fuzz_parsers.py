"""Coverage-guided fuzzing of one parser: any text in, no exception, every line accounted for.

    python tests/fuzz/fuzz_parsers.py archive CORPUS_FOLDER -max_total_time=600

Needs `pip install atheris`. What it finds interesting it keeps in the folder; an input that breaks
a parser is written to `crash-…` and belongs, made small, in tests/data/fuzz.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["ingest"]):
    from tests.fuzz.checks import CHECKS

PHRASES = Path(__file__).with_name("phrases.dict")


def main() -> None:
    """Fuzz the parser that the first word names; the rest is for libFuzzer."""
    name = sys.argv.pop(1)
    arguments = [*sys.argv, f"-dict={PHRASES}", "-max_len=4096", "-timeout=30"]
    atheris.Setup(arguments, CHECKS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
