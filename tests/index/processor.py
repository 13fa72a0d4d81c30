"""In: an encoder; out: nothing, or a skip where this processor has it embed questions unrounded."""

import pytest

from index.bert import BertEncoder


def needs_bytes(encoder: BertEncoder) -> None:
    """Skip where sums of bytes are cut short, as by processors without VNNI."""
    if encoder._quick_session is encoder._session:
        pytest.skip("this processor cuts sums of products of bytes short")
