"""Registries import what a name means when it is used, and find what other packages add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from typing import Any

import pytest

import citeformat
from citeformat import FormatError, Record, Records, StyleError
from citeformat._util.registry import Plugin, Registry
from citeformat.engine.base import ENGINES
from citeformat.interchange import READERS, WRITERS, Reader
from citeformat.interchange.losses import Losses
from citeformat.output import FORMATS

HERE = "tests._util.test_registry"


def read_lines(text: str, *, file: str = "") -> Records:
    """Read one title a line."""
    titles = [line for line in text.splitlines() if line != "LINES"]
    return Records([Record(str(n), "book", {"title": line}) for n, line in enumerate(titles)])


def write_lines(records: Sequence[Record], losses: Losses, *, end: str = "\n") -> str:
    """Write one title a line."""
    return "".join(f"{record.title}{end}" for record in records)


LINES = Reader("lines", f"{HERE}:read_lines", ("ln",), (".lines",), r"(?m)\ALINES$")
NOT_A_FORMAT = 1


@pytest.fixture
def entry_points(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Pretend that another package names objects, each as `group`, `name` and `module:object`."""

    def add(*found: tuple[str, str, str]) -> None:
        points = [EntryPoint(name, value, group) for group, name, value in found]

        def search(*, group: str) -> list[EntryPoint]:
            return [each for each in points if each.group == group]

        monkeypatch.setattr("importlib.metadata.entry_points", search)

    return add


def test_names_aliases_and_suffixes_mean_one_row() -> None:
    found = {WRITERS.find(name).name for name in ("bibtex", "BIB", " .bib ", "BibTeX")}

    assert found == {"bibtex"}
    assert READERS.find("csl_json").name == READERS.find("json").name == "csl-json"
    row = FORMATS.find_suffix("page.HTM")
    assert row is not None
    assert row.name == "html"
    assert FORMATS.find_suffix("page") is None


@pytest.mark.parametrize("registry", [FORMATS, READERS, WRITERS, ENGINES])
def test_every_target_can_be_imported(registry: Registry[Any]) -> None:
    for name, row in registry.items():
        assert row.name == name
        assert row.load() is registry.find(name).load()


def test_names_mean_one_row_each() -> None:
    for registry in (FORMATS, READERS, WRITERS):
        names = [name for row in registry.values() for name in (row.name, *row.aliases)]
        assert len(names) == len(set(names))


def test_an_unknown_name_suggests_a_similar_one() -> None:
    with pytest.raises(FormatError, match="did you mean endnote-xml"):
        READERS.find("endnot-xml")
    with pytest.raises(StyleError, match="did you mean compiled"):
        ENGINES.find("compile")


def test_another_package_adds_a_reader(entry_points: Callable[..., None]) -> None:
    """A Reader brings aliases, suffixes and what its text looks like."""
    entry_points(("citeformat.readers", "lines", f"{HERE}:LINES"))

    assert citeformat.read("TeX\nLaTeX\n", format="lines")[1].title == "LaTeX"
    assert citeformat.read("LINES\nTeX\n")[0].title == "TeX"
    found = READERS.find_suffix("a.lines")
    assert found is LINES
    assert READERS.names()[-1] == "lines"


def test_another_package_adds_a_function_that_reads(entry_points: Callable[..., None]) -> None:
    entry_points(("citeformat.readers", "plain-lines", f"{HERE}:read_lines"))

    assert citeformat.read("TeX\nLaTeX\n", format="plain-lines")[0].title == "TeX"


def test_another_package_adds_a_writer(entry_points: Callable[..., None]) -> None:
    entry_points(("citeformat.writers", "lines", f"{HERE}:write_lines"))
    record = Record("x", "book", {"title": "TeX"})

    assert citeformat.convert(record, to="lines") == "TeX\n"
    with pytest.raises(FormatError, match="no option 'ascii'; its options: end"):
        citeformat.convert(record, to="lines", ascii=True)


@pytest.mark.parametrize("value", [f"{HERE}:NOT_A_FORMAT", f"{HERE}:missing", "no_such_module:x"])
@pytest.mark.parametrize(
    ("group", "registry"),
    [
        ("citeformat.formats", FORMATS),
        ("citeformat.readers", READERS),
        ("citeformat.writers", WRITERS),
    ],
)
def test_an_object_of_another_kind_is_refused(
    entry_points: Callable[..., None], group: str, registry: Registry[Any], value: str
) -> None:
    entry_points((group, "odd", value))

    with pytest.raises(FormatError, match=r"'odd' \(.*\) cannot be used"):
        registry.find("odd")


def test_a_registry_without_a_group_never_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", None)
    numbers = Registry("number", [Plugin[float]("pi", "math:pi")], error=FormatError)

    assert list(numbers.rows()) == [numbers["pi"]]
    with pytest.raises(FormatError, match="there is no number named 'e'"):
        numbers.find("e")


def test_the_package_s_own_rows_come_first(entry_points: Callable[..., None]) -> None:
    """An entry point never replaces a format of the package itself."""
    entry_points(("citeformat.writers", "ris", f"{HERE}:write_lines"))

    assert citeformat.convert(Record("x", "book", {}), to="ris").startswith("TY  - BOOK")
    assert [row.name for row in WRITERS.rows()].count("ris") == 1
