from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.merge import merge_works, normal_title, read_merges
from ingest.records import CardFields, Document, Relation, Source, SourceType


def source(name: str, type_: SourceType = "review", **fields: object) -> Source:
    line = int(name.rpartition(":")[2]) if ":" in name and not name.startswith("card") else 1
    base = {"source_id": name, "type": type_, "file": "a.txt", "spans": ((line, line + 3),)}
    return Source.model_validate(base | fields)


def document(*sources: Source) -> Document:
    return Document(
        file="a.txt", sha256="0", type="review", encoding="utf-8", line_count=9, sources=sources
    )


def ids(*sources: Source, by_hand: dict[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    works = merge_works([document(*sources)], by_hand)
    return {work.paper_id: work.sources for work in works}


def test_one_arxiv_id_is_one_work() -> None:
    one = source("a:1", arxiv_id="2405.05417", title="Fishing")
    two = source("a:9", arxiv_id="2405.05417", title="Fishing again")
    assert ids(one, two) == {"2405.05417": ("a:1", "a:9")}


def test_titles_meet_without_case_marks_or_a_small_slip() -> None:
    with_id = source("a:1", arxiv_id="2507.15857", title="Diffusion Beats Autoregressive Models")
    stream = source("t:1", "transcript", title="diffusion beats auto-regressive models")
    slip = source("a:5", title="Diffusion Beats Autoregresive Models.")
    assert ids(stream, slip, with_id) == {"2507.15857": ("a:1", "a:5", "t:1")}


def test_two_ids_never_meet_however_alike_their_titles() -> None:
    one = source("a:1", arxiv_id="2401.00001", title="Scaling Laws")
    two = source("a:9", arxiv_id="2401.00002", title="Scaling Laws")
    assert set(ids(one, two)) == {"2401.00001", "2401.00002"}


def test_other_titles_stay_apart() -> None:
    one = source("a:1", title="A Survey on Kolmogorov-Arnold Network")
    two = source("a:9", title="KAN: Kolmogorov-Arnold Networks")
    assert set(ids(one, two)) == {
        "a-survey-on-kolmogorov-arnold-network",
        "kan-kolmogorov-arnold-networks",
    }


def test_a_work_without_id_or_title_is_named_by_file_and_line() -> None:
    assert set(ids(source("a:7"))) == {"a-7"}


def test_a_card_names_the_work_and_brings_its_fields() -> None:
    fields = CardFields(paper_id="a-7", label="Merging states", topics=("attention",))
    card = source("card:x", "card", card=fields, kind="theory")
    (work,) = merge_works([document(source("a:7", date="2025-01-02"), card)])
    assert (work.paper_id, work.name, work.kind) == ("a-7", "Merging states", "theory")
    assert work.sources == ("card:x", "a:7")
    assert work.dates == ("2025-01-02",)


def test_a_merge_can_be_undone_by_hand(tmp_path: Path) -> None:
    one = source("a:1", arxiv_id="2405.05417")
    two = source("a:9", arxiv_id="2405.05417")
    path = tmp_path / "merges.yaml"
    path.write_text('"a:9": another-work\n')
    assert ids(one, two, by_hand=read_merges(path)) == {
        "2405.05417": ("a:1",),
        "another-work": ("a:9",),
    }
    path.write_text("- a\n")
    with pytest.raises(InputError, match="not a mapping"):
        read_merges(path)
    assert read_merges(tmp_path / "none.yaml") == {}


def test_normal_title() -> None:
    assert normal_title("KAN: Kolmogorov–Arnold  Naïve!") == "kan kolmogorov arnold naive"


def test_a_related_work_that_is_not_there_is_left_out() -> None:
    near, gone = (Relation(paper_id=name, relation="extends") for name in ("nets", "boats"))
    kites = CardFields(paper_id="kites", see_also=(near, gone))
    cards = [source("a", "card", card=kites), source("b", "card", card=CardFields(paper_id="nets"))]
    works = {work.paper_id: work.see_also for work in merge_works([document(*cards)])}
    assert works == {"kites": (near,), "nets": ()}
