from ingest.transcript.repeats import find_repeats

SAID = [
    "so today we read a new paper on counting",
    "it came out in the spring and it is short",
    "hello there",
    "and the first figure shows the whole idea",
]


def test_the_first_of_two_decodes_goes():
    lines = ["well", *SAID, "So today we read a new paper on counting.", *SAID[1:], "next"]
    assert find_repeats(lines) == {2, 3, 4, 5}


def test_a_shorter_second_decode_with_other_words_counts():
    again = [
        "so today we read a new paper about counting",
        "it came out in the spring and it is so short",
        "and the first figure shows the whole idea here",
    ]
    doubled_up = [SAID[0], SAID[1], SAID[1], SAID[3]]
    assert find_repeats([*doubled_up, *again]) == {1, 2, 3, 4}


def test_fillers_and_phrases_said_twice_are_speech():
    lines = ["Testing this.", "Testing this.", "Okay.", "Right?", "Okay.", "Right?", "Okay."]
    assert find_repeats([*lines, SAID[0], SAID[0], SAID[1], "one more thing here now"]) == set()


def test_lines_far_apart_are_no_second_decode():
    between = [f"{chr(97 + n % 26) * 5} {chr(122 - n % 26) * 6} {n}" for n in range(40)]
    assert find_repeats([*SAID, *between, *SAID]) == set()
