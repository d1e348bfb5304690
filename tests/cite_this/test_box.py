"""The texts of "Cite this": those of the first example, sets of texts, and the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import citeformat
from citeformat.cite_this import BOXES, Box, CiteThis, Output, cite_this
from citeformat.cite_this.sets import get_box
from citeformat.cli.main import cli
from citeformat.errors import FormatError
from citeformat.record import Name
from citeformat.style import Style
from tests.cite_this.portal import FIRST_EXAMPLE, RECORDS
from tests.shared import ROOT

TITLE = "Immunomodulatory drugs and active immunotherapy for chronic lymphocytic leukemia"
SEED, PAPER = RECORDS["first"], RECORDS["paper"]

STYLES = sorted((ROOT / "styles").glob("research-portal-*.csl"))


USE_FUNCTION = """
import citeformat
record = citeformat.Record("x", "book", {"title": "TeX"})
assert citeformat.cite_this(record, "pubmed")["NLM"] == "TeX."
"""
USE_PACKAGE = """
from citeformat.cite_this import BOXES, Box, CiteThis, Output
assert isinstance(BOXES["pubmed"], Box) and CiteThis(Box((Output("NLM", style="apa"),)))
"""
IMPORT_PACKAGE = "import citeformat.cite_this, citeformat.cite_this.box"
IMPORT_FUNCTION = """
from citeformat import cite_this
from citeformat import Record
assert cite_this(Record("x", "book", {"title": "TeX"}), "pubmed")["NLM"] == "TeX."
"""


@pytest.mark.slow
@pytest.mark.parametrize("first", [USE_FUNCTION, USE_PACKAGE, IMPORT_PACKAGE, IMPORT_FUNCTION])
@pytest.mark.parametrize("second", [USE_FUNCTION, USE_PACKAGE, IMPORT_FUNCTION])
def test_the_package_does_not_hide_the_function(first: str, second: str) -> None:
    """`citeformat.cite_this` is the function, whatever was imported before it."""
    code = f"{first}\n{second}\n{USE_FUNCTION}"

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("label", FIRST_EXAMPLE)
def test_first_example(label: str) -> None:
    assert cite_this(SEED)[label] == FIRST_EXAMPLE[label]


def test_the_example_file_is_the_first_example() -> None:
    """The example of the documentation returns exactly these texts."""
    (record,) = citeformat.read(ROOT / "examples" / "portal.json")

    assert dict(cite_this(record)) == FIRST_EXAMPLE


def test_there_are_seven_in_order() -> None:
    assert list(citeformat.cite_this(SEED)) == list(FIRST_EXAMPLE)


@pytest.mark.parametrize(
    ("label", "html"),
    [
        ("APA", "<i>Cancer Control</i>, <i>19</i>(1), 54-67. <a href="),
        ("Standard", f"<b>{TITLE}.</b> / Carballido, Estrella;"),
        ("Harvard", f"'{TITLE}', <i>Cancer Control</i>, vol."),
        ("Author", f"/ <b>{TITLE}</b>. In:"),
        ("RIS", '<pre class="cite-this-export">TY  - JOUR\n'),
    ],
)
def test_first_example_in_html(label: str, html: str) -> None:
    assert html in cite_this(SEED)[label].html


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_is_valid(path: Path) -> None:
    from citeproc import SCHEMA_PATH

    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))

    assert schema.validate(etree.parse(str(path))), schema.error_log
    assert Style.load(path.stem).problems == ()


@pytest.mark.parametrize("style", [path.stem for path in STYLES])
def test_every_type_has_an_entry(style: str) -> None:
    loaded = Style.load(style)
    for type in sorted(citeformat.csl.variables.TYPES):
        record = PAPER.replace(type=type)
        made = loaded.bibliography([record])

        assert not made.entries[0].fallback, type
        assert not re.search(r"\.\.|,,| ,|  |\(\)", made.entries[0].text), made.entries[0].text


@pytest.mark.parametrize("name", BOXES)
def test_set(name: str) -> None:
    texts = cite_this(SEED, name)

    assert all(TITLE.lower() in text.lower() for text in texts.values())
    assert not any(text.startswith(("1.", "[1]")) for text in texts.values())


def test_box_of_a_user() -> None:
    box = Box((Output("Nature", style="nature"), Output("CSL", export="csl-json")), links="off")

    texts = CiteThis(box).texts(SEED)

    assert texts["Nature"].startswith("Carballido, E.")
    assert json.loads(texts["CSL"])[0]["volume"] == "19"


def test_outputs_one_by_one() -> None:
    assert list(cite_this(SEED, ["RIS", Output("IEEE", style="ieee"), "apa"])) == [
        "RIS", "IEEE", "APA",
    ]  # fmt: skip


@pytest.mark.parametrize("locale", ["en-US", "fr"])
@pytest.mark.parametrize("label", ["APA", "Standard", "Harvard", "Vancouver", "Author"])
@pytest.mark.parametrize(
    "title",
    [
        "The 'old' and \"new\" of it's own",
        "Old “marks”, it’s new",
        "„Neu“ und «neuf»",
        "What <i>is</i> 'it'?",
    ],
)
def test_quotation_marks_stay_as_typed(title: str, label: str, locale: str) -> None:
    record = SEED.replace(title=title, author=(Name("O'Neil", "Jun'ichi"), Name("D’Arc", "Al")))
    text = cite_this(record, locale=locale)[label]

    assert title.replace("<i>", "").replace("</i>", "") in text
    assert "O'Neil" in text
    assert "D’Arc" in text


def test_apostrophes_of_proceedings() -> None:
    assert "Int'l" in cite_this(SEED.replace(container_title="Int'l"))["Harvard"]


def test_titles_of_bib_files_keep_their_case() -> None:
    """A portal prints titles as they are recorded; other styles have their own case."""
    (record,) = citeformat.read("@book{x, title = {The Sea around the World: A New History}}")

    assert "The Sea around the World: A New History" in cite_this(record)["APA"]
    assert "sea around the world" in cite_this(record.replace(titles="sentence"))["APA"]
    assert "sea around the world" in cite_this(record, "pubmed")["APA"]


@pytest.mark.parametrize("formats", ["nothing", ["Nothing"], [1]])
def test_unknown_formats(formats: object) -> None:
    with pytest.raises(FormatError):
        cite_this(SEED, formats)  # type: ignore[arg-type]


def test_problems_of_a_style_are_those_of_its_texts() -> None:
    texts = cite_this(SEED, "ieee", locale="eo")

    assert [each.message for each in texts["ieee"].problems] == [
        "the locale 'eo' has no terms; English terms are used"
    ]


def test_outputs_are_checked() -> None:
    with pytest.raises(FormatError, match="style or an export"):
        Output("Neither")
    with pytest.raises(FormatError, match="links must be one of identifiers, on, off"):
        Box((), links="yes")  # type: ignore[arg-type]


def test_set_names_ignore_case_and_blanks() -> None:
    assert get_box("Google Scholar") is BOXES["google-scholar"]


def test_command() -> None:
    arguments = ["cite-this", str(ROOT / "examples" / "cancer-control.bib"), "--only", "Harvard"]

    made = CliRunner().invoke(cli, arguments, standalone_mode=False)

    assert made.output == f"Harvard\n{FIRST_EXAMPLE['Harvard']}\n"


def test_command_in_json_and_html() -> None:
    file = str(ROOT / "examples" / "cancer-control.bib")
    arguments = ["cite-this", file, "-k", "carballido2012", "--set", "pubmed", "--to"]

    as_json = CliRunner().invoke(cli, [*arguments, "json"], standalone_mode=False).output
    as_html = CliRunner().invoke(cli, [*arguments, "html"], standalone_mode=False).output

    (found,) = json.loads(as_json)
    assert [output["label"] for output in found["outputs"]] == ["AMA", "MLA", "APA", "NLM"]
    assert found["outputs"][0]["html"] in as_html
