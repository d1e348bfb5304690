"""Tags and entities in titles and abstracts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.record.works.markup import from_xml

SMALL_CAPS = '<span style="font-variant:small-caps;">'


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Plain", "Plain"),
        ("<jats:italic>E. coli</jats:italic>", "<i>E. coli</i>"),
        ("<em>a</em> <strong>b</strong> <bold>c</bold>", "<i>a</i> <b>b</b> <b>c</b>"),
        ("H<sub>2</sub>O and 10<jats:sup>3</jats:sup>", "H<sub>2</sub>O and 10<sup>3</sup>"),
        ("<scp>DNA</scp> <jats:sc>x</jats:sc>", f"{SMALL_CAPS}DNA</span> {SMALL_CAPS}x</span>"),
        ("<i>a <b>b</b></i>", "<i>a <b>b</b></i>"),
        ("<u>a</u> <jats:underline>b</jats:underline>", "a b"),
        # entities, once and twice
        ("Food &amp; drink", "Food & drink"),
        ("Food &amp;amp; drink", "Food & drink"),
        ("&lt;i&gt;Homo&lt;/i&gt;", "<i>Homo</i>"),
        ("&amp;lt;i&amp;gt;Homo&amp;lt;/i&amp;gt;", "<i>Homo</i>"),
        ("&#8220;quoted&#x201D; caf&eacute;", "“quoted” café"),
        # what is not markup
        ("p < 0.05 and q > 1", "p < 0.05 and q > 1"),
        ("p &lt; 0.05", "p < 0.05"),
        ("a<b and c>d", "a<b and c>d"),
        ("List<String> in Java", "List<String> in Java"),
        ("a<b>c", "a<b>c"),
        ("a</i>b", "ab"),
        # blanks and blocks
        ("  two\n  lines ", "two lines"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("one<br/>two", "one two"),
        ("<jats:title>Abstract</jats:title><jats:p>A.</jats:p>", "A."),
        (
            "<jats:sec><jats:title>Methods</jats:title><jats:p>We did.</jats:p></jats:sec>",
            "Methods: We did.",
        ),
        ("<jats:list><jats:list-item>a</jats:list-item></jats:list>", "a"),
        ("a<fn><p>A note.</p></fn> b<!-- c -->", "a b"),
        ('<jats:ext-link xlink:href="https://x.org">there</jats:ext-link>', "there"),
        ("<foo:bar>a</foo:bar>", "a"),
        ("<i></i>a", "a"),
    ],
)
def test_jats_and_html(source: str, text: str) -> None:
    assert from_xml(source) == text


def math(content: str, prefix: str = "mml:") -> str:
    """Return a formula with a prefix for each element."""
    return re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", f'<math display="inline">{content}</math>')


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<msub><mi>CO</mi><mn>2</mn></msub>", "CO<sub>2</sub>"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "<i>x</i><sup>2</sup>"),
        ('<mi mathvariant="normal">x</mi>', "x"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "<i>x</i><sub>1</sub><sup>2</sup>"),
        ("<mi>E</mi><mo>=</mo><mi>m</mi>", "<i>E</i> = <i>m</i>"),
        ("<mo>-</mo><mn>1</mn>", "-1"),
        ("<mi>x</mi><mo>=</mo><mo>-</mo><mn>1</mn>", "<i>x</i> = -1"),
        ("<mi>f</mi><mo>&#x2061;</mo><mo>(</mo><mi>x</mi><mo>)</mo>", "<i>f</i>(<i>x</i>)"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        (
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>",
            "(<i>a</i> + <i>b</i>)/<i>c</i>",
        ),
        ("<msqrt><mn>2</mn></msqrt>", "√2"),
        ("<mroot><mn>2</mn><mn>3</mn></mroot>", "<sup>3</sup>√2"),
        ("<mover><mi>B</mi><mo>¯</mo></mover>", "<i>B\u0304</i>"),
        (
            "<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover>",
            "∑<sub>1</sub><sup><i>n</i></sup>",
        ),
        (
            "<mmultiscripts><mi>Ca</mi><mprescripts/><none/><mn>40</mn></mmultiscripts>",
            "<sup>40</sup>Ca",
        ),
        ("<mtext>if </mtext><mi>x</mi>", "if <i>x</i>"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(<i>a</i>, <i>b</i>)"),
        ("<semantics><mi>x</mi><annotation>\\chi</annotation></semantics>", "<i>x</i>"),
        ("\n  <mrow>\n  <mn>1</mn>\n  </mrow>\n", "1"),
    ],
)
@pytest.mark.parametrize("prefix", ["mml:", ""])
def test_mathml(content: str, text: str, prefix: str) -> None:
    assert from_xml(f"a {math(content, prefix)} b") == f"a {text} b"


def test_of_a_formula_in_two_forms_one_is_read() -> None:
    formula = math("<mi>x</mi>")

    source = f"<jats:alternatives><jats:tex-math>$x$</jats:tex-math>{formula}</jats:alternatives>"
    assert from_xml(source) == "<i>x</i>"


PARTS = ["<i>", "</i>", "<b>", "</b>", "<mml:math>", "</mml:math>", "<mml:msub>", "</mml:msub>",
         "<mml:mi>", "</mml:mi>", "<p>", "<br/>", "<", ">", "&", "&lt;", "&amp;", "a", " ", "é",
         "<mml:mover>", "<mml:mfrac>", "<mprescripts/>", "<mmultiscripts>"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_any_text_is_read(text: str) -> None:
    made = from_xml(text)

    assert made.count("é") == text.count("é")
    assert made == " ".join(made.split())


@pytest.mark.parametrize("part", ["<i>", "<", "<mml:mrow>", "</i>", "<i>a</i>", "&amp;", "<a b="])
def test_long_texts_take_linear_time(part: str) -> None:
    """Quadratic time would be minutes here."""
    start = time.process_time()
    from_xml(part * 30_000)

    assert time.process_time() - start < 10
