"""Pages that the reader follows step by step print what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared import ROOT
from tools.follow import blocks, follow

PAGES = [
    path.name
    for path in sorted((ROOT / "docs").glob("*.md"))
    if any(title for _, title, _ in blocks(path))
]


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, tmp_path: Path) -> None:
    steps = follow(ROOT / "docs" / page, tmp_path)

    assert steps
    for step in steps:
        assert step.printed.rstrip() == step.expected.rstrip(), step.command
