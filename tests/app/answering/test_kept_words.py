"""The counts of words that are kept beside the index."""

from app.answering.kept_words import keep_words, kept_words
from app.answering.terms import Vocabulary

WORDS = Vocabulary([["slow", "owl"], ["owl", "ärger"]])


def test_what_is_kept_counts_as_before_and_replaces_what_was(tmp_path) -> None:
    keep_words(tmp_path, "one", Vocabulary([["kettle"]]))
    keep_words(tmp_path, "two", WORDS)
    read = kept_words(tmp_path, "two")
    assert read is not None
    assert [read.count(word) for word in ("owl", "ärger", "kettle")] == [2, 1, 0]
    assert read.idf("owl") == WORDS.idf("owl")
    assert kept_words(tmp_path, "one") is None


def test_what_was_counted_otherwise_or_is_damaged_is_not_read(tmp_path) -> None:
    keep_words(tmp_path, "g", WORDS)
    path = next(tmp_path.glob("words-*.json"))
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('"counted_by": "', '"counted_by": "0'), "utf-8")
    assert kept_words(tmp_path, "g") is None
    path.write_text(whole[:-9], "utf-8")
    assert kept_words(tmp_path, "g") is None
