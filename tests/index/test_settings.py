import pytest
from pydantic import ValidationError

from index.settings import BuildSettings, SearchSettings


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITMUS_INDEX_PASSAGE_WORDS", "90")
    monkeypatch.setenv("LITMUS_INDEX_FUSION", "rrf")
    assert BuildSettings().passage_words == 90
    assert SearchSettings().fusion == "rrf"


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (BuildSettings, "passage_words", 0),
        (BuildSettings, "model", ""),
        (SearchSettings, "dense_weight", 1.5),
        (SearchSettings, "rrf_k", 0),
        (SearchSettings, "fusion", "sum"),
    ],
)
def test_a_value_out_of_bounds_is_refused(kind: type, field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        kind(**{field: value})


@pytest.mark.parametrize("kind", [BuildSettings, SearchSettings])
def test_every_setting_says_what_it_is_for(kind: type[BuildSettings]) -> None:
    assert all(field.description for field in kind.model_fields.values())
