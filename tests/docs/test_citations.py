"""The examples of the page about citations print what the page says."""

from __future__ import annotations

import pytest

from tests.docs.examples import run_examples
from tests.shared import ROOT


def test_python_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "citations.md").read_text("utf-8")
    monkeypatch.chdir(ROOT)

    assert run_examples(text, "citations.md") > 40
