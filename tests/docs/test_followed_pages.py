"""Pages that the reader follows step by step print what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.test_pages import FOLLOWED
from tests.shared import ROOT
from tools.follow import follow


@pytest.mark.parametrize("page", sorted(FOLLOWED))
def test_page(page: str, tmp_path: Path) -> None:
    steps = follow(ROOT / page, tmp_path)

    assert steps
    for step in steps:
        assert step.printed.rstrip() == step.expected.rstrip(), step.command
