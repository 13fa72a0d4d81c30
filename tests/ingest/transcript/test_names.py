from ingest.transcript.names import hear_names
from ingest.transcript.words import tokens_of

KNOWN = {
    "counting beats adding in sparse nets": "2401.00011",
    "scaling sparse nets": "2401.00022",
    "marmot": "2401.00033",
    "sparse nets": "2401.00044",
    "nets": "2401.00055",
    "osprey diffusion": "osprey-diffusion",
    "the": "x",
    "a": "y",
    "scaling": "2401.00066",
}


def heard(*lines):
    tokens = tokens_of(lines)
    return [(tokens[h.first].line, h.paper_id) for h in hear_names(tokens, KNOWN)]


def test_a_title_is_heard_as_speech_to_text_writes_it():
    assert heard("it is called counting beats adding in sparse nets okay") == [(1, "2401.00011")]
    assert heard("called Counting Beats ad ding", "and Sparse-Nets from them") == [
        (1, "2401.00011")
    ]
    assert heard("so os prey diffusion is out") == [(1, "osprey-diffusion")]


def test_the_same_words_in_another_order_are_another_work():
    assert heard("adding beats counting when the nets are not sparse") == []


def test_one_word_names_count_only_where_called_a_work():
    assert heard("look, a marmot, how cute") == []
    assert heard("this is the marmot paper") == [(1, "2401.00033")]


def test_general_terms_as_aliases_attach_nothing():
    assert heard("the nets here are sparse nets and a scaling paper on nets called nets") == []


def test_longer_names_win_over_the_shorter_inside():
    assert heard("counting beats adding in sparse nets") == [(1, "2401.00011")]
