import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from index import build
from index import publish as publishing
from index.load import current_generation, index_folder, load_index
from index.lock import locked
from index.manifest import MANIFEST
from index.publish import PublishReport, publish
from index.search import Searcher
from index.settings import BuildSettings
from ingest.errors import StateError
from ingest.library import Library
from tests.index.invented import CountingEmbedder, library, paragraph, review, small_library, work

ROOT = Path(__file__).parents[2]


def put(home: Path, content: Library, embedder: CountingEmbedder | None = None) -> PublishReport:
    return publish(home, content, BuildSettings(), embedder or CountingEmbedder())


def one_more(content: Library) -> Library:
    source = review("harbours:1", paragraph("A lantern at the harbour.", 1))
    added = library((work("d-harbours", "Harbour Lights", "harbours:1"), source))
    return Library(documents=content.documents + added.documents, works=content.works + added.works)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_was_published_can_be_loaded(tmp_path: Path) -> None:
    report = put(tmp_path, small_library())
    index = load_index(tmp_path)
    assert (report.published, report.passages, report.embedded, report.reused) == (True, 3, 3, 0)
    assert index.library == small_library()
    assert index.manifest.generation == report.generation == index.folder.name
    assert index.manifest.counts.works == 3
    assert [p.passage_id for p in index.passages] == ["owls:1#1", "kettles:1#1", "violins:1#1"]


def test_publishing_again_with_nothing_changed_does_nothing(tmp_path: Path) -> None:
    put(tmp_path, small_library())
    before = {path: path.stat().st_mtime_ns for path in index_folder(tmp_path).rglob("*")}
    embedder = CountingEmbedder()
    report = put(tmp_path, small_library(), embedder)
    assert (report.published, report.embedded, report.reused) == (False, 0, 3)
    assert embedder.encoded == []
    assert before == {path: path.stat().st_mtime_ns for path in index_folder(tmp_path).rglob("*")}


def test_only_new_passages_are_embedded_and_the_rest_keep_their_vectors(tmp_path: Path) -> None:
    put(tmp_path, small_library())
    embedder = CountingEmbedder()
    report = put(tmp_path, one_more(small_library()), embedder)
    assert (report.embedded, report.reused) == (1, 3)
    assert embedder.encoded == ["Harbour Lights\nA lantern at the harbour."]
    index = load_index(tmp_path)
    expected = CountingEmbedder().encode([p.text for p in index.passages])
    assert np.array_equal(index.store.vectors(range(4)), expected)


def test_two_ways_to_the_same_library_give_the_same_bytes(tmp_path: Path) -> None:
    put(tmp_path / "at-once", one_more(small_library()))
    put(tmp_path / "in-steps", small_library())
    put(tmp_path / "in-steps", one_more(small_library()))
    at_once = current_generation(tmp_path / "at-once")
    in_steps = current_generation(tmp_path / "in-steps")
    assert at_once.name == in_steps.name
    assert bytes_of(at_once) == bytes_of(in_steps)


def test_another_model_embeds_everything_anew(tmp_path: Path) -> None:
    put(tmp_path, small_library())
    other = CountingEmbedder()
    other.fingerprint = "counting-2"
    assert put(tmp_path, small_library(), other).embedded == 3


def test_the_generation_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    first = put(tmp_path, small_library()).generation
    second = put(tmp_path, one_more(small_library())).generation
    folders = {path.name for path in index_folder(tmp_path).iterdir()}
    assert folders == {first, second, "CURRENT"}
    third = put(tmp_path, Library()).generation
    assert {path.name for path in index_folder(tmp_path).iterdir()} == {second, third, "CURRENT"}


def test_going_back_to_the_generation_before_embeds_nothing(tmp_path: Path) -> None:
    first = put(tmp_path, small_library())
    put(tmp_path, one_more(small_library()))
    embedder = CountingEmbedder()
    again = put(tmp_path, small_library(), embedder)
    assert (again.generation, again.published) == (first.generation, True)
    assert embedder.encoded == []
    assert len(load_index(tmp_path).works) == 3


def test_an_empty_library_makes_an_empty_index(tmp_path: Path) -> None:
    put(tmp_path, Library())
    assert Searcher(load_index(tmp_path), CountingEmbedder()).search("owl").hits == ()


@pytest.mark.parametrize(
    "name", ["passages.jsonl", "vectors.faiss", "bm25-works/scores.npy", "documents.jsonl"]
)
@pytest.mark.parametrize("damage", ["cut", "changed", "removed"])
def test_a_damaged_file_is_noticed_and_mended_by_publishing_again(
    tmp_path: Path, name: str, damage: str
) -> None:
    put(tmp_path, small_library())
    path = current_generation(tmp_path) / name
    data = path.read_bytes()
    if damage == "removed":
        path.unlink()
    else:
        path.write_bytes(data[:-1] + (b"" if damage == "cut" else bytes([data[-1] ^ 1])))
    with pytest.raises(StateError, match=f"{name} .*run `litmus ingest`"):
        load_index(tmp_path)
    lost = name in {"passages.jsonl", "vectors.faiss"}
    assert put(tmp_path, small_library()).embedded == (3 if lost else 0)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[: len(text) // 2], "damaged"),
        (lambda text: text.replace('"format": 3', '"format": 0'), "has format 0"),
        (lambda text: text.replace('"passages": 3', '"passages": 4'), "do not belong together"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path: Path, change, message: str) -> None:
    put(tmp_path, small_library())
    path = current_generation(tmp_path) / MANIFEST
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(StateError, match=message):
        load_index(tmp_path)


def test_no_index_is_a_state_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"no index in .* yet; run `litmus ingest`"):
        load_index(tmp_path)
    index_folder(tmp_path).mkdir()
    (index_folder(tmp_path) / "CURRENT").write_text("gone\n")
    with pytest.raises(StateError, match="is gone"):
        load_index(tmp_path)


def test_a_full_disk_is_one_line_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, small_library())
    before = bytes_of(index_folder(tmp_path))

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(build, "to_disk", full)
    with pytest.raises(StateError) as error:
        put(tmp_path, one_more(small_library()))
    assert "No space left on device" in str(error.value)
    assert "\n" not in str(error.value)
    assert bytes_of(index_folder(tmp_path)) == before


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StateError, match="another ingest is writing"):
            put(tmp_path, small_library())
        assert holder.stdin is not None
        holder.stdin.close()
    with locked(tmp_path):  # a caller that holds the lock may publish under it
        assert put(tmp_path, small_library()).published


STEPS = ["build", "_put_in_place", "_switch"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_step_the_last_good_index_is_there(
    tmp_path: Path, step: str, when: str
) -> None:
    first = put(tmp_path, small_library()).generation
    code = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from index import publish as publishing
        from tests.index.test_publish import one_more, put, small_library
        real = publishing.{step}
        def killed(*arguments):
            if {when!r} == "after":
                real(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)
        publishing.{step} = killed
        put(Path({str(tmp_path)!r}), one_more(small_library()))
    """)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    switched = (step, when) == ("_switch", "after")
    assert (load_index(tmp_path).manifest.generation == first) is not switched
    report = put(tmp_path, one_more(small_library()))
    assert len(load_index(tmp_path).works) == 4
    assert {path.name for path in index_folder(tmp_path).iterdir()} == {
        first,
        report.generation,
        "CURRENT",
    }


def test_the_steps_that_are_cut_short_exist() -> None:
    assert all(callable(getattr(publishing, step)) for step in STEPS)
