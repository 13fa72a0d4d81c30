from index.passages import make_passages
from index.settings import BuildSettings
from index.work_texts import work_texts
from tests.index.invented import small_library


def test_a_work_is_its_passages_and_what_its_records_state() -> None:
    library = small_library()
    kettles, owls, _ = work_texts(library, make_passages(library, BuildSettings()))
    assert "A kettle boils sooner" in kettles
    assert "owl" not in kettles
    assert "2024-11-02 2 November 2024" in owls
    assert "Daily Paper 2.11.2024" in owls
    assert "Ada" in owls
