"""The calibration that is kept with an index."""

from app.answering import calibration
from index.load import index_folder


def test_an_index_without_one_uses_what_is_shipped(tmp_path) -> None:
    assert calibration.stored(tmp_path) == calibration.shipped()
    assert 0.0 < calibration.shipped().threshold < 1.0
    assert set(calibration.shipped().refused) >= {"near-domain", "off-domain"}


def test_ingesting_stores_the_shipped_one_and_leaves_the_librarys_own(tmp_path) -> None:
    index_folder(tmp_path).mkdir()
    calibration.keep(tmp_path)
    assert (index_folder(tmp_path) / "abstention.json").is_file()
    own = calibration.shipped().model_copy(update={"threshold": 0.77, "own": True})
    calibration.store(tmp_path, own)
    calibration.keep(tmp_path)
    assert calibration.stored(tmp_path) == own
    other = own.model_copy(update={"own": False})
    calibration.store(tmp_path, other)
    calibration.keep(tmp_path)
    assert calibration.stored(tmp_path) == calibration.shipped()


def test_one_that_weighs_other_features_is_not_used(tmp_path) -> None:
    index_folder(tmp_path).mkdir()
    path = index_folder(tmp_path) / "abstention.json"
    path.write_text(calibration.SHIPPED.read_text("utf-8").replace('"around"', '"once"'), "utf-8")
    assert calibration.stored(tmp_path) == calibration.shipped()
