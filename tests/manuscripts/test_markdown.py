"""Markdown comes back with its citations rendered, and otherwise as it was."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import FormatError, Records, Style
from citeformat.manuscripts import RenderedPage, render
from citeformat.manuscripts.markdown.rules import rendering
from citeformat.manuscripts.markdown.syntax import MARKDOWN
from citeformat.manuscripts.registry import find_syntax

RECORDS = Records(
    [
        {"id": "doe", "type": "book", "title": "Frogs", "author": [{"family": "Doe"}],
         "issued": {"date-parts": [[1999]]}, "DOI": "10.1000/frogs"},
        {"id": "roe", "type": "book", "title": "Flies @night", "author": [{"family": "Roe"}],
         "issued": {"date-parts": [[2000]]}, "keyword": "insects, night"},
        {"id": "poe", "type": "webpage", "title": "Bees", "author": [{"family": "Poe"}],
         "issued": {"date-parts": [[2001]]}},
    ]
)  # fmt: skip
NO_LIST = {"suppress-bibliography": True}


def rendered(text: str, style: str = "apa", **options: object) -> RenderedPage:
    return render(text, records=RECORDS, style=style, settings=options.pop("settings", NO_LIST),  # type: ignore[arg-type]
                  **options)  # type: ignore[arg-type]  # fmt: skip


def test_full_stop_is_not_doubled_before_the_mark_of_a_note() -> None:
    made = rendered("Yes. [@doe]. What? [@roe]. No [@poe].", "chicago-notes-bibliography")

    assert made.text.splitlines()[0] == (
        "Yes.[^citeformat-1] What?[^citeformat-2] No.[^citeformat-3]"
    )


def test_a_cite_is_one_link() -> None:
    """Also if a part of it is italic; blanks around it are not in the link."""
    linked = {"suppress-bibliography": False, "link-citations": True}

    made = rendered("A [see @doe].", "chicago-notes-bibliography", settings=linked)

    assert made.text.splitlines()[-1] == (
        "[^citeformat-1]: See [Doe, *Frogs* (1999), https://doi.org/10.1000/frogs](<#ref-doe>)."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [@doe].", "See (Doe, 1999)."),
        ("See [see @doe, pp. 3-5 and *passim*; also @roe, chap. 2].",
         "See (see Doe, 1999, pp. 3–5 and *passim*; also Roe, 2000, Chapter 2)."),
        ("Doe says [-@doe, p. 3].", "Doe says (1999, p. 3)."),
        ("@doe says so.", "Doe (1999) says so."),
        ("@doe [p. 3] says so.", "Doe (1999, p. 3) says so."),
        ("@doe [p. 3; @roe] says so.", "Doe (1999, p. 3; Roe, 2000) says so."),
        ("# @doe\n\n- [@roe]\n", "# Doe (1999)\n\n- (Roe, 2000)\n"),
        ("| a |\n|---|\n| [@doe] |\n", "| a |\n|---|\n| (Doe, 1999) |\n"),
        ("[text @doe](http://x.org/@roe)", "[text Doe (1999)](http://x.org/@roe)"),
        ("*see [@doe]*", "*see (Doe, 1999)*"),
        ("[see `@roe` @doe, $x_1$ [l](u)]", "(see `@roe` Doe, 1999, $x_1$ [l](u))"),
        ("[@doe, see @roe]", "(Doe, 1999, see Roe (2000))"),
        ("[@doe, as -- *so* -- ... said]", "(Doe, 1999, as – *so* – … said)"),
        ("[@doe{ii, A}, suffix]", "(Doe, 1999, p. ii, A, suffix)"),
        ("[@nobody]", "(**nobody?**)"),
        ("[@doe]\\[@roe]", "(Doe, 1999)\\[Roe (2000)]"),
        ("Mail me@doe.org \\@doe `@doe`", "Mail me@doe.org \\@doe `@doe`"),
        ("one\r\n[@doe]\r\n", "one\r\n(Doe, 1999)\r\n"),
        ("@[@doe]", "@(Doe, 1999)"),
        ("@@doe", "@&#68;oe (1999)"),
        ("> a [@doe,\n> p. 3] b", "> a (Doe, 1999, p. 3) b"),
    ],
)  # fmt: skip
def test_citations_replace_their_source(text: str, expected: str) -> None:
    assert rendered(text).text == expected


@pytest.mark.parametrize(
    ("text", "body", "notes"),
    [
        ("Text [@doe, p. 3].", "Text.[^citeformat-1]", ["Doe, *Frogs* (1999), 3"]),
        ("Text [@doe]; more [see @doe].", "Text;[^citeformat-1] more.[^citeformat-2]",
         ["Doe, *Frogs*", "See Doe, *Frogs*."]),
        ('He said "yes" [@doe].', 'He said "yes."[^citeformat-1]', ["Doe"]),
        ('"Yes." [@doe]. No', '"Yes."[^citeformat-1] No', ["Doe"]),
        ("*Yes.* [@doe]. No", "*Yes.*[^citeformat-1] No", ["Doe"]),
        ("Yes? @doe. No", "Yes? Doe.[^citeformat-1] No", ["*Frogs* (1999)"]),
        ("Text\n[@doe] goes on", "Text[^citeformat-1] goes on", ["Doe"]),
        ("@doe [p. 3] says.", "Doe[^citeformat-1] says.", ["*Frogs* (1999), 3"]),
        ("- [@doe]\n- b", "- [^citeformat-1]\n- b", ["Doe"]),
        ("| a |\n|---|\n| [@doe] |", "| a |\n|---|\n| [^citeformat-1] |", ["Doe"]),
        ("a[^n]\n\n[^n]: See [@doe]. And @roe.",
         "a[^n]\n\n[^n]: See (Doe, *Frogs* (1999), https://doi.org/10.1000/frogs). "
         "And Roe, *Flies \\@Night* (2000).", []),
        ("a^[@doe]", "a^[Doe, *Frogs* (1999), https://doi.org/10.1000/frogs.]", []),
        ("a[^n]\n\n[^n]: [@doe].",
         "a[^n]\n\n[^n]: Doe, *Frogs* (1999), https://doi.org/10.1000/frogs.", []),
        ("[^citeformat-4] [@doe]", "[^citeformat-4][^citeformat-5]", ["Doe"]),
        ("[@doe]: and", "[^citeformat-1]\\: and", ["Doe"]),
        ("[@nobody] x", "[^citeformat-1] x", ["**nobody?**"]),
        ("As @nobody says.", "As **nobody?** says.", []),
        ("[@doe].@roe", "[^citeformat-1].@roe", ["Doe"]),
    ],
)  # fmt: skip
def test_styles_for_notes_make_footnotes(text: str, body: str, notes: Sequence[str]) -> None:
    made = rendered(text, "chicago-notes-bibliography", settings=NO_LIST | {
        "notes-after-punctuation": ": and" not in text})  # fmt: skip

    written, *rest = made.text.split("\n\n[^citeformat-")
    assert written == body.rstrip()
    assert len(rest) == len(notes)
    for note, beginning in zip(rest, notes, strict=True):
        assert note.partition(": ")[2].startswith(beginning)


def test_notes_before_punctuation() -> None:
    options = NO_LIST | {"notes-after-punctuation": "false"}

    made = rendered("Text [@doe], x.", "chicago-notes-bibliography", settings=options)

    assert made.text.startswith("Text[^citeformat-1], x.")


def test_superscripts_follow_the_text() -> None:
    assert rendered("Text [@doe]. ", "nature").text == "Text<sup>1</sup>. "
    options = NO_LIST | {"notes-after-punctuation": True}
    assert rendered("Text [@doe]. ", "nature", settings=options).text == "Text.<sup>1</sup> "


def test_list_is_at_the_end() -> None:
    front = "---\nreference-section-title: Works *cited*\n---\n"

    made = rendered(f"{front}See [@roe; @doe].", settings={})

    assert made.text == (
        front + "See (Doe, 1999; Roe, 2000).\n\n# Works *cited* {#bibliography .unnumbered}\n\n"
        "::: {#refs .references .csl-bib-body .hanging-indent}\n"
        "::: {#ref-doe .csl-entry}\nDoe. (1999). *Frogs*. <https://doi.org/10.1000/frogs>\n:::\n\n"
        "::: {#ref-roe .csl-entry}\nRoe. (2000). *Flies \\@night*.\n:::\n:::\n"
    )


def test_lists_are_in_their_places() -> None:
    text = (
        "[@doe; @roe; @poe]\n\n::: {#refs-books type=book}\n:::\n\n## Rest\n\n"
        "::: {#refs-rest}\nBefore\n:::\n\nEnd\n"
    )

    made = rendered(text, settings={"link-bibliography": False})

    assert made.text == (
        "(Doe, 1999; Poe, 2001; Roe, 2000)\n\n::: {#refs-books type=book}\n"
        "::: {#ref-doe .csl-entry}\nDoe. (1999). *Frogs*. https://doi.org/10.1000/frogs\n:::\n\n"
        "::: {#ref-roe .csl-entry}\nRoe. (2000). *Flies \\@night*.\n:::\n:::\n\n## Rest\n\n"
        "::: {#refs-rest}\nBefore\n\n::: {#ref-poe .csl-entry}\nPoe. (2001). *Bees*.\n:::\n:::\n\n"
        "End\n"
    )
    assert made.problems == ()


def test_entries_that_are_listed_twice_have_one_id() -> None:
    text = "[@doe]\n\n::: {#refs}\n:::\n\n::: {#refs-books type=book}\n:::\n"

    assert rendered(text, settings={}).text.count("#ref-doe") == 1
    assert rendered(text, settings={}, to="html").text.count('id="ref-doe"') == 1
    assert rendered(text, settings={}, to="html").text.count('csl-entry"') == 2


def test_work_in_no_list_is_a_problem() -> None:
    made = rendered("[@doe; @poe]\n\n::: {#refs-books type=book}\n:::\n", settings={})

    assert [problem.message for problem in made.problems] == ["no list of the document shows poe"]


def test_list_in_an_element_of_html() -> None:
    made = rendered('[@doe]\n\n<div id="refs"></div>\n\nEnd', settings={})

    assert '<div id="refs">\n\n::: {#ref-doe .csl-entry}' in made.text
    assert made.text.endswith(":::\n\n</div>\n\nEnd")


def test_works_without_citations_are_listed_once() -> None:
    first = rendered("Text.\n", settings={"nocite": "@roe, @doe"})
    again = rendered(first.text, settings={"nocite": "@roe, @doe"})

    assert first.text.count(".csl-entry") == 2
    assert again.text == first.text
    assert rendered("Text.\n", settings={"nocite": "@*"}).text.count(".csl-entry") == 3


def test_citations_link_to_their_entries() -> None:
    made = rendered("[@doe; @roe]", settings={"link-citations": True})

    assert made.text.startswith("([Doe, 1999](<#ref-doe>); [Roe, 2000](<#ref-roe>))\n")


def test_front_matter_has_settings() -> None:
    text = (
        "---\ncsl: ieee\nlang: de\nreferences:\n- id: x\n  type: book\n  title: Über *alles*\n"
        "nocite: '@y'\nlink-citation: yes\n---\n\nSiehe [@x, S. 3].\n"
    )

    made = render(text, file="paper.md")

    assert "\nSiehe \\[1, S. 3\\].\n" in made.text
    assert made.text.startswith(text.partition("\nSiehe")[0])
    assert [str(problem) for problem in made.problems] == [
        "paper.md:9: warning: 'link-citation' is not a setting (did you mean link-citations?)",
        "paper.md:8: error: there is no record with the id 'y'",
    ]
    assert made.cited == ("x",)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\nbibliography: no.bib\n---\n\n[@x]\n", 2, "there is no file named 'no.bib'"),
        ("---\nx: 1\ncsl: apaa\n---\n\n[@x]\n", 3, "there is no style named 'apaa'"),
        ("---\nlang: german language\n---\n\n[@x]\n", 2, "is not a language tag"),
        ("---\nlink-citations: perhaps\n---\n\n[@x]\n", 2, "true or false is needed"),
        ("---\na: b\n c: d\n---\n\n[@x]\n", 1, "the metadata, line 3 is not YAML"),
        ("---\ncitation-abbreviations: no.json\n---\n\n[@x]\n", 2, "no.json cannot be read"),
        ("---\nreferences: 7\n---\n\n[@x]\n", 2, "no list of references"),
        ("text\n\n[@x]\n", 3, "there is no record with the id 'x'"),
    ],
)
def test_problems_have_a_line(text: str, line: int, message: str) -> None:
    made = render(text, file="paper.md", settings=NO_LIST)

    places = {(p.source, p.line) for p in made.problems if message in p.message}
    assert ("paper.md", line) in places or any(
        message in problem.message for problem in made.problems if not problem.line
    )
    assert "**x?**" in made.text


def test_html_is_a_fragment_with_spans() -> None:
    made = rendered(
        '# Title {#t .c}\n\n@doe and $a<b$ "q" H~2~O[^1]\n\n::: {.box #b}\nIn\n:::\n\n'
        "[^1]: [@roe]\n",
        to="html",
    )

    assert made.text.startswith(
        '<h1 id="t" class="c">Title</h1>\n<p><span class="citation" data-cites="doe">Doe (1999)'
        '</span> and <span class="math inline">\\(a&lt;b\\)</span> “q” H<sub>2</sub>O'
    )
    assert '<div id="b" class="box">\n<p>In</p>\n</div>' in made.text
    assert '<span class="citation" data-cites="roe">(Roe, 2000)</span>' in made.text


def test_html_has_the_lists_of_the_output_format() -> None:
    made = rendered("[@doe]\n\n::: {#refs}\n:::\n\nEnd", settings={"lang": "de"}, to="html")

    assert '<div id="refs">\n<div role="doc-bibliography" lang="de-DE">' in made.text
    assert 'id="ref-doe"' in made.text
    assert made.text.index("ref-doe") < made.text.index("End")


def test_other_formats_are_refused() -> None:
    with pytest.raises(FormatError, match="markdown or html"):
        rendered("[@doe]", to="latex")
    with pytest.raises(FormatError, match="no syntax of documents"):
        find_syntax("wordstar")


def test_style_of_the_caller_must_exist() -> None:
    with pytest.raises(Exception, match="no style named"):
        rendered("[@doe]", "apaa")


PLAIN = st.text(
    st.sampled_from("ab @[]*_`<>$\\\n-#:;|!^(){}.\"' 1\t\r>~+&=/?é\u2028\0"), max_size=80
)


@settings(max_examples=30, deadline=None)
@given(text=PLAIN)
def test_any_text_gives_problems_and_no_exception(text: str) -> None:
    for style in (Style.load("apa"), Style.load("chicago-notes-bibliography")):
        made = render(text, records=RECORDS, style=style)
        again = render(made.text, records=RECORDS, style=style)

        assert again.text == made.text
        if not MARKDOWN.read(text).citations:
            assert made.text == text
            assert not made.changed


PARTS = st.sampled_from(
    ["[@doe]", "@roe", " ", "\n", "\n\n", "- ", "> ", "# ", "*", "`", "[", "]", "x", ".", '"', ";",
     "[see @poe, p. 3; -@doe, *x*]", "@nobody", "[^1]", "\n\n[^1]: ", "^[", "(", ")", "!", "| ",
     "\n|---|\n", "$", "<b>", "::: {#refs}\n:::\n", "@", "{", "}", "--", "\\", ":", "    ", "1. "]
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(PARTS, max_size=14))
def test_results_do_not_change_again(parts: list[str]) -> None:
    text = "".join(parts)
    for style in (Style.load("apa"), Style.load("chicago-notes-bibliography")):
        made = render(text, records=RECORDS, style=style)

        assert render(made.text, records=RECORDS, style=style).text == made.text


def test_a_paragraph_of_very_many_quotation_marks_keeps_them_straight() -> None:
    tokens = rendering().parse('A "word".\n\n' + '"' * 20_000)

    inline = [token for token in tokens if token.type == "inline"]
    texts = ["".join(child.content for child in token.children or ()) for token in inline]
    assert texts == ["A “word”.", '"' * 20_000]
