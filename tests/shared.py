"""Where the large real files are that some tests read and that are no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["ROOT", "shared_file"]

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""


def shared_file(name: str) -> Path:
    """A file of the shared folder; where it is absent, the test skips."""
    folder = Path(os.environ.get("CITEFORMAT_SHARED") or ROOT.parent / "shared")
    path = folder / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {folder.name}/ (CITEFORMAT_SHARED names the folder)")
    return path
