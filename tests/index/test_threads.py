"""BLAS keeps to one thread within, and has as many as before after the last has left."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from index.threads import one_blas_thread


def threads_of_numpy() -> set[int]:
    np.ones((2, 2)) @ np.ones((2, 2))
    blas = [each for each in threadpool_info() if each["user_api"] == "blas"]
    mine = {each["num_threads"] for each in blas if "numpy" in each["filepath"]}
    return mine or pytest.skip("this NumPy brings no BLAS of its own")


def test_blas_has_one_thread_within_and_as_many_as_before_after() -> None:
    with threadpool_limits(2, "blas"):
        with one_blas_thread():
            assert threads_of_numpy() == {1}
            with one_blas_thread():
                assert threads_of_numpy() == {1}
            assert threads_of_numpy() == {1}
        assert threads_of_numpy() == {2}


def test_of_two_who_are_within_the_last_to_leave_lifts_the_limit() -> None:
    with threadpool_limits(2, "blas"):
        one, other = one_blas_thread(), one_blas_thread()
        one.__enter__()
        other.__enter__()
        one.__exit__(None, None, None)
        assert threads_of_numpy() == {1}
        other.__exit__(None, None, None)
        assert threads_of_numpy() == {2}
