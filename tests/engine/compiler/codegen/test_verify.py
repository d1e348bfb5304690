"""No text of a style, and no name, ever becomes Python that is run."""

from __future__ import annotations

import ast
import random
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.engine.compiler.build import python_source
from citeformat.engine.compiler.codegen.expressions import Fragment, in_f_string, joined
from citeformat.engine.compiler.codegen.style import Generated, to_code
from citeformat.engine.compiler.codegen.verify import first_unexpected
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.errors import InvalidStyle
from citeformat.style import Style
from tests.samples import csl, record, render

NAMES = {"LOCALE", *EXPORTED}
TEXTS = st.text(st.sampled_from("'\"\\{}abN\n\r\t\0\x85\u2028\ud800\udfffé")) | st.text()


@pytest.mark.slow
@given(TEXTS)
def test_text_in_an_f_string_is_itself(text: str) -> None:
    assert eval(f"f'{in_f_string(text)}'") == text


@given(TEXTS, TEXTS)
def test_a_delimiter_and_a_constant_are_themselves(text: str, delimiter: str) -> None:
    """Each way to join: constants, names, a constant before a name, and many texts."""
    for texts in (["x", "y"], [repr(text), "x"], [repr(text), "y", "x"], ["x"] * 70):
        expression = joined([Fragment(each) for each in texts], delimiter)
        values = {"x": "1", "y": "2"}
        wanted = [ast.literal_eval(each) if each not in values else values[each] for each in texts]

        assert eval(expression, values) == delimiter.join(filter(None, wanted))


def test_many_texts_in_f_strings_are_themselves() -> None:
    """The same with a fixed seed, and texts with more quotation marks next to each other."""
    random_texts = random.Random(24)
    for _ in range(5_000):
        text = "".join(random_texts.choices("'\"\\{}a\n", k=random_texts.randrange(9)))

        assert eval(f"f'{in_f_string(text)}'") == text


AFFIXES = (
    "' + names_text.__globals__ + '",
    'it\'s "x" ',
    "'\"",
    "\"'{c}\\",
    '\\N{DIGIT ONE}\\x41\\"',
    '"""',
)


@pytest.mark.parametrize("affix", AFFIXES)
@pytest.mark.parametrize(
    "layout",
    [
        "<text variable='title' prefix={affix}/>",
        "<text variable='title' suffix={affix}/>",
        "<group prefix={affix}><text variable='title'/></group>",
        "<group delimiter={affix}><text variable='title'/><text variable='URL'/></group>",
        "<group><text value={affix}/><text variable='title'/></group>",
    ],
)
def test_affixes_are_printed(affix: str, layout: str) -> None:
    """A plain affix shows where the text belongs."""
    work = record(title="T", URL="U")
    plain = render(layout.format(affix=quoteattr("@")), work)

    with_marks = Style.from_string(csl(layout.format(affix=quoteattr(affix))))
    made = with_marks.document([work]).cite("a")

    straight = str(made).translate(str.maketrans("“”‘’", "\"\"''"))
    assert straight.strip() == plain.replace("@", affix).strip()


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "x = ().__class__",
        "x = names_text.__globals__",
        "def f(c):\n    return c.item",
        "x = open('f')",
        "x = [1 for y in ()]",
        "x = lambda: 1",
        "def names_text(c):\n    return ''",
        "value_of = 1",
        "_x = 1",
        "@number\ndef f(c):\n    pass",
        "def f(c=number):\n    pass",
        "def f(c: number):\n    pass",
        "def f(d):\n    pass",
        "x = f'{LOCALE!r}'",
        "x = f'{LOCALE:>9}'",
        "x = 'a'.format(LOCALE)",
        "x = LOCALE.terms",
        "x = (number)(1)(2)",
        "x = 1.5",
        "x = b''",
        "x: number = 1",
        "while 1:\n    pass",
        "del number",
        "x = 2 ** 99",
    ],
)
def test_code_that_the_compiler_does_not_write_is_refused(source: str) -> None:
    assert first_unexpected(ast.parse(source), NAMES) is not None

    with pytest.raises(InvalidStyle, match="bug in citeformat"):
        to_code(Generated(source, [7] * 9), "s", EXPORTED)


def test_code_that_python_cannot_read_is_reported_as_a_bug() -> None:
    broken = Generated("x = '", [12])

    with pytest.raises(InvalidStyle) as caught:
        to_code(broken, "s", EXPORTED)

    assert caught.value.problems[0].line == 12
    assert "bug in citeformat" in caught.value.problems[0].hint


@pytest.mark.parametrize("name", ["apa", "vancouver", "modern-language-association"])
def test_code_of_real_styles_is_accepted(name: str) -> None:
    from citeformat.styles import loader

    source = python_source(loader.find(name).text, name, "en-US")

    assert first_unexpected(ast.parse(source), NAMES) is None


@pytest.mark.parametrize("name", ["a\nraise SystemError #", "a\rb", "\ud800", "a\0b", "caf\udce9"])
def test_a_name_is_not_run(name: str) -> None:
    style = Style.from_string(csl('<text variable="title"/>'), name=name)

    assert style.document([record(title="T")]).cite("a") == "T"


@pytest.mark.parametrize("name", ["a\nb.csl", "café.csl"])
def test_a_file_name_is_not_run(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(csl('<text variable="title"/>'), "utf-8")

    assert Style.load(path).document([record(title="T")]).cite("a") == "T"


def test_macros_whose_names_are_equal_to_python_are_distinct() -> None:
    """Python replaces the ligature in an identifier by its two letters."""
    macros = '<macro name="ﬁ"><text value="1"/></macro><macro name="fi"><text value="2"/></macro>'
    layout = '<text macro="ﬁ"/><text macro="fi"/><text macro="²"/>'
    macros += '<macro name="²"><text value="3"/></macro>'

    assert render(layout, record(), macros=macros) == "123"


@pytest.mark.slow
def test_thousands_of_texts_in_a_row_compile() -> None:
    layout = '<text variable="title"/><text value="x"/>' * 3_000

    assert render(layout, record(title="T")) == "Tx" * 3_000
