import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.conserve import account
from ingest.errors import InputError
from ingest.plain import parse_plain
from ingest.read import decode

ABSTRACT_PAGE = """<!DOCTYPE html><html><head><title>[2401.00011] Kites</title>
<meta name="citation_title" content="Kites in Strong Wind"/>
<meta name="citation_author" content="Rope, Ada"/><meta name="citation_author" content="Bo Line"/>
<meta name="citation_date" content="2024/01/03"/>
<meta name="citation_arxiv_id" content="2401.00011"/>
<meta name="citation_abstract" content="A kite held by two lines
 stays up."/></head><body><div>Search</div><h1>Title: Kites</h1><p>Help pages</p></body></html>"""
PAGE = """<html><head><style>p {}</style></head><body><nav>menu</nav><main><h1>Kites</h1>
<p>A kite <b>flies</b> in<br>wind &amp; rain, see
<a href="https://arxiv.org/abs/2401.00011">our paper</a> or <a href="/help">help</a>.</p>
<ol><li>one<ul><li>nested</ul><li>two</ol>
<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
<p>Then <math alttext="x^2"><mi>x</mi></math> holds.</p><p hidden>secret</p><script>x()</script>
<pre>one
two</pre></main><footer>foot</footer></body></html>"""


def parse(name: str, text: str | bytes):
    raw = decode(name, text if isinstance(text, bytes) else text.encode())
    document = parse_plain(raw, {})
    assert account(document, raw).closes
    return raw, document


def test_a_saved_abstract_page_fills_title_authors_day_and_id():
    raw, document = parse("2401.00011.html", ABSTRACT_PAGE)
    (source,) = document.sources
    assert (source.title, source.arxiv_id) == ("Kites in Strong Wind", "2401.00011")
    assert source.date == "2024-01-03"
    assert [n.message for n in source.notes if n.code == "authors"] == ["By Ada Rope, Bo Line."]
    assert raw.lines[-1] == "A kite held by two lines stays up."
    assert [(b.text, b.section) for b in source.blocks][1:] == [(raw.lines[-1], "Abstract")]


def test_a_page_becomes_lines_with_its_structure():
    raw, document = parse("page.htm", PAGE)
    assert [line for line in raw.lines if line] == [
        "# Kites",
        "A kite flies in",
        "wind & rain, see [our paper](https://arxiv.org/abs/2401.00011) or help.",
        "1. one",
        "- nested",
        "2. two",
        "| a | b |",
        "| 1 | 2 |",
        "Then $x^2$ holds.",
        "one",
        "two",
    ]
    assert document.sources[0].arxiv_id == "2401.00011"


def test_a_page_is_known_by_its_first_bytes_too():
    assert decode("page.txt", PAGE.encode()).encoding == "html"
    assert decode("page.txt", b"I like <html> tags.").encoding == "utf-8"


def test_the_encoding_a_page_names_is_used():
    page = '<meta charset="iso-8859-1"><p>Dragées</p>'.encode("latin-1")
    assert decode("a.html", page).lines == ("Dragées",)
    with pytest.raises(InputError, match=r"a\.html: not utf-8-sig text; save the page as UTF-8"):
        decode("a.html", "<p>Dragées</p>".encode("latin-1"))


def test_a_page_without_text_is_refused():
    with pytest.raises(InputError, match="this page has no text"):
        decode("a.html", b"<html><script>render()</script></html>")


def test_a_page_may_nest_as_deep_as_it_likes():
    deep = "<div>" * 20_000 + "<p>Down here.</p>"
    assert decode("a.html", deep.encode()).lines == ("Down here.",)


TAGS = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<li>",
    "<ol>",
    "</ol>",
    "<pre>",
    "<a",
]
TAGS += ["<math>", "<main>", "<br>", "kite", " ", "\n", "&amp;", "<h2>", "</a>", "<!--", "|", "<a"]
TAGS += [' href="https://a.b/c">', "<title>", "</main>", "<td>x", "\x0c", "\r"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_any_tags_give_lines_that_add_up(tags):
    try:
        raw, _ = parse("a.html", "".join(tags) + "end")
    except InputError:
        return
    assert not any("\n" in line or "\r" in line for line in raw.lines)
