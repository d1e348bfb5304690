"""The examples of docs/conversion.md do what it says they do."""

from __future__ import annotations

import doctest
import re

from citeformat.interchange import READERS, WRITERS
from tests.shared import ROOT

TEXT = (ROOT / "docs" / "conversion.md").read_text("utf-8")


def test_examples() -> None:
    blocks = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "conversion.md", None, 0)
    report: list[str] = []
    result = doctest.DocTestRunner().run(test, out=report.append)

    assert result.failed == 0, "".join(report)
    assert result.attempted > 8


def test_table_has_every_format_with_its_options() -> None:
    rows = {row[0]: row for row in re.findall(r"^\| `([\w-]+)` \| (\S+).*? \| (\S+) \|.*$", TEXT,
                                              re.MULTILINE)}  # fmt: skip

    assert set(rows) == {*WRITERS, *READERS}
    for writer in WRITERS.values():
        line = next(line for line in TEXT.splitlines() if line.startswith(f"| `{writer.name}` "))
        assert re.findall(r"`(\w+)`", line.rsplit("|", 2)[1]) == list(writer.options)
