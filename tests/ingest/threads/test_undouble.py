from ingest.threads.undouble import doubled_blocks, is_doubled, undouble_lines


def test_links_and_handles_are_undoubled_and_noted():
    lines = [
        "see https://arxiv.org/abs/2401.00011https://arxiv.org/abs/2401.00011",
        "by Ann (@ann.b@ann.b) at @lab@lab",
        "code: host.io/xhost.io/x",
    ]
    fixed, repairs = undouble_lines(lines)
    assert fixed == (
        "see https://arxiv.org/abs/2401.00011",
        "by Ann (@ann.b) at @lab",
        "code: host.io/x",
    )
    assert [r.line for r in repairs] == [1, 2, 2, 3]
    assert {r.rule for r in repairs} == {"undouble"}


def test_words_and_single_links_stay():
    lines = ("bonbon papa https://a.io/x https://a.io/x", "@a.b and @a.c", "mail@mail.org")
    assert undouble_lines(lines) == (lines, ())


def test_blocks_of_any_size_are_found():
    lines = ["a", "a", "b", "c", "b", "c", "d", "e", "f", "d", "e", "f", "g"]
    numbers = list(range(1, 14))
    assert doubled_blocks(numbers, lines) == [(0, 1), (2, 2), (6, 3), (12, 0)]
    assert is_doubled(numbers, lines)


def test_one_repeated_line_makes_no_doubled_text():
    lines = ["a", "a", "b", "c", "d", "e"]
    assert not is_doubled(range(1, 7), lines)
