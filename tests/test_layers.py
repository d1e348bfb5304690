"""The layers of the package: who may import whom, and how its folders are cut."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.shared import ROOT

ROWS = (
    ("errors", "_util"),
    ("richtext", "styles"),
    ("csl", "output"),
    ("record",),
    ("engine", "interchange"),
    ("style", "document", "duplicates"),
    tuple("checking cite_this explain fetching finding linting publications tidying".split()),
    ("manuscripts", "batch"),
    ("service", "integrations", "compat"),
    ("cli", "sphinx", "__main__"),
)
"""The rooms from top to bottom; a room imports from itself and from the rows above its own."""

BESIDE = {("style", "document"), ("__main__", "cli")}
"""Who imports from whom on one row: a style makes documents."""

ROW = {room: number for number, rooms in enumerate(ROWS) for room in rooms}
PACKAGE = ROOT / "citeformat"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})
MOST_ENTRIES = 14
"""Of one folder, without its `__init__.py`."""


class Import(NamedTuple):
    """A module that another one imports."""

    path: Path
    """The file of the module."""
    name: str
    """The name that is imported from it; `""` for the module itself."""
    line: int
    typing: bool
    """Whether it is imported for type checkers alone."""


def short(path: Path) -> str:
    """A file's path as messages and test ids show it."""
    return path.relative_to(PACKAGE).as_posix()


def file_of(module: str) -> Path | None:
    """The file of a module of the package, or `None`."""
    place = PACKAGE.joinpath(*module.split(".")[1:])
    for path in (place / "__init__.py", place.with_suffix(".py")):
        if path.is_file():
            return path
    return None


def imports(node: ast.AST, typing: bool = False) -> Iterator[Import]:
    """What a module imports of the package, in functions as well."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        typing = True
    found: list[tuple[str, str]] = []
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"line {node.lineno}: imports are absolute"
        found = [(node.module or "", alias.name) for alias in node.names]
    elif isinstance(node, ast.Import):
        found = [(alias.name, "") for alias in node.names]
    for module, name in found:
        if module.split(".")[0] == "citeformat":
            path = file_of(f"{module}.{name}") if name else None
            name = "" if path is not None else name
            path = path or file_of(module)
            assert path is not None, f"line {node.lineno}: there is no {module}"  # type: ignore[attr-defined]
            yield Import(path, name, node.lineno, typing)  # type: ignore[attr-defined]
    for child in ast.iter_child_nodes(node):
        yield from imports(child, typing)


IMPORTS = {path: list(imports(ast.parse(path.read_text("utf-8")))) for path in MODULES}


def room_of(path: Path) -> str:
    """The room of a module's file."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != PACKAGE or
                                  path.name != "__init__.py"], ids=short)  # fmt: skip
def test_module_imports_from_rows_above(path: Path) -> None:
    room = room_of(path)

    assert room in ROW, f"{room} is in no row: write it into ROWS and docs/architecture.md"
    for found in IMPORTS[path]:
        other = room_of(found.path)
        if other == "__init__":
            assert found.name == "__version__", (
                f"{short(path)}:{found.line}: public names are for users"
            )
            continue
        allowed = other == room or ROW[other] < ROW[room] or (room, other) in BESIDE

        assert allowed, f"{short(path)}:{found.line}: {room} may not import from {other}"


def children(folder: Path) -> dict[str, set[str]]:
    """The entries of a folder, each with those that it imports from; imports for type checkers
    alone do not count, imports in functions do."""
    graph: dict[str, set[str]] = {}
    for path, found in IMPORTS.items():
        if folder not in path.parents:
            continue
        own = path.relative_to(folder).parts[0]
        others = graph.setdefault(own, set())
        for each in found:
            if folder in each.path.parents and not each.typing:
                others.add(each.path.relative_to(folder).parts[0])
        others.discard(own)
    return graph


def circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """Entries that import each other in a circle, or none."""
    done: set[str] = set()

    def follow(entry: str, way: list[str]) -> list[str]:
        if entry in way:
            return [*way[way.index(entry) :], entry]
        if entry in done:
            return []
        for other in sorted(graph.get(entry, ())):
            found = follow(other, [*way, entry])
            if found:
                return found
        done.add(entry)
        return []

    return next((found for entry in sorted(graph) if (found := follow(entry, []))), [])


@pytest.mark.parametrize("folder", FOLDERS, ids=short)
def test_no_entries_of_a_folder_import_each_other_in_a_circle(folder: Path) -> None:
    assert circle(children(folder)) == []


def test_circles_are_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


def entries(folder: Path) -> list[str]:
    """The modules and folders in a folder, without its `__init__.py`."""
    return sorted(
        {
            path.relative_to(folder).parts[0].removesuffix(".py")
            for path in MODULES
            if folder in path.parents and path != folder / "__init__.py"
        }
    )


@pytest.mark.parametrize("folder", [each for each in FOLDERS if each != PACKAGE], ids=short)
def test_folders_are_small(folder: Path) -> None:
    """The rooms themselves are more: ROWS has them."""
    assert len(entries(folder)) <= MOST_ENTRIES


def stem(word: str) -> str:
    """A word without the endings of `names` and `checking`."""
    return word.removesuffix("s").removesuffix("ing")


def repeats(name: str, folder: str) -> bool:
    """Whether a name has its folder's name in it."""
    own = "_".join(stem(word) for word in name.split("_"))
    return f"_{'_'.join(stem(word) for word in folder.split('_'))}_" in f"_{own}_"


@pytest.mark.parametrize("folder", FOLDERS, ids=short)
def test_no_name_repeats_its_folder(folder: Path) -> None:
    assert [name for name in entries(folder) if repeats(name, folder.name)] == []


@pytest.mark.parametrize(
    ("name", "folder", "repeated"),
    [
        ("bibtex_dates", "bibtex", True),
        ("one_name", "names", True),
        ("check", "checking", True),
        ("records", "record", True),
        ("cite_this_box", "cite_this", True),
        ("cite", "cite_this", False),
        ("fields", "record", False),
    ],
)
def test_repeated_names_are_found(name: str, folder: str, repeated: bool) -> None:
    assert repeats(name, folder) == repeated


def test_every_room_is_in_the_architecture() -> None:
    """The table of the architecture names the rooms of this one."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    present = {room_of(path) for path in MODULES} - {"__main__", "__init__"}

    missing = [room for room in sorted(present) if f"`{room}/`" not in text
               and f"`{room}.py`" not in text]  # fmt: skip

    assert missing == []
