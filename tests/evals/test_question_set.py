import pytest

from evals.beir import AUTHORS
from evals.question_set import MOST_MIB, golden, uploaded
from ingest.errors import InputError, UsageError

QUESTIONS = b'{"_id": "q1", "text": "What melts?"}\n{"_id": "q2", "text": "What holds?"}\n'


def test_an_upload_keeps_the_questions_that_have_a_relevant_work():
    made = uploaded(
        QUESTIONS, b"query-id\tcorpus-id\tscore\nq1\tw1\t2\nq1\tw2\t0\nq2\tw3\t0\nq9\tw3\t1\n"
    )
    assert [query.id for query in made.queries] == ["q1"]
    assert made.qrels == {"q1": {"w1": 2, "w2": 0}}
    assert made.unknown(frozenset({"w1"})) == ("w2",)


def test_a_set_is_told_from_another_by_what_it_says():
    one = uploaded(QUESTIONS, b"q1 0 w1 1\n")
    assert one.digest == uploaded(QUESTIONS, b"q1 0 w1 1\n").digest
    assert one.digest != uploaded(QUESTIONS, b"q1 0 w1 2\n").digest
    assert one.digest != uploaded(QUESTIONS.replace(b"melts", b"burns"), b"q1 0 w1 1\n").digest


@pytest.mark.parametrize(
    ("questions", "qrels", "said"),
    [
        (b'{"_id": "q1"}\n', b"q1\tw1\t1\n", "questions:1:"),
        (QUESTIONS + b"not json\n", b"q1\tw1\t1\n", "questions:3:"),
        (QUESTIONS, b"q1\tw1\t1\nq2 is relevant\n", "judgements:2:"),
        (QUESTIONS, "q1\tw1\t1 \u00e9\n".encode("latin-1"), "UTF-8"),
        (b" " * (MOST_MIB * 2**20 + 1), b"", f"larger than {MOST_MIB} MiB"),
        (QUESTIONS, b"other\tw1\t1\n", "their ids must be the same"),
    ],
)
def test_a_broken_upload_is_one_sentence_that_names_file_and_line(questions, qrels, said):
    with pytest.raises((InputError, UsageError)) as raised:
        uploaded(questions, qrels)
    assert said in str(raised.value)


def test_the_dev_half_is_that_of_all_authors():
    whole, *parts = golden("dev"), *(golden("dev", author) for author in AUTHORS)
    assert {q.id for q in whole.queries} == {q.id for part in parts for q in part.queries}
    assert {query.metadata.split for query in whole.queries} == {"dev"}
    assert len({asked.digest for asked in (whole, *parts)}) == 1 + len(AUTHORS)
