from ingest.records import Document, Furniture, Note, Repair, Source
from ingest.statement import state


def test_the_sums_of_all_files_are_the_sums_of_each():
    note = Note(code="no-title", line=1, message="none")
    one = Source(source_id="a:1", type="thread", file="a.txt", spans=((1, 2),), notes=(note,))
    first = Document(
        file="a.txt",
        sha256="0",
        type="thread",
        encoding="utf-8",
        line_count=4,
        sources=(one,),
        furniture=(Furniture(kind="mark", spans=((3, 3),)),),
        repairs=(Repair(line=1, rule="undoubled", before="aa", after="a"),) * 2,
    )
    second = first.model_copy(update={"file": "b.txt", "sources": (), "repairs": ()})
    lines = {"a.txt": ("x", "y", "z", ""), "b.txt": ("x", "", "z", "")}
    found = state([first, second], lambda file: lines[file])
    assert (found.non_blank, found.in_sources) == (5, 2)
    assert (found.furniture, found.repairs) == ({"mark": 2}, {"undoubled": 2})
    a, b = found.files
    assert (a.file, a.sources, a.closes, a.notes) == ("a.txt", 1, True, {"no-title": 1})
    assert (b.non_blank, b.in_sources, b.closes) == (2, 0, False)
