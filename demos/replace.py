"""In: a path and its new bytes; out: the file there, replaced in one step; for this room alone."""

from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Write a file that one process writes at a time. Raises OSError; then the old one stays."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
