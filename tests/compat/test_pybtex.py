"""pybtex formats bibliographies with CSL styles."""

from __future__ import annotations

import re
import shlex
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from pybtex import PybtexEngine
from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.database.format.__main__ import main
from pybtex.errors import capture
from pybtex.plugin import find_plugin
from pybtex.style.formatting import BaseStyle

import citeformat
from citeformat.compat import pybtex as plugin
from tests.docs.examples import code
from tests.shared import ROOT

EXAMPLES = ROOT / "examples" / "varied.bib"

TWO = r"""
@article{b, author = {Doe, Jane}, title = {A \emph{Bee} & {DNA}}, journal = {J}, year = 2020,
  doi = {10.1/b}}
@article{a, author = {Doe, Jane}, title = {An Ant}, journal = {J}, year = 2020}
"""


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find the entry points of this checkout, whenever it was installed."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    section = re.search(r'"pybtex\.style\.formatting"\]\n(.*?)\n\n', text, re.DOTALL)
    assert section is not None
    rows = dict(re.findall(r'^([\w-]+) = "(.+)"$', section[1], re.MULTILINE))
    assert tuple(rows) == plugin.NAMES

    def entry_points(*, group: str, name: str = "", **_: Any) -> list[EntryPoint]:
        if group == "pybtex.style.formatting" and name in rows:
            return [EntryPoint(name, rows[name], group)]
        found: list[EntryPoint] = (
            original(group=group, name=name) if name else original(group=group)
        )
        return found

    import pybtex.plugin

    original = pybtex.plugin.entry_points
    monkeypatch.setattr(pybtex.plugin, "entry_points", entry_points)


def formatted(text: str, style: str, backend: str = "text", **options: Any) -> list[str]:
    made = PybtexEngine().format_from_string(text, style, output_backend=backend, **options)
    return [line for line in made.splitlines() if line]


def test_pybtex_finds_the_styles() -> None:
    for name in plugin.NAMES:
        found = find_plugin("pybtex.style.formatting", name)
        assert issubclass(found, BaseStyle)
        assert found.csl_name == name


def test_the_examples_are_those_of_the_style() -> None:
    made = PybtexEngine().format_from_file(str(EXAMPLES), style="apa", output_backend="text")
    expected = citeformat.Style.load("apa").bibliography(citeformat.read(EXAMPLES))

    assert re.sub(r"^\[\d+\] ", "", made, flags=re.MULTILINE) == expected.to("text")


def test_entries_are_disambiguated_and_sorted() -> None:
    assert formatted(TWO, "apa") == [
        "[1] Doe, J. (2020a). A Bee & DNA. J. https://doi.org/10.1/b",
        "[2] Doe, J. (2020b). An ant. J.",
    ]
    reversed_by_key = formatted(TWO, "apa", sorting_style="author_year_title")
    assert [line[:14] for line in reversed_by_key] == ["[1] Doe, J. (2", "[2] Doe, J. (2"]


def test_the_number_of_a_numeric_style_is_the_label() -> None:
    assert [line[:10] for line in formatted(TWO, "ieee")] == ["[1] J. Doe", "[2] J. Doe"]
    assert formatted(TWO, "ieee", label_style="alpha")[0].startswith("[Doe20")


def test_markup_reaches_the_backends() -> None:
    assert "<em>J</em>" in "\n".join(formatted(TWO, "apa", "html"))
    assert r"\emph{J}" in "\n".join(formatted(TWO, "apa", "latex"))


def test_only_cited_entries_are_listed_and_inherit_from_others() -> None:
    text = """
    @inproceedings{part, crossref = {whole}, author = {Doe, J.}, title = {Part}, pages = 3}
    @proceedings{whole, title = {Whole {Conf}}, booktitle = {Whole {Conf}}, year = 2020}"""
    (line,) = formatted(text, "apa", citations=["part"])

    assert line.startswith("[1] Doe, J. (2020). Part.")
    assert "Whole Conf" in line


def test_an_entry_can_be_formatted_alone() -> None:
    data = parse_string(TWO, "bibtex")
    style = plugin.csl_style("apa")()

    entry = style.format_entry("7", data.entries["a"])

    assert (entry.key, entry.label, str(entry.text)) == ("a", "7", "Doe, J. (2020). An ant. J.")
    assert [each.key for each in style.sort(data.entries.values())] == ["b", "a"]


def test_a_broken_entry_costs_no_other_entry() -> None:
    entries = {
        "x": Entry("book", {"title": "Odd } {{Key"}),
        "bad key, {": Entry("book", {"title": "Lost"}),
        "z": Entry("book", {"title": "Zed"}),
    }
    data = BibliographyData(entries)
    with capture() as errors:
        made = plugin.csl_style("apa")().format_bibliography(data)

    assert sorted(str(entry.text)[:4] for entry in made) == ["Lost", "Odd ", "Zed."]
    assert len(errors) == 1


def test_other_names_are_no_attributes() -> None:
    with pytest.raises(AttributeError, match="no_such_style"):
        _ = plugin.no_such_style


def test_the_command_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (command,) = code("docs/pybtex.md", "console", 1)
    (tmp_path / "refs.bib").write_bytes(EXAMPLES.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", shlex.split(command)[1:])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 0
    assert "Knuth, D. E. (1984). <em>The TeXbook</em>." in Path("refs.html").read_text("utf-8")
