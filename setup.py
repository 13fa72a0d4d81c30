"""Allows `pip install -e .` and refuses wheels: the rooms are top-level packages of a clone."""

import sys

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class NoWheel(bdist_wheel):
    """Stops a wheel from putting `app` or `index` into anybody's site-packages."""

    def run(self) -> None:
        """Say how to install instead."""
        sys.exit("Litmus runs from a clone: pip install -e .")


setup(cmdclass={"bdist_wheel": NoWheel})
