from datetime import datetime

import pytest

from ingest.threads.stamps import read_stamp


@pytest.mark.parametrize(
    ("line", "when", "printed"),
    [
        ("May 4, 2025 at 8:13 AM", "2025-05-04 08:13", "May 4, 2025 at 8:13 AM"),
        ("May 4, 2025 at 12:05 AM", "2025-05-04 00:05", "May 4, 2025 at 12:05 AM"),
        ("04.05.2025 18:18 β€” πŸ‘ 9 \xa0 πŸ” 4", "2025-05-04 18:18", "04.05.2025 18:18"),
        ("2025-05-04T18:18:09", "2025-05-04 18:18", "2025-05-04T18:18:09"),
        ("8:13 PM · May 4, 2025 · 12 Views", "2025-05-04 20:13", "8:13 PM · May 4, 2025"),
    ],
)
def test_footers_by_shape(line, when, printed):
    stamp = read_stamp(line)
    assert stamp is not None
    assert stamp.when == datetime.fromisoformat(when)
    assert stamp.printed == printed


@pytest.mark.parametrize(
    "line",
    [
        "On May 4, 2025 at 8:13 AM we met",
        "04.05.2025 18:18 was the time",
        "45.13.2025 10:00",
        "04.05.2025",
        "at 18:18",
        "04.05.2025 27:80",
        "",
    ],
)
def test_other_lines_are_no_footers(line):
    assert read_stamp(line) is None
