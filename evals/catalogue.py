"""In: the folder of cards; out: the library of the cards alone, which every clone has."""

from pathlib import Path

from app.home import DATA
from ingest.cards import parse_card
from ingest.library import Library
from ingest.merge import merge_works
from ingest.read import decode, find_files, read_file

CARDS = DATA / "papers"


def catalogue(cards: Path = CARDS) -> Library:
    """The library of a folder of cards. Raises InputError for a card that cannot be read."""
    raws = (decode(path.name, read_file(path)) for path in find_files([cards]))
    documents = tuple(parse_card(raw, {}) for raw in raws)
    return Library(documents=documents, works=merge_works(documents))
