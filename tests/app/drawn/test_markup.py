import re

from app.answering.records import Answer, Citation, Cited
from app.drawn.markup import answer_markdown, chip, link, plain, prose


def test_prose_keeps_formulas_and_makes_every_other_sign_a_reference():
    made = prose("Loss *falls* by $x<y$ at [a](http://b.example) <img src=z> for $5 and $6")
    assert r"$x\lt y$" in made
    rest = made.replace(r"$x\lt y$", "")
    rest = re.sub(r"&#\d+;|<wbr>", "", rest)
    assert not set(rest) & set("*[]<>`!_$:/=")


def test_words_between_double_asterisks_are_bold_and_nothing_else_of_them():
    assert prose("**Judge <b>:** 2**3 of ** it") == (
        "<b>Judge &#60;b&#62;&#58;<wbr></b> 2&#42;&#42;3 of &#42;&#42; it"
    )
    assert prose("**$x$** and **open") == "<b>$x$</b> and &#42;&#42;open"


def test_a_link_to_nowhere_is_its_words():
    assert prose("On a [Likert scale](#) of $x$") == "On a Likert scale of $x$"
    assert "&#93;" in prose("[a](#b)")


def test_prose_keeps_signs_apart_that_a_page_would_join():
    assert prose(":smile:") == "&#58;<wbr>smile&#58;"
    assert "<wbr>" in prose("a -> b")
    assert "<wbr>" not in prose("a - b")


def test_an_answer_links_its_marks_and_escapes_its_sentences():
    said = "A <b>bold</b> claim [7] of $3."
    made = Answer(
        question="q",
        status="answered",
        text=f"{said} [1] *(the reviewer)* — *T | <i>*",
        sentences=(Cited(text=said, cites=(1,)),),
        citations=(
            Citation(
                n=1,
                paper_id="p",
                title="T | <i>",
                source_id="s",
                file="a.txt",
                start_line=3,
                end_line=4,
                quote=said,
            ),
        ),
        confidence=0.9,
    )
    text = answer_markdown(made, "source-0")
    assert text.count('class="lt-mark"') == 1
    assert 'href="#source-0-1"' in text
    assert 'title="a.txt, lines 3–4"' in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "*(the reviewer)*" in text


def test_a_sentence_without_support_is_shown_as_such():
    made = Answer(
        question="q",
        status="answered",
        text="It flies. [1]",
        sentences=(Cited(text="It flies.", cites=(1,), supported=False),),
        confidence=0.5,
    )
    assert 'class="lt-unsupported"' in answer_markdown(made, "a")


def test_links_show_their_host_and_nothing_else_is_a_link():
    shown = link("https://arxiv.org/abs/2405.03003")
    assert ">arxiv.org/abs/2405.03003&nbsp;↗<" in shown
    assert 'rel="noopener noreferrer nofollow"' in shown
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert link("https://[bad") == "https://[bad"
    assert link('https://a.example/"><b>').count("<") == 2


def test_a_verdict_is_said_in_words_and_colour():
    assert "lt-good" in chip("confirmed")
    assert "Confirmed" in chip("confirmed")
    assert "Not yet run" in chip(None)
    assert chip("refuted", "0 of 5 seeds").endswith("0 of 5 seeds</span></span>")
    assert plain('<a href="x">') == "&lt;a href=&quot;x&quot;&gt;"
