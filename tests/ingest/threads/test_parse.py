import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.conserve import account
from ingest.records import RawText
from ingest.threads.parse import parse_threads


def raw(text: str, file: str = "page.txt") -> RawText:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return RawText(file=file, sha256=digest, encoding="utf-8", lines=tuple(text.split("\n")))


def parse(text: str):
    page = raw(text)
    document = parse_threads(page, {})
    assert account(document, page).closes
    return document


def kinds(document):
    return {piece.kind: piece.spans for piece in document.furniture}


def codes(source):
    return {note.code for note in source.notes}


PROFILE = """\
Ada Byron
banner
ada.example.net
Ada Byron
@ada.example.net
Counts things | all day
Original: x.com/orig/status/1
May 4, 2025 at 9:47 AM
... Paper – https://arxiv.org/abs/2401.00011https://arxiv.org/abs/2401.00011

Title: "Counting Nets: How They Sum"
May 4, 2025 at 9:47 AM
... They need two layers.

--- ...
May 4, 2025 at 9:47 AM
... 🧮 How it counts

The net adds a unit per

---

🔎 Limits ...
May 4, 2025 at 9:47 AM
Original: x.com/orig/status/9
May 3, 2025 at 1:00 PM
Original: x.com/orig/status/1
May 2, 2025 at 9:47 AM
... They need two layers.

--- ...
May 2, 2025 at 9:47 AM"""


def test_a_profile_page_in_reading_order():
    document = parse(PROFILE)
    (source,) = document.sources
    assert source.source_id == "page:7"
    assert source.title == "Counting Nets: How They Sum"
    assert source.arxiv_id == "2401.00011"
    assert (source.date, source.date_printed) == ("2025-05-04", "May 4, 2025 at 9:47 AM")
    assert source.reviewers == ("Ada Byron (@ada.example.net)",)
    assert source.links == ("https://arxiv.org/abs/2401.00011", "x.com/orig/status/1")
    assert [block.lines[0] for block in source.blocks] == [17, 19, 23, 13, 9, 11, 7]
    assert {block.voice for block in source.blocks} == {"paper"}
    assert codes(source) == {"cut", "root-missing", "repeat", "cross-post"}


def test_what_stands_around_the_posts_is_named():
    found = kinds(parse(PROFILE))
    assert found["page-header"] == ((1, 6),)
    assert found["bare-link"] == ((25, 25),)
    assert found["repeat"] == ((27, 27), (29, 29))
    assert found["mark"] == ((15, 15), (21, 21), (31, 31))
    assert len(found["post-footer"]) == 7


def test_cut_posts_join_a_heading_to_the_post_above():
    source = parse(PROFILE).sources[0]
    below = next(block for block in source.blocks if block.lines == (13,))
    assert below.section == "🔎 Limits"
    assert below.text == "... They need two layers."
    assert below.clean == "They need two layers."
    cut = [note.line for note in source.notes if note.code == "cut"]
    assert cut == [19]


def test_repairs_name_line_and_rule():
    rules = {(repair.line, repair.rule) for repair in parse(PROFILE).repairs}
    assert {(9, "undouble"), (9, "join"), (13, "join"), (23, "join")} <= rules


VIEWER = """\
's Avatar
@eve.example.net
10 Followers  |  3 Posts  |  Joined: 01.05.2025
Latest posts by eve.example.net on Site

New work led by
@eve.example.net

"Why small nets forget what they once could count."

03.05.2025 18:18 β€” πŸ’¬ 1
Preview
Why Small Nets Forget What They Once Could Count Small nets (SN) can count but then forget ...

The end, see arxiv.org/abs/2401.00022 (3/3)

03.05.2025 07:13 β€” πŸ’¬ 1
Post image Post image

We cut one head and it forgets. (2/3)
x.com/eve/...

03.05.2025 07:13 β€” πŸ’¬ 1

Why do nets forget? Read on πŸ§΅

03.05.2025 07:13 β€” πŸ’¬ 1
Preview
A wider view of forgetting The loss of skills in nets has been seen in many places ...

What counts as forgetting? We have written a view (arxiv.org/abs/2401.00033): 1/7

10.12.2024 18:17 β€” πŸ’¬ 1

@eve is following 19 accounts"""


def test_a_viewer_page_with_media_before_text():
    first = parse(VIEWER).sources[0]
    assert first.title == "Why small nets forget what they once could count"
    assert first.arxiv_id == "2401.00022"
    assert first.reviewers == ("@eve.example.net",)
    assert [block.lines[0] for block in first.blocks] == [25, 20, 13, 15, 6, 9]
    assert {n.line for n in first.notes if n.code == "link-cut"} == {21}
    voices = ["author", "author", "paper", "author", "paper", "paper"]
    assert [block.voice for block in first.blocks] == voices
    assert first.blocks[0].clean == "Why do nets forget? Read on 🧵"
    assert first.blocks[1].clean.startswith("We cut one head and it forgets.\n")


def test_a_post_from_before_the_owner_joined_is_not_the_owners():
    second = parse(VIEWER).sources[1]
    assert (second.title, second.arxiv_id) == ("A wider view of forgetting", "2401.00033")
    assert second.reviewers == ()
    assert codes(second) == {"title-from-card", "repost", "posts-missing"}
    assert second.date == "2024-12-10"


def test_the_page_footer_and_media_are_furniture():
    found = kinds(parse(VIEWER))
    assert found["page-footer"] == ((35, 35),)
    assert found["media"] == ((12, 12), (18, 18), (28, 28))
    assert found["page-header"] == ((1, 4),)


def doubled(*posts):
    return "\n".join(line for post in posts for line in (*post, *post))


DOUBLED = doubled(
    ["(5/6)"],
    ["It merges states.", "Then it stops.", "(4/6)"],
    ["We find two phases.", "(3/6)"],
    ["Where does it go from here?"],
    ["Sharing our new paper: Counting Dynamics of Small Nets", "arxiv.org/abs/2401.00044"],
)


def test_doubled_posts_and_two_threads_without_a_border():
    document = parse(DOUBLED)
    first, second = document.sources
    assert (first.source_id, first.title, first.arxiv_id) == ("page:1", None, None)
    assert codes(first) == {"no-title", "no-arxiv-id", "posts-missing", "post-empty"}
    assert [block.lines for block in first.blocks] == [(9,), (3, 4)]
    assert (second.title, second.arxiv_id) == (
        "Counting Dynamics of Small Nets",
        "2401.00044",
    )
    assert [block.lines for block in second.blocks] == [(15, 16), (13,)]
    assert kinds(document) == {"repeat": ((2, 2), (6, 8), (11, 12), (14, 14), (17, 18))}


def test_numbers_going_up_keep_the_order_of_the_file():
    document = parse("A net counts.\n(1/4)\nIt adds.\n(2/4)\nIt stops.\n(3/4)\nEnd.\n(4/4)")
    (source,) = document.sources
    assert [block.lines for block in source.blocks] == [(1,), (3,), (5,), (7,)]


def test_two_works_with_the_same_beginning_of_title_stay_two():
    text = doubled(
        ['Our paper "Counting Nets in Time: Part One"', "arxiv.org/abs/2401.00001", "(1/4)"],
        ['Our paper "Counting Nets in Time: Part One"', "arxiv.org/abs/2401.00002", "(1/5)"],
    )
    assert [s.arxiv_id for s in parse(text).sources] == ["2401.00001", "2401.00002"]


PIECES = st.sampled_from(
    [
        "",
        "a line of text",
        "(2/5)",
        "(1/5)",
        "---",
        "... goes on ...",
        "May 4, 2025 at 9:47 AM",
        "04.05.2025 18:18 β€” πŸ‘ 9",
        "Preview",
        "Original: x.com/a/1",
        "banner",
        "@ada.example.net",
        "https://arxiv.org/abs/2401.00011https://arxiv.org/abs/2401.00011",
    ]
)


@given(st.lists(PIECES | st.text(max_size=40), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_accounted_for(lines):
    page = raw("\n".join(line.replace("\n", " ") for line in lines))
    document = parse_threads(page, {})
    assert account(document, page).closes
    for source in document.sources:
        spoken = [n for block in source.blocks for n in block.lines]
        within = {n for a, b in source.spans for n in range(a, b + 1)}
        assert len(spoken) == len(set(spoken))
        assert set(spoken) <= within
