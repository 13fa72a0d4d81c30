import pytest

from tests.app.invented import make_reader


@pytest.fixture(scope="module")
def reader():
    return make_reader(threshold=0.3)
