"""The Python that a style is compiled to: deterministic, closed, with the lines of the .csl."""

from __future__ import annotations

import ast
import builtins
import os
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from citeformat.engine.compiler.build import build, python_source
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.context import BIBLIOGRAPHY, CITATION
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.style import Style
from citeformat.styles import loader
from tests.samples import bib, csl, names, record
from tests.shared import ROOT

FOLDER = Path(__file__).parent / "golden"
SMALL = (FOLDER / "small.csl").read_bytes()
EVERYTHING = csl(
    '<text macro="a"/><text macro="b"/>',
    bib(
        '<text macro="b"/><text variable="page"/><text variable="locator"/>'
        '<label variable="locator"/><number variable="volume" form="ordinal"/>'
        '<date variable="issued" form="text"/><text variable="title" form="short"/>'
        '<text variable="title" text-case="title"/>',
        'second-field-align="flush" subsequent-author-substitute="-"',
        sort='<key macro="a"/><key variable="author"/><key variable="issued" sort="descending"/>',
    ),
    macros='<macro name="a"><names variable="author editor"><name and="text"/><et-al/>'
    '<label/><substitute><names variable="editor"/><text macro="c"/></substitute></names></macro>'
    '<macro name="b"><choose><if type="book" is-numeric="volume" is-uncertain-date="issued" '
    'locator="page" position="first" disambiguate="true" variable="title author locator" '
    'match="any"><text value="x"/></if><else-if variable="URL" match="none"><text term="in"/>'
    '</else-if><else><group delimiter=", "><text variable="URL"/><text value="z"/></group></else>'
    '</choose></macro><macro name="c"><text variable="title"/></macro>',
    citation='disambiguate-add-names="true" collapse="year"',
)


def source(text: str | bytes, locale: str = "en-US") -> str:
    """Return the Python of a style."""
    return python_source(text.encode() if isinstance(text, str) else text, "test", locale)


def functions(text: str) -> list[str]:
    """Return the names of the functions in some Python."""
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


def test_golden() -> None:
    """The code of golden/small.csl is golden/small.py.txt.

    With `CITEFORMAT_WRITE_GOLDEN=1` in the environment, the file is rewritten.
    """
    golden = FOLDER / "small.py.txt"
    actual = source(SMALL)
    if os.environ.get("CITEFORMAT_WRITE_GOLDEN"):
        golden.write_text(actual, "utf-8")

    assert golden.read_text("utf-8") == actual


@pytest.mark.parametrize("text", [SMALL, EVERYTHING.encode()], ids=["small", "everything"])
def test_source_is_deterministic(text: bytes) -> None:
    assert source(text) == source(text)


@pytest.mark.slow
def test_source_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "import sys; from citeformat.engine.compiler.build import python_source;"
        "sys.stdout.write(python_source(sys.stdin.buffer.read(), 'test', 'en-US'))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=EVERYTHING.encode(),
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(made) == 1


def test_one_function_for_each_macro() -> None:
    """A macro that is called several times is written once."""
    made = functions(source(SMALL))

    assert made.count("macro_who") == 1
    assert made.count("macro_where") == 1
    assert {"citation", "bibliography"} <= set(made)
    assert source(SMALL).count("macro_who(c)") >= 3


def test_size_grows_with_the_style_and_not_with_its_paths() -> None:
    """Macros that call each other twice at every level are not copied."""
    twice = '<text macro="m{0}"/><text macro="m{0}"/>'

    def size(depth: int) -> int:
        macros = "".join(
            f'<macro name="m{index}">{twice.format(index + 1)}</macro>' for index in range(depth)
        )
        last = f'<macro name="m{depth}"><text variable="title"/></macro>'
        return len(source(csl('<text macro="m0"/>', macros=macros + last)))

    assert size(8) < 3 * size(4)


def test_names_of_macros_become_distinct_names_of_python() -> None:
    odd = ["a b", "a-b", "a_b", "class", "citation", "names_text", "ä", "1", "a)b(c:", "STYLE"]
    macros = "".join(f'<macro name="{name}"><text value="{name};"/></macro>' for name in odd)
    calls = "".join(f'<text macro="{name}"/>' for name in odd)
    text = csl(calls, macros=macros)
    made = Style.from_string(text).document([record()])

    assert made.cite("a") == "".join(f"{name};" for name in odd)
    assert len(set(functions(source(text)))) == len(functions(source(text)))


def free_names(text: str) -> set[str]:
    """Return the names that some Python reads and does not define."""
    tree = ast.parse(text)
    read: set[str] = set()
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.FunctionDef):
            bound.add(node.name)
            bound |= {argument.arg for argument in node.args.args}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            raise AssertionError("generated code imports nothing")
    return read - bound


@pytest.mark.parametrize("text", [SMALL, EVERYTHING.encode()], ids=["small", "everything"])
def test_exported_is_all_that_code_uses(text: bytes) -> None:
    """The names in generated code are those of EXPORTED, and `LOCALE`."""
    unknown = free_names(source(text)) - EXPORTED.keys() - {"LOCALE"}

    assert unknown == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["apa", "chicago-notes-bibliography", "modern-language-association"]
)
def test_exported_is_all_that_code_of_large_styles_uses(name: str) -> None:
    made = python_source(loader.find(name).text, name, "en-US")

    assert free_names(made) - EXPORTED.keys() - {"LOCALE"} == set()
    assert len(functions(made)) == len(set(functions(made)))


def test_generated_code_has_no_dangerous_functions_of_python() -> None:
    dangerous = {"open", "eval", "exec", "compile", "__import__", "getattr", "globals", "input"}

    assert dangerous <= set(dir(builtins))
    assert not dangerous & EXPORTED.keys()


def line_of(text: str, part: str) -> int:
    """Return the line of a style that contains a part."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("function", "part"),
    [
        ("names_text", '<names variable="author">'),
        ("render_date", '<date variable="issued">'),
    ],
)
def test_traceback_names_the_line_of_the_style(
    function: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The traceback of an error in the runtime has the line of the element that called it."""

    def fail(*arguments: object) -> str:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setitem(EXPORTED, function, fail)
    text = SMALL.decode()
    style = build(SMALL, "traced", "en-US").style
    assert style.bibliography is not None

    work = record(title="T", author=names("Doe"), issued={"date-parts": [[2000]]})
    context = Reference(Item(work, "en")).context(style, BIBLIOGRAPHY)
    with pytest.raises(ZeroDivisionError) as caught:
        style.bibliography.render(context)

    frames = traceback.extract_tb(caught.value.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename == "traced.csl"]
    assert own
    assert line_of(text, part) in own


def test_frames_of_macros_are_in_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call of a macro is a frame with the line of the call."""

    def fail(*arguments: object) -> str:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setitem(EXPORTED, "names_text", fail)
    style = build(SMALL, "traced", "en-US").style

    context = Reference(Item(record(author=names("Doe")), "en")).context(style, CITATION)
    with pytest.raises(ZeroDivisionError) as caught:
        style.citation.render(context)

    frames = traceback.extract_tb(caught.value.__traceback__)
    own = [(frame.name, frame.lineno) for frame in frames if frame.filename == "traced.csl"]
    text = SMALL.decode()
    assert own == [
        ("citation", line_of(text, '<text macro="who"/>')),
        ("macro_who", line_of(text, '<names variable="author">')),
    ]


def test_code_depends_on_the_locale() -> None:
    text = csl('<text term="in"/><label variable="page"/>')

    assert source(text, "de-DE") != source(text, "en-US")


def test_styles_of_the_project_compile() -> None:
    for name in sorted(path.stem for path in (ROOT / "styles").glob("*.csl")):
        assert Style.load(name).problems == ()
