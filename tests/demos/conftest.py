"""One thread for torch, as the runner of the demos has it: small matrices want no more."""

import pytest
import torch


@pytest.fixture(autouse=True, scope="session")
def _one_thread() -> None:
    torch.set_num_threads(1)
