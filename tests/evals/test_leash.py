"""What the check of generated sentences lets through, on invented texts."""

from evals.leash import altered, pairs, standing
from tests.app.invented import make_reader


def test_altered_sentences_fall_and_repeated_ones_stand():
    found = list(altered(make_reader()))
    assert {"another number", "negation dropped"} <= {name for name, _ in found}
    assert all(stand == 0 for stand, _ in standing(found).values())
    kept = [("kept", pair._replace(said=pair.quote.reading)) for _, pair in found]
    assert standing(kept) == {"kept": (len(kept), len(kept))}


def test_sentences_of_a_card_cite_sentences_of_reviews():
    found = list(pairs(make_reader()))
    assert all(pair.quote.source_type != "card" for _, pair in found)
    others = [pair for name, pair in found if name == "cites another sentence of the work"]
    assert any("throws away" in pair.said for pair in others)
    stand, total = standing(found)["cites another sentence of the work"]
    assert stand < total / 4
