"""Sources of an answer as folds: what shares a fold, what is marked in it, what it says."""

from app.answering.records import Answer, Citation
from app.chats import Turn
from app.drawn.excerpts import Quoted, excerpt
from app.drawn.source_html import origin, ranges, sources
from tests.app.invented import make_reader

LINES = ["zero", "first half of", "", "  the quote. And more", "last", *map(str, range(6, 40))]


def quoted(number: int, first: int, last: int, quote: str) -> Quoted:
    return Quoted(number, first, last, quote, f"s-{number}")


def test_a_quote_is_marked_across_lines_and_its_neighbours_are_shown():
    shown = excerpt(LINES, [quoted(1, 2, 4, "half of the quote.")], near=1, far=0)
    assert 'first <sup class="lt-n">1</sup><mark id="s-1">half of</mark>' in shown
    assert "<mark>  the quote.</mark> And more" in shown
    assert '<span class="lt-no">1</span><span>zero</span>' in shown
    assert '<span class="lt-no">5</span><span>last</span>' in shown
    assert shown.count("<mark") == 2
    assert shown.count("lt-near") == 2


def test_two_quotes_of_one_line_each_keep_their_number_and_anchor():
    said = ["One thing. Another thing."]
    both = [quoted(2, 1, 1, "Another thing."), quoted(1, 1, 1, "One thing.")]
    shown = excerpt(said, both)
    assert shown.index('<mark id="s-1">One thing.</mark>') < shown.index('<mark id="s-2">Another')


def test_quotes_that_overlap_lose_no_letter():
    said = ["abcdef"]
    shown = excerpt(said, [quoted(1, 1, 1, "abcd"), quoted(2, 1, 1, "cdef")])
    assert '<mark id="s-1">abcd</mark>' in shown
    assert '<mark id="s-2">ef</mark>' in shown


def test_what_is_marked_is_escaped():
    shown = excerpt(["a <script>x</script> & b"], [quoted(1, 1, 1, "<script>x</script>")])
    assert '<mark id="s-1">&lt;script&gt;x&lt;/script&gt;</mark> &amp; b' in shown


def test_lines_further_off_are_folded_away():
    shown = excerpt(LINES, [quoted(1, 20, 20, "20")], near=2, far=3)
    earlier, rest = shown.split("</details>", 1)
    assert "Earlier lines" in earlier
    assert all(f">{n}</span>" in earlier for n in (15, 16, 17))
    assert ">14</span>" not in shown
    assert ">18</span>" in rest.split("Later lines")[0]
    assert ">23</span>" in rest.split("Later lines")[1]


def cited(n: int, line: int, source: str = "notes:1", file: str = "notes.txt") -> Citation:
    return Citation(
        n=n,
        paper_id="2401.00001",
        title="A <b>bold</b> title",
        source_id=source,
        file=file,
        start_line=line,
        end_line=line,
        quote="paper",
        voice="paper",
    )


def shown(*citations: Citation) -> str:
    reader = make_reader()
    made = Answer(question="q", status="answered", text="t", citations=citations, confidence=0.9)
    return sources(Turn.of("q", made), reader.library, reader.lines_of, "s")


def test_quotes_near_each_other_in_one_source_share_a_fold():
    html = shown(
        cited(1, 5), cited(2, 7), cited(3, 17), cited(4, 3, "card:quietnet", "quietnet.md")
    )
    assert html.count('class="lt-source"') == 3
    assert '<span class="lt-n">1–2</span>' in html
    assert "Review by Rita, 2025-03-05" in html
    assert "notes.txt, lines 5–7" in html
    assert "Our card" in html
    assert all(f'id="s-{n}"' in html for n in (1, 2, 3, 4))
    assert html.count("lt-work") == 1
    assert "<b>bold" not in html


def test_numbers_are_said_as_ranges():
    assert ranges([3, 1, 2, 6]) == "1–3, 6"


def test_a_source_that_left_is_said_to_have_left():
    assert "has left" in origin(None)


def test_a_list_mark_of_the_file_is_shown_as_a_dot():
    shown = excerpt(["- one", "-2 degrees", "- two"], [quoted(1, 3, 3, "two")])
    assert "<span>• one</span>" in shown
    assert "<span>-2 degrees</span>" in shown
    assert '<span>• <sup class="lt-n">1</sup><mark' in shown
