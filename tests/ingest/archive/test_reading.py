"""Titles, voices, identity and borders, one rule at a time."""

import pytest

from ingest.archive.borders import find_layout
from ingest.archive.headers import find_headers
from ingest.archive.identity import identify
from ingest.archive.naming import name_work
from ingest.archive.shape import is_link_line, is_separator, is_tool_leftover
from ingest.archive.titles import as_meant, rival_titles, same_title
from ingest.archive.voices import voice_of

HEADER = "Nora's Daily Paper - 03.04.25"
TEXT = "The lamp burns for eight hours and the authors measure the light at every window."


def name(*body: str) -> tuple[str | None, str | None, bool, list[str]]:
    lines = [HEADER, *body]
    (piece,) = find_layout(lines, find_headers(lines)).pieces
    found = name_work(lines, piece, lead_first=False)
    return found.printed, found.title, found.link_trusted, [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Technical Review: Slow Lamps", "Slow Lamps"),
        ("Slow Lamps – Fast Overview", "Slow Lamps"),
        ("🚀 Slow Lamps.", "Slow Lamps"),
        ("Why $2+2=4$ Lamps?", "Why 2+2=4 Lamps?"),
        ("Position: Lamps: A Case", "Position: Lamps: A Case"),
        ("Lamps - A Survey", "Lamps - A Survey"),
    ],
)
def test_titles_as_meant(printed: str, meant: str) -> None:
    assert as_meant(printed) == meant


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (("", "Slow Lamps", "", TEXT), "Slow Lamps"),
        (("**Slow Lamps for", " Long Nights**", "", TEXT), "Slow Lamps for Long Nights"),
        (("", "Introduction:", "", TEXT), None),
        (("", TEXT), None),
        (("", "A joint review of the old paper:", "", "Slow Lamps", "", TEXT), "Slow Lamps"),
    ],
)
def test_where_titles_stand(body: tuple[str, ...], title: str | None) -> None:
    assert name(*body)[1] == title


def test_a_title_named_in_the_text_outranks_a_headline() -> None:
    text = 'A new paper, "Oil Budgets for Small Harbour Lamps," counts drops.'
    assert name("The Night Shift", "", text) == (
        "The Night Shift",
        "Oil Budgets for Small Harbour Lamps",
        True,
        ["headline-for-title"],
    )


def test_a_title_that_begins_alike_is_another_works_and_so_is_its_link() -> None:
    text = 'A new paper, "Oil Budgets for Small Harbour Lamps," counts drops.'
    printed, title, trusted, codes = name("Oil Budgets for Tall Winter Candles", "", text)
    assert (title, trusted, codes) == (
        "Oil Budgets for Small Harbour Lamps",
        False,
        ["link-of-another-work"],
    )
    assert printed == "Oil Budgets for Tall Winter Candles"


def test_other_papers_named_in_the_text_do_not_count() -> None:
    text = 'It builds on another paper, "Oil Budgets for Small Harbour Lamps," of last year.'
    assert name("The Night Shift at Sea", "", text)[1] == "The Night Shift at Sea"


def test_a_word_said_to_be_in_the_title_unmasks_a_headline() -> None:
    text = 'This is the "harbour" in the paper\'s title, and it means a buffer.'
    assert name("The Night Shift at Sea", "", text)[1:] == (None, True, ["headline-for-title"])
    assert name("The Harbour Night Shift", "", text)[1] == "The Harbour Night Shift"


def test_title_comparison() -> None:
    assert same_title("Slow Lamps", "Slow Lamps: A Study of Oil")
    assert same_title("LAMPS ARE (STILL) ALL WE NEED", "Lamps are all we need")
    assert not same_title("Slow Lamps at Night", "Fast Candles by Day")
    assert rival_titles("Oil Laws for Lamps in Winter", "Oil Laws for Candles and Stoves at Sea")
    assert not rival_titles("Night Shift", "Oil Laws for Candles")


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("In my opinion the wick is the best part.", "reviewer"),
        ("Hope you liked this one, see you on Monday.", "reviewer"),
        ("A fun read about lamps.", "reviewer"),
        ("The lamp burns longer. It needs less oil. I did not check the proof.", "paper"),
        ("The lamp (I believe) burns longer.", "paper"),
        ('The model is asked "I am a lamp, what am I?" and answers.', "paper"),
        ("Type I errors fall with more oil.", "paper"),
        ("A fun, though not trivial, paper.", "reviewer"),
        ("I was struck by the light. It's a great example of care.", "reviewer"),
        ("This idea made me wonder why nobody lit it before.", "reviewer"),
        ("As I said, the lamp burns oil. It is set as I explained earlier.", "paper"),
        ("The paper I will review today proposes a lamp.", "paper"),
    ],
)
def test_voices(text: str, voice: str) -> None:
    assert voice_of(text) == voice


def ids(*lines: str) -> tuple[str | None, list[str]]:
    found = identify(list(enumerate(lines, 1)), len(lines))
    return found.arxiv_id, [note.code for note in found.notes]


def test_the_closing_link_counts_and_a_cited_one_does_not() -> None:
    cited = (
        "It builds on another paper (https://arxiv.org/abs/2301.00001) about oil and wicks at sea."
    )
    assert ids(cited) == (None, ["no-link"])
    assert ids(cited, "<https://arxiv.org/abs/2401.00001>") == ("2401.00001", [])
    inline = (
        "The full paper is here: https://arxiv.org/abs/2401.00002, and it is long but good to read."
    )
    assert ids(inline) == ("2401.00002", [])


def test_what_is_wrong_with_links() -> None:
    link = "<https://arxiv.org/abs/2401.00001>"
    assert ids(link, "", f"Paper link: {link}")[1] == ["duplicate-link"]
    assert ids("<https://arxiv.org/abs/2401.0001>") == (None, ["malformed-id"])
    assert ids("[Paper link](#)") == (None, ["placeholder-link"])
    assert ids("https://example.org/lamp.pdf") == (None, ["no-arxiv-id"])
    unequal = "[https://arxiv.org/pdf/2401.00001](https://arxiv.org/pdf/2401.00001.pdf)"
    assert ids(unequal) == ("2401.00001", ["unequal-link"])
    assert ids(link, "<https://arxiv.org/abs/2402.00002>") == ("2402.00002", ["several-ids"])


def test_shapes_of_lines() -> None:
    assert [is_separator(s) for s in ("-", "* * *", "---", "|---|", "- a", "")] == [True] * 3 + [
        False
    ] * 3
    assert is_link_line("Read the paper: <https://arxiv.org/abs/2401.00001>")
    assert not is_link_line(
        "Try [the tools](#), they are a great help to all who build lamps at home."
    )
    assert is_tool_leftover("Here is the French translation:")
    assert is_tool_leftover("Sure, here is the corrected text of your letter:")
    assert is_tool_leftover("[Rest of the details are as before]")
    assert not is_tool_leftover("Here is the main result of the paper:")
    assert not is_tool_leftover("[Paper link](#)")


def review(day: int, topic: str, link: bool = True) -> list[str]:
    told = [
        f"The {topic} is studied with care, and {topic} after {topic} is measured {n} times."
        for n in range(5)
    ]
    text = [line for paragraph in told for line in (paragraph, "")]
    head = [f"Nora's Daily Paper - {day:02}.04.25: On {topic.title()}", ""]
    return [*head, *text, *([f"<https://arxiv.org/abs/2401.000{day:02}>", ""] if link else [])]


def test_text_that_goes_on_after_a_closing_link_is_a_review() -> None:
    lines = [*review(1, "lamp"), *review(2, "wick")[2:], *review(3, "glass"), *review(4, "oil")]
    causes = [p.cause for p in find_layout(lines, find_headers(lines)).pieces]
    assert causes == ["header", "after-link", "header", "header"]


def test_where_links_come_first_text_after_them_is_no_review() -> None:
    lines = []
    for day, topic in enumerate(("lamp", "wick", "glass"), 1):
        whole = review(day, topic)
        lines += [*whole[:2], *whole[-2:], *whole[2:-2]]
    assert len(find_layout(lines, find_headers(lines)).pieces) == 3


def test_a_postscript_after_the_link_stays() -> None:
    after = ["P.S. " + TEXT, "", *([TEXT, ""] * 8)]
    lines = [*review(1, "lamp"), *after, *review(2, "wick"), *review(3, "glass")]
    pieces = find_layout(lines, find_headers(lines)).pieces
    assert [p.cause for p in pieces] == ["header"] * 3


def test_a_table_of_contents_is_furniture() -> None:
    titles = [f"Nora's Daily Paper - {day:02}.04.25: On {t}" for day, t in enumerate("ABC", 1)]
    lines = [*titles, "", *review(1, "lamp"), *review(2, "wick")]
    layout = find_layout(lines, find_headers(lines))
    assert {kind: tuple(at) for kind, at in layout.furniture.items()} == {"contents": (1, 2, 3)}
    assert len(layout.pieces) == 2


FIRST = [
    "Lamps burn oil, and the harbour lamp burns more oil than a street lamp does in winter.",
    "A harbour lamp needs a keeper, oil, glass and a wick, and the wick is trimmed at dusk.",
    "The keeper pours oil through a funnel, so that the glass of the lamp stays clear of soot.",
    "Soot on the glass halves the light; the keeper wipes soot with a cloth before each dusk.",
    "A wick of cotton draws oil faster than a wick of flax, and so the lamp burns brighter.",
    "The harbour pays the keeper for oil by weight, and for glass and soot cloths by the dozen.",
    "Lamps on poles need less oil than lamps in towers, since a tower lamp has a wider wick.",
    "The keeper trims the wick twice in winter nights, when the lamp burns for fourteen hours.",
    "Street lamps were lit by boys, harbour lamps by a keeper who slept under the glass.",
]
SECOND = [
    "I came across this paper about goats after a talk on mountain pasture and cheese.",
    "Goats choose pasture by slope: the herd climbs until the grass is short and shade is near.",
    "A herd with an old goat climbs higher, and the cheese of that herd tastes of thyme and grass.",
    "The authors weighed cheese from nine herds, with and without thyme in the mountain pasture.",
    "Shade matters less than slope; a herd without shade drinks more and gives more milk.",
    "Cheese from the valley, where goats eat hay, tastes of nothing but milk and a little salt.",
    "The herd was followed by bells, and every bell rang where the slope changed under the goats.",
    "Mountain people knew all that of goats, but nobody had weighed the thyme in their cheese.",
    "Milk from a steep pasture is fat, and the cheese made of that milk keeps through the summer.",
]


def test_a_change_of_subject_begins_a_review_where_a_paragraph_opens_one() -> None:
    spaced = [line for paragraph in FIRST + SECOND for line in (paragraph, "")]
    lines = [HEADER + " On Harbour Lamps", "", *spaced, *review(4, "salt"), *review(5, "rope")]
    pieces = find_layout(lines, find_headers(lines)).pieces
    assert [p.cause for p in pieces] == ["header", "subject", "header", "header"]
    assert pieces[1].lines[0] == 3 + 2 * len(FIRST)


def test_an_opening_within_one_subject_begins_nothing() -> None:
    again = "I came across this paper about lamps after a talk: " + FIRST[0]
    spaced = [line for paragraph in [*FIRST, again, *reversed(FIRST)] for line in (paragraph, "")]
    lines = [HEADER + " On Harbour Lamps", "", *spaced, *review(4, "salt"), *review(5, "rope")]
    assert len(find_layout(lines, find_headers(lines)).pieces) == 3
