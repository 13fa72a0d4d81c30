import pytest

from index.lexical import LexicalIndex
from index.name_terms import NameTerms
from ingest.records import Work
from tests.index.invented import work

TEXTS = ["snow owls hunt by ear", "kettles sing", *["snow is cold"] * 6]


def named(paper_id: str, title: str, *aliases: str) -> Work:
    return work(paper_id, title, f"n:{paper_id}").model_copy(update={"aliases": aliases})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("and how do snow owls do it?", True),
        ("is it as cold as snow?", False),
        ("how does it hunt?", False),
        ("and what do kettles make of it?", True),
        ("why?", False),
    ],
)
def test_a_name_is_all_of_a_title_or_one_rare_word(text: str, names: bool) -> None:
    works = [named("a", "Snow Owls: Ears at Night"), named("b", "Hot Water", "Kettles", "Snow")]
    assert NameTerms(works, LexicalIndex.of(TEXTS)).any_in(text) is names
