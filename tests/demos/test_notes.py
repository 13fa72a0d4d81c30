import pytest

from demos.errors import UnknownDemoError
from demos.notes import RECORD, SETUP, read_notes
from demos.registry import file_of, ids


@pytest.mark.parametrize("demo_id", ids())
def test_every_line_of_the_file_is_in_one_section(demo_id: str) -> None:
    notes = read_notes(demo_id)
    source = file_of(demo_id).read_text()
    body = source[source.index('"""', 3) + 3 :]
    kept = [line for line in body.splitlines() if line.strip()]
    shown = [line for s in notes.sections for line in s.whole.splitlines() if line.strip()]
    assert shown == kept
    lines = source.splitlines()
    for section in notes.sections:
        assert "\n".join(lines[section.first - 1 : section.last]) == section.whole
    names = [section.name for section in notes.sections]
    assert {SETUP, RECORD, "run"} <= set(names)
    labels = {note.label for note in notes.notes}
    assert {"Idea", "Real here", "Control"} <= labels
    assert notes.summary.startswith("In: ")


def test_sections_and_names() -> None:
    notes = read_notes("kan_splines")
    found = {section.name: section for section in notes.sections}
    assert list(found) == [SETUP, RECORD, "splines", "kan_layer", "target", "run"]
    assert found["splines"].words.startswith("All B-splines at x")
    assert '"""' not in found["splines"].code
    assert found["splines"].whole.count('"""') == 2
    assert notes.section_of("RATES") == SETUP
    assert notes.section_of("kan_layer") == "kan_layer"
    assert notes.section_of("degree") == notes.section_of("control") == "run"
    assert notes.section_of("torch") is None


def test_unknown() -> None:
    with pytest.raises(UnknownDemoError):
        read_notes("none")
