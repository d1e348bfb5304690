"""docs/engine.md shows code that the compiler writes, and names what exists."""

from __future__ import annotations

import ast
import re
import textwrap

import pytest

from citeformat.engine.compiler.build import python_source
from citeformat.engine.processor.phases import PHASES, Phase
from tests.docs.examples import code
from tests.shared import ROOT

PACKAGE = ROOT / "citeformat"
TEXT = (ROOT / "docs" / "engine.md").read_text(encoding="utf-8")
(STYLE,) = code("docs/engine.md", "xml", 1)
CODE, CHOICE = code("docs/engine.md", "python", 2)
PASSING = ROOT / "tests" / "suite" / "passing.txt"
ROWS = re.findall(r"^\| ([^|`]+) \| (`\w+/[^|]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
"""The sections, modules and functions of each row of the table of rules."""
MAYBE = """<group delimiter=" "><text term="in"/><choose><if variable="container-title">
<text variable="container-title"/></if></choose></group>"""


def source(bibliography: str) -> str:
    """Return the Python of a style with this bibliography."""
    style = f"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
    <info><title>Tiny</title><id>tiny</id><updated>2020-01-01T00:00:00+00:00</updated></info>
    <macro name="title"><text variable="title"/></macro>
    <citation><layout><text variable="citation-number"/></layout></citation>
    <bibliography><layout>{bibliography}</layout></bibliography></style>"""
    return python_source(style.encode(), "tiny", "en-US")


def test_the_code_shown_is_that_of_the_style_shown() -> None:
    """The bibliography is compiled to the code below it; numbers of constants may differ."""
    made = re.sub(r"\bK\d+", "K", source(STYLE))

    assert re.sub(r"\bK\d+", "K", CODE) in made


def test_the_code_of_a_choice_is_as_shown() -> None:
    """A group with a choice is compiled to the excerpt; numbers of variables may differ."""
    made = re.sub(r"t\d+", "t", textwrap.dedent(source(MAYBE)))

    assert re.sub(r"t\d+", "t", CHOICE) in made


def code_of(cell: str) -> list[str]:
    """Return what a cell of a table shows as code."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize(("modules", "functions"), [row[1:] for row in ROWS])
def test_the_rules_live_where_the_table_says(modules: str, functions: str) -> None:
    """Each name of a row is defined in a module of the row, and each module defines one of them."""
    wanted = {name.rpartition(".")[2] for name in code_of(functions)}
    found: set[str] = set()
    for module in code_of(modules):
        defined = set()
        for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                defined.add(node.id)
        assert wanted & defined, module
        found |= wanted & defined

    assert found == wanted


def test_there_are_rows() -> None:
    """The table was found."""
    assert len(ROWS) > 40


@pytest.mark.parametrize(
    "phase", [phase for stage in PHASES.values() for phase in stage], ids=lambda phase: phase.name
)
def test_every_phase_is_in_the_table(phase: Phase) -> None:
    """A row with the section of the phase names its function, and the module that defines it."""
    module = phase.function.__module__.removeprefix("citeformat.").replace(".", "/") + ".py"
    rows = [
        row
        for row in ROWS
        if phase.section in [section.partition(":")[0] for section in row[0].split(", ")]
        and module in code_of(row[1])
        and phase.function.__name__ in code_of(row[2])
    ]

    assert len(rows) == 1


def test_the_phases_are_described_in_order() -> None:
    """The section on documents describes every phase, in the order of the table."""
    section = TEXT.split("## Rendering a document\n", 1)[1].split("\n#", 1)[0]

    described = re.findall(r"^\d\. `(\w+)`", section, re.MULTILINE)

    assert described == [phase.function.__name__ for each in PHASES.values() for phase in each]


@pytest.mark.parametrize("page", ["architecture.md", "engine.md"])
def test_every_name_on_the_page_is_in_the_package(page: str) -> None:
    """Each module that the page names exists, and each name is a word of the code.

    The page's own examples and the names of fixtures count as well.
    """
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    examples = re.findall(r"```.*?```", text, re.DOTALL)
    named = code_of(re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    sources = list(PACKAGE.rglob("*.py"))
    code = [path.read_text(encoding="utf-8") for path in (*sources, PASSING)]
    words = {word for part in (*code, *examples) for word in re.findall(r"\w+", part)}
    entries = {name for path in sources for name in (path.name, f"{path.parent.name}/")}

    paths = [name for name in named if re.fullmatch(r"[\w/]+(\.py|/)", name)]
    names = [name for name in named if re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", name)]
    missing = [
        path
        for path in paths
        if path not in entries and not (PACKAGE / path).exists() and not (ROOT / path).exists()
    ]
    unknown = [
        name
        for name in names
        if name not in paths and not (ROOT / name).exists() and not {*name.split(".")} <= words
    ]
    assert len(paths) > 20
    assert len(names) > 20
    assert missing == []
    assert unknown == []
