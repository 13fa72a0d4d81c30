import os
import subprocess
import sys
from pathlib import Path

import bm25s
import pytest

from index.lexical import LexicalIndex

TEXTS = [
    "Owls hunt mice in deep snow.",
    "A violin and another violin: violins everywhere!",
    "The harbour freezes; the snow covers boats.",
    "Nothing to see in here.",
]


def test_the_rows_that_share_a_word_come_best_first() -> None:
    index = LexicalIndex.of(TEXTS)
    assert index.search("VIOLIN", 9).rows.tolist() == [1]
    assert index.search("snow on the harbour", 9).rows.tolist() == [2, 0]
    assert index.search("snow on the harbour", 1).rows.tolist() == [2]


def test_unknown_words_and_stop_words_find_nothing() -> None:
    index = LexicalIndex.of(TEXTS)
    assert index.search("zyzzyva", 9).rows.tolist() == []
    assert index.search("the and of", 9).rows.tolist() == []
    assert index.search("", 9).rows.tolist() == []


def test_scores_equal_those_of_bm25s_itself() -> None:
    index = LexicalIndex.of(TEXTS)
    model = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    model.index([index.analyzer.stems(text) for text in TEXTS], show_progress=False)
    query = "snow violins snow harbour"
    expected = model.get_scores(index.analyzer.stems(query))
    found = index.search(query, 9)
    assert set(found.rows.tolist()) == {0, 1, 2}
    assert found.scores == pytest.approx(expected[found.rows])


def test_saving_keeps_the_index_and_writes_the_same_bytes_under_any_hash_seed(
    tmp_path: Path,
) -> None:
    code = (
        "import sys; from pathlib import Path; from index.lexical import LexicalIndex; "
        f"LexicalIndex.of({TEXTS!r}).save(Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(tmp_path / seed)]
        subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[2])
    names = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert names == ["rows.npy", "scores.npy", "starts.npy", "terms.json"]
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    loaded = LexicalIndex.load(tmp_path / "1")
    assert loaded.search("harbour snow", 9).rows.tolist() == [2, 0]


def test_an_index_of_nothing_can_be_saved_and_searched(tmp_path: Path) -> None:
    LexicalIndex.of([]).save(tmp_path / "empty")
    assert LexicalIndex.load(tmp_path / "empty").search("owl", 3).rows.tolist() == []
    wordless = LexicalIndex.of(["...", "the"])
    assert wordless.search("owl the", 3).rows.tolist() == []
