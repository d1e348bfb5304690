"""The commands of the page about tables do what the page says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner
from pyarrow import parquet

from citeformat.cli.main import cli
from tests.docs.examples import code

if TYPE_CHECKING:
    import pytest


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    works = [{"id": "a", "type": "book", "title": "TeX"}, {"id": "b", "type": "book", "title": "B"}]
    Path("works.jsonl").write_text("\n".join(map(json.dumps, works)), encoding="utf-8")
    (block,) = code("docs/batch.md", "sh", 1)

    for line in block.splitlines():
        done = CliRunner().invoke(cli, shlex.split(line)[1:], standalone_mode=False)
        assert (done.exception, done.return_value) == (None, 0)

    (part,) = Path("out").glob("*.parquet")
    assert (
        parquet.read_table(part)["style"].to_pylist() == ["apa"] * 2 + ["nlm-citation-sequence"] * 2
    )
    assert parquet.read_table("out.parquet")["text"].to_pylist() == ["TeX. (n.d.).", "B. (n.d.)."]
