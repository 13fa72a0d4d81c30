"""Three invented talks, each of another layout, held to the segments their author meant."""

import json
from pathlib import Path

import pytest

from ingest.conserve import account
from ingest.read import decode
from ingest.records import Document, RawText
from ingest.sniff import sniff
from ingest.transcript.parse import parse_transcript
from ingest.transcript.timing import timing_lines

TALKS = Path(__file__).parents[2] / "data" / "talks"
# What was measured, less a little: precision and recall of lines, the least over a talk's works.
LEAST = {"seminar.txt": (0.9, 0.85), "porch.txt": (0.75, 0.85), "lecture.vtt": (0.95, 0.65)}
BANTER = {"seminar.txt": 0.9, "porch.txt": 0.65, "lecture.vtt": 0.55}


def talk(name: str, named: bool) -> tuple[RawText, Document, dict[str, set[int]], set[int]]:
    raw = decode(name, (TALKS / name).read_bytes())
    meant = json.loads((TALKS / name).with_suffix(".json").read_text())
    speech = {n for n, line in enumerate(raw.lines, 1) if line.strip()} - timing_lines(raw.lines)
    works = {title.lower(): lines(spans) & speech for title, spans in meant["works"].items()}
    document = parse_transcript(raw, {title: title for title in works} if named else {})
    return raw, document, works, lines(meant["banter"]) & speech


def lines(spans: list[list[int]]) -> set[int]:
    return {n for first, last in spans for n in range(first, last + 1)}


@pytest.mark.parametrize("named", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("name", LEAST)
def test_each_segment_goes_to_the_work_it_is_about(name: str, named: bool) -> None:
    raw, document, works, banter = talk(name, named)
    assert account(document, raw).closes
    found = {
        (source.title or "").lower(): {n for block in source.blocks for n in block.lines}
        for source in document.sources
    }
    assert found.keys() == works.keys()
    for title, marked in works.items():
        hits = len(found[title] & marked)
        assert hits >= LEAST[name][0] * len(found[title])
        assert hits >= LEAST[name][1] * len(marked)
    idle = [f.spans for f in document.furniture if f.kind in ("banter", "chat")]
    told = {n for spans in idle for first, last in spans for n in range(first, last + 1)}
    assert len(told & banter) >= BANTER[name] * len(banter)


def test_time_codes_are_furniture_and_no_speech() -> None:
    raw, document, _, _ = talk("lecture.vtt", named=True)
    (timing,) = [f for f in document.furniture if f.kind == "timing"]
    assert lines([list(span) for span in timing.spans]) & {1, 3, 4, 8, 9, 94} == {1, 3, 4, 8, 9}
    assert sniff(raw) == "transcript"
    assert not any("-->" in block.text for s in document.sources for block in s.blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:00\nso we begin\n0:07\nwith lamps", {1, 3}),
        (
            "1\n00:00:01,000 --> 00:00:02,500\nlamps\n\n2\n00:00:03,000 --> 00:00:04,000",
            {1, 2, 5, 6},
        ),
        ("[00:12]\nat 12:30 we eat\n7\nseven lamps", {1}),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 align:start\nlamps", {1, 3}),
    ],
)
def test_which_lines_only_time_the_speech(text: str, expected: set[int]) -> None:
    assert timing_lines(text.split("\n")) == expected
