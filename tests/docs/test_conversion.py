"""The table of formats in docs/conversion.md is complete."""

from __future__ import annotations

import re

from citeformat.interchange import READERS, WRITERS
from tests.shared import ROOT

TEXT = (ROOT / "docs" / "conversion.md").read_text("utf-8")


def test_table_has_every_format_with_its_options() -> None:
    rows = {row[0]: row for row in re.findall(r"^\| `([\w-]+)` \| (\S+).*? \| (\S+) \|.*$", TEXT,
                                              re.MULTILINE)}  # fmt: skip

    assert set(rows) == {*WRITERS, *READERS}
    for writer in WRITERS.values():
        line = next(line for line in TEXT.splitlines() if line.startswith(f"| `{writer.name}` "))
        assert re.findall(r"`(\w+)`", line.rsplit("|", 2)[1]) == list(writer.options)
