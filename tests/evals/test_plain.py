from evals.catalogue import catalogue
from evals.plain import plain


def test_cards_are_told_without_their_questions_and_texts_without_cards() -> None:
    library = catalogue()
    told = {one.id: one.text for one in plain(library, cards=True)}
    assert told.keys() == {work.paper_id for work in library.works}
    source = next(s for s in library.sources.values() if s.type == "card")
    asked = [b.reading for b in source.blocks if b.section == "Asked as"]
    other = [b.reading for b in source.blocks if b.section != "Asked as"]
    text = told[library.work_of[source.source_id]]
    assert asked
    assert all(line not in text for line in asked if len(line.split()) > 3)
    assert all(line in text for line in other)
    assert not list(plain(library, cards=False))
