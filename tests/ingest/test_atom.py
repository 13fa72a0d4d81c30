import pytest

from ingest.conserve import account
from ingest.errors import InputError
from ingest.plain import parse_plain
from ingest.read import decode

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>query</title>
<entry><id>http://arxiv.org/abs/2401.00011v1</id><title>Kites in
  Strong Wind</title><published>2024-01-03T10:00:00Z</published><summary>Two lines
hold it.</summary><author><name>Ada Rope</name></author></entry>
<entry><id>http://arxiv.org/abs/2401.00012v3</id><title>Boats</title>
<published>2024-02-04T10:00:00Z</published><summary>Title: Boats float.</summary></entry></feed>"""


def test_each_entry_is_a_source_with_what_it_states():
    raw = decode("feed.xml", FEED.encode())
    document = parse_plain(raw, {})
    assert account(document, raw).closes
    kites, boats = document.sources
    assert (kites.title, kites.arxiv_id) == ("Kites in Strong Wind", "2401.00011")
    assert kites.date == "2024-01-03"
    assert kites.links == ("http://arxiv.org/abs/2401.00011v1",)
    assert [b.text for b in kites.blocks] == ["Two lines hold it."]
    assert (boats.arxiv_id, boats.date) == ("2401.00012", "2024-02-04")
    assert [b.text for b in boats.blocks] == ["Title: Boats float."]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.xml", FEED[:200], "this XML file is damaged"),
        ("a.xml", '<!DOCTYPE x [<!ENTITY a "b">]>' + FEED[39:], "is no Atom feed"),
        ("a.atom", FEED.replace("<entry>", "<!DOCTYPE x><entry>", 1), "declares a document type"),
        ("a.xml", "<rss><channel/></rss>", "is no Atom feed"),
        ("a.atom", '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "has no entry"),
    ],
)
def test_other_xml_is_refused_in_one_line(name, text, problem):
    with pytest.raises(InputError, match=problem):
        decode(name, text.encode())
