from ingest.spans import spans_of

LINES = ("one", "", "three", "four", "  ", "", "seven")


def test_blank_lines_part_no_span_and_others_do() -> None:
    assert spans_of([1, 3], LINES) == ((1, 3),)
    assert spans_of([1, 4], LINES) == ((1, 1), (4, 4))
    assert spans_of([4, 7], LINES) == ((4, 7),)
    assert spans_of([7, 3, 4, 1], LINES) == ((1, 7),)
    assert spans_of([1, 3, 7], LINES) == ((1, 3), (7, 7))
    assert spans_of([], LINES) == ()
