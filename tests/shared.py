"""Where the checkout is, and the type of the fixture that finds files outside of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

__all__ = ["ROOT", "SharedFile"]

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

SharedFile: TypeAlias = Callable[[str], Path]
"""The fixture `shared_file`: the path of a file with this name, or a skipped test."""
