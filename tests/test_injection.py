"""Nothing in a record becomes markup or script of an HTML page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import Record, Style
from citeformat.cite_this.box import cite_this
from citeformat.csl.variables import KIND
from citeformat.publications.lists import ListOptions, publication_list
from citeformat.richtext.links import Links

html5lib = pytest.importorskip("html5lib")

VECTORS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)", "<i onclick=alert(1)>x</i>", "<a href=\"javascript:alert(1)\">x</a>",
    "javascript:alert(1)", "JaVaScRiPt&#58;alert(1)", "<iframe srcdoc='<script>1</script>'>",
    "</div></pre><script>1</script>", "<style>*{}</style>", "&lt;script&gt;", "<!--", "]]>",
    "<span style=\"background:url(javascript:1)\">x</span>", "<b/onx=1>", "\u202e<script>",
    "<<script>script>", "<span class=\"nocase\" onclick=\"1\">x</span>", "`${alert(1)}`",
    "https://a.org/\"onclick=\"alert(1)", "https://a.org/'><script>1</script>", "data:text/html,x",
)  # fmt: skip
ELEMENTS = {"DOCUMENT_FRAGMENT", "div", "section", "h2", "h3", "pre", "span", "i", "b", "em", "sup",
            "sub", "a"}  # fmt: skip
ATTRIBUTES = {"class", "style", "href", "id", "role", "lang", "data-csl-entry-id",
              "data-csl-variable", "data-entry-spacing", "data-line-spacing"}  # fmt: skip
STYLES = {"font-style:normal;", "font-variant:small-caps;", "font-variant:normal;", "baseline",
          "font-weight:lighter;", "font-weight:normal;", "text-decoration:underline;",
          "text-decoration:none;"}  # fmt: skip


def hostile(vector: str, type: str = "article-journal") -> Record:
    """A record that has the text in every field."""
    values: dict[str, object] = {"id": vector, "type": type}
    for variable, kind in KIND.items():
        if kind == "names":
            values[variable] = [{"family": vector, "given": vector}, {"literal": vector}]
        elif kind == "date":
            values[variable] = {"literal": vector}
        else:
            values[variable] = vector
    custom = {"research-output": vector, "uuid": vector, "scopus": vector, "links": [vector],
              "type-name": vector, "publisher-country": vector}  # fmt: skip
    return Record.from_csl({**values, "custom": custom})


def check(html: str) -> None:
    """No element, attribute, style or scheme but those that this package writes itself."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag in ELEMENTS, element.tag
        assert set(element.keys()) <= ATTRIBUTES
        assert element.get("style", "baseline") in STYLES
        schemes = ("http:", "https:", "ftp:", "mailto:", "#")
        assert element.get("href", "https:").startswith(schemes)
        assert not set(element.get("id", "")) & set(" \t\n<>&\"'`")


@pytest.mark.slow
@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_bibliography(vector: str, style: str) -> None:
    records = [hostile(vector), hostile(vector, "book").replace(id="x")]

    made = Style.load(style).bibliography(records, spans=True).with_links(records)

    check(made.to("html"))
    check(made.html_with_spans)
    check(made._repr_mimebundle_()["text/html"].partition("</style>")[2])


@pytest.mark.parametrize("vector", VECTORS)
def test_cite_this(vector: str) -> None:
    for type in ("article-journal", "paper-conference", "thesis"):
        texts = cite_this(hostile(vector, type))

        check(texts.html)
        assert texts["RIS"].count("\nER  -") == 1
        assert all(line[2:6] == "  - " or line == "ER  -" for line in texts["RIS"].split("\n"))


@pytest.mark.parametrize("vector", VECTORS)
def test_publication_list(vector: str) -> None:
    options = ListOptions(authors=(vector,), sections="keyword", links=Links())

    check(publication_list(Style.load("apa"), [hostile(vector)], options).to("html"))


def test_citation() -> None:
    for vector in VECTORS:
        document = Style.load("apa").document([hostile(vector)])

        text = document.cite(vector, prefix=vector, suffix=vector, locator=vector)
        check(text.to("html"))
        check(text.with_links(vector).to("html"))


@given(st.text(st.sampled_from("<>\"'&/=;:ai -!`javscript"), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    record = hostile(text).replace(id="x")

    check(Style.load("apa").bibliography([record]).with_links([record]).to("html"))


def test_bibtex_field_does_not_end_early() -> None:
    """Outside of braces there is a quotation mark at the beginning and the end of a field only."""
    for vector in (*VECTORS, '"', "}", "{", "\\", 'a",\nb = "c', "$x$", '\\"', "{\\"):
        for line in cite_this(hostile(vector), ["BIBTEX"])["BIBTEX"].split("\n")[1:-1]:
            value = line.partition(" = ")[2].rstrip(",")
            depth, marks = 0, 0
            for character in value:
                depth += {"{": 1, "}": -1}.get(character, 0)
                marks += character == '"' and depth == 0

            assert (depth, marks) in ((0, 2), (0, 0)), line
