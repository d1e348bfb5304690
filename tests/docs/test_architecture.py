"""docs/architecture.md lists the parts of the package, and its example of a plug-in works."""

from __future__ import annotations

import re
import sys
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import pytest

import citeformat
from citeformat import Record
from citeformat.output import get_format
from tests.docs.examples import code
from tests.shared import ROOT
from tests.test_layers import PACKAGE, ROW, entries

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def names(cell: str) -> list[str]:
    """Return the modules and folders that a cell of a table names, without their endings."""
    return [re.sub(r"(\.py|/)$", "", name) for name in re.findall(r"`([^`]+)`", cell)]


def test_the_layers_are_those_of_the_rule() -> None:
    """Each part that exists is in the row that it has in tests/test_layers.py."""
    rows = re.findall(r"^\| (\d) \| (.+?) \| .+ \|$", TEXT, re.MULTILINE)

    documented = {name: int(row) for row, cell in rows for name in names(cell)}

    assert documented == {part: ROW[part] for part in entries(PACKAGE)}


@pytest.mark.parametrize("folder", re.findall(r"^### `(\w+)/`$", TEXT, re.MULTILINE))
def test_the_entries_of_a_folder_are_listed(folder: str) -> None:
    section = TEXT.split(f"### `{folder}/`\n", 1)[1].split("\n#", 1)[0]
    rows = re.findall(r"^\| (`.+?`) \| .+ \|$", section, re.MULTILINE)

    assert sorted(name for row in rows for name in names(row)) == entries(PACKAGE / folder)


def entry_points(toml: str) -> list[EntryPoint]:
    """Return the entry points of a pyproject.toml."""
    return [
        EntryPoint(name, value, group)
        for group, rows in re.findall(r'entry-points\."([\w.]+)"\]\n([^\[]+)', toml)
        for name, value in re.findall(r'(\w+) = "(.+)"', rows)
    ]


def test_the_entry_point_of_a_format_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/output-formats.md registers a format, whose name then works."""
    (toml,) = code("docs/output-formats.md", "toml", 1)
    (point,) = entry_points(toml)
    formats = ModuleType("my_package.formats")
    vars(formats)[point.attr] = get_format("markdown")
    monkeypatch.setitem(sys.modules, "my_package", ModuleType("my_package"))
    monkeypatch.setitem(sys.modules, point.module, formats)

    def search(*, group: str) -> list[EntryPoint]:
        return [point] if point.group == group else []

    monkeypatch.setattr("importlib.metadata.entry_points", search)
    record = Record("x", "book", {"title": "TeX"})

    made = citeformat.Style.load("apa").bibliography([record]).to(point.name)

    assert made == "*TeX*. (n.d.).\n"


def test_the_example_of_a_plug_in_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module and the entry points of the page read and write their format."""
    (source,) = code("docs/architecture.md", "python", 1)
    (toml,) = code("docs/architecture.md", "toml", 1)
    module = ModuleType("my_package.lines")
    exec(source, vars(module))
    package = ModuleType("my_package")
    monkeypatch.setitem(sys.modules, package.__name__, package)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    points = entry_points(toml)
    assert [point.group for point in points] == [
        "citeformat.readers",
        "citeformat.writers",
        "citeformat.formats",
    ]

    def search(*, group: str) -> list[EntryPoint]:
        return [point for point in points if point.group == group]

    monkeypatch.setattr("importlib.metadata.entry_points", search)
    text = "LINES\nTeX\nLaTeX\n"
    record = Record("x", "book", {"title": "TeX", "publisher": "Addison-Wesley"})

    assert [each.title for each in citeformat.read(text)] == ["TeX", "LaTeX"]
    assert citeformat.read(text, format="lines")[1].line == 3
    assert citeformat.convert(text, to="lines") == text
    options: Any = {"first": "TITLES"}
    made = citeformat.convert(record, to="lines", **options)
    assert made == "TITLES\nTeX\n"
    assert [str(loss) for loss in made.losses] == ["x: publisher: a line holds only a title"]
