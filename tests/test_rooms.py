"""The order of the rooms: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import ROOT

ROWS = (
    ("_util", "errors", "patterns"),
    ("cache_folder", "richtext"),
    ("csl",),
    ("record",),
    ("importers",),
    ("exporters",),
    ("conversion", "bibtex_scan"),
    ("bibtex_editor",),
    ("formats",),
    ("runtime",),
    ("compiler", "document"),
    ("engine",),
    ("completeness",),
    ("style", "styles"),
    ("checking", "explanation"),
    ("citeproc_records", "citeproc_repairs"),
    ("citeproc_run",),
    ("citeproc_engine", "compiled_engine"),
    ("cite_this_sets", "author_match", "publication_sections"),
    ("cite_this_box", "publication_list"),
    ("cli_output",),
    ("cli_format", "cli_input"),
    ("cli_cite", "cli_cite_this", "cli_convert", "cli_explain", "cli_lists", "cli_styles"),
    ("cli_bibliography",),
    ("cli",),
    ("__main__",),
)
"""The rooms from top to bottom; a room imports from itself and from the rows above its own."""

ROW = {room: number for number, rooms in enumerate(ROWS) for room in rooms}
PACKAGE = ROOT / "citeformat"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    """The room of a module's file."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The rooms that a module imports from, with lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            modules = [node.module or ""]
            if node.module == "citeformat":
                modules = [f"citeformat.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        for module in modules:
            if module.startswith("citeformat."):
                yield module.split(".")[1], node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_imports_from_rows_above(path: Path) -> None:
    room = room_of(path)

    assert room in ROW, f"{room} is in no row: write it into ROWS and docs/architecture.md"
    for other, line in imports(ast.parse(path.read_text("utf-8"))):
        if other == "__version__":
            continue
        allowed = other == room or ROW.get(other, len(ROWS)) < ROW[room]

        assert allowed, f"{path.name}:{line}: {room} may not import from {other}"


def test_every_room_is_in_the_architecture() -> None:
    """The table of the architecture names the rooms of this one."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    present = {room_of(path) for path in MODULES} - {"__main__"}

    missing = [room for room in sorted(present) if f"`{room}/`" not in text
               and f"`{room}.py`" not in text]  # fmt: skip

    assert missing == []
