"""docs/engine.md shows code that the compiler writes, and names functions that exist."""

from __future__ import annotations

import ast
import re
import textwrap

import pytest

from citeformat.engine.compiler.build import python_source
from tests.shared import ROOT

TEXT = (ROOT / "docs" / "engine.md").read_text(encoding="utf-8")
PARTS = re.findall(r"```(xml|python)\n(.*?)```", TEXT, re.DOTALL)
ROWS = re.findall(
    r"^\| [^|]+ \| (`(?:csl|engine|output|record|richtext|styles)/[^|]+) \| ([^|]+) \|$",
    TEXT,
    re.MULTILINE,
)
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
    (_, style), (_, code), _ = PARTS
    made = re.sub(r"\bK\d+", "K", source(style))

    assert re.sub(r"\bK\d+", "K", code) in made


def test_the_code_of_a_choice_is_as_shown() -> None:
    """A group with a choice is compiled to the excerpt; numbers of variables may differ."""
    made = re.sub(r"t\d+", "t", textwrap.dedent(source(MAYBE)))

    assert re.sub(r"t\d+", "t", PARTS[2][1]) in made


@pytest.mark.parametrize(("modules", "functions"), ROWS)
def test_the_rules_live_where_the_table_says(modules: str, functions: str) -> None:
    """Every function of a row is defined in one of the row's modules."""
    defined = {"CASES", "TYPES", "KIND", "TERMS"}
    for name in re.findall(r"`([^`]+)`", modules):
        tree = ast.parse((ROOT / "citeformat" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined.add(node.name)

    for name in re.findall(r"`([^`]+)`", functions):
        assert name.rpartition(".")[2] in defined


def test_there_are_rows() -> None:
    """The table was found."""
    assert len(ROWS) > 40
