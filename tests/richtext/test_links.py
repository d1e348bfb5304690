"""Links in entries: what is linked, to which address, and what is never linked."""

from __future__ import annotations

import re

import pytest

from citeformat import Record, Style
from citeformat.output import FORMATS
from citeformat.richtext.links import LINK, Links, add_links, is_safe
from citeformat.richtext.spans import ITALIC, close_of, wrap

SHOWN = re.compile(f"{LINK}(.*?){close_of(LINK)}")


def links(text: str, options: Links | None = None, /, **fields: str) -> list[tuple[str, str]]:
    """Return the printed text and the target of each link."""
    rich, targets = add_links(text, fields, options or Links())
    return list(zip(SHOWN.findall(rich), targets, strict=True))


DOI = "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Nature. https://doi.org/10.1000/182", {"DOI": "10.1000/182"}, [(DOI, DOI)]),
        ("Nature. doi:10.1000/182.", {"DOI": "10.1000/182"}, [("10.1000/182", DOI)]),
        ("(doi 10.1000/182).", {"DOI": "https://dx.doi.org/10.1000/182"}, [("10.1000/182", DOI)]),
        ("See http://a.org/x.", {"URL": "http://a.org/x"}, [("http://a.org/x", "http://a.org/x")]),
        (
            "PMID: 123; PMCID: PMC45.",
            {"PMID": "123", "PMCID": "PMC45"},
            [
                ("123", "https://www.ncbi.nlm.nih.gov/pubmed/123"),
                ("PMC45", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC45"),
            ],
        ),
        ("12345, 7", {"PMID": "123"}, []),
        ("Knuth. The TeXbook. 1984", {"DOI": "10.1000/182", "title": "The TeXbook"},
         [("The TeXbook", DOI)]),
        ("K. THE TEXBOOK: a “guide”.", {"DOI": "10.1000/182", "title": "The texbook – a 'guide'"},
         [("THE TEXBOOK: a “guide", DOI)]),
        ("Nothing here.", {"title": "Nothing"}, []),
        ("Nothing here.", {"DOI": "10.1000/182", "title": "Another"}, []),
    ],
)  # fmt: skip
def test_what_is_linked(text: str, fields: dict[str, str], expected: list[object]) -> None:
    assert links(text, None, **fields) == expected


def test_title_in_several_spans_stays_balanced() -> None:
    text = f"{wrap(ITALIC, 'The ' + 'Nautilus')}, 1869"

    assert links(text, title="The Nautilus", URL="https://a.org") == [
        ("The Nautilus", "https://a.org")
    ]
    odd = f"The {wrap(ITALIC, 'Nauti')}lus"
    assert links(odd, title="The Nauti", URL="https://a.org")[0][0].count(ITALIC) == 1


def test_identifiers_only() -> None:
    assert links("The TeXbook", Links(titles=False), DOI="10.1000/182", title="The TeXbook") == []


def test_resolver_is_an_option() -> None:
    found = links("doi:10.1000/182", Links(doi="https://doi.example/r/"), DOI="10.1000/182")

    assert found == [("10.1000/182", "https://doi.example/r/10.1000/182")]


def test_doi_is_encoded() -> None:
    doi = '10.1002/(SICI)1097<1661::AID>3.0.CO;2-2#?"x'

    ((_, target),) = links(f"doi:{doi}", DOI=doi)

    assert target == "https://doi.org/10.1002/(SICI)1097%3C1661::AID%3E3.0.CO;2-2%23%3F%22x"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:x",
     "data:text/html,x", "vbscript:x", "//evil.org", "file:///etc/passwd", "https:", "http://[x",
     "\x01javascript:x", "about:blank"],
)  # fmt: skip
def test_other_schemes_are_never_linked(address: str) -> None:
    assert not is_safe(address)
    assert links(f"T. {address}", URL=address, title="T") == []


@pytest.mark.parametrize(
    "style", ["apa", "nlm-citation-sequence", "ieee", "modern-language-association"]
)
def test_real_styles(style: str) -> None:
    record = Record("x", "article-journal", {"title": "A title", "DOI": "10.1000/182",
                                             "container-title": "Nature"})  # fmt: skip
    made = Style.load(style).bibliography([record])

    linked = made.with_links([record])

    assert f'<a href="{DOI}">' in linked.to("html")
    assert linked.to("text") == made.to("text")
    assert made.with_links([]) == made.with_links() == linked


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("html", '<a href="https://a.org/?a=1&amp;b=%22_(x)">TeX &amp; more</a>'),
        ("markdown", "[TeX & more](<https://a.org/?a=1&b=%22_(x)>)"),
        ("latex", r"\href{https://a.org/?a=1\&b=\%22_(x)}{TeX \& more}"),
        ("rst", "`TeX & more <https://a.org/?a=1&b=%22_(x)>`__"),
        ("typst", '#link("https://a.org/?a=1&b=%22_(x)")[TeX & more];'),
        ("asciidoc", "link:++https://a.org/?a=1&b=%22_(x)++[TeX &#38; more]"),
        ("org", "[[https://a.org/?a=1&b=%22_(x)][TeX & more]]"),
        ("rtf", '{\\field{\\*\\fldinst HYPERLINK "https://a.org/?a=1&b=%22_(x)"}'),
        ("text", "TeX & more"),
    ],
)
def test_link_in_each_format(name: str, expected: str) -> None:
    fields = {"title": "TeX & more", "URL": 'https://a.org/?a=1&b="_(x)'}

    rich, targets = add_links("TeX & more", fields, Links())

    assert expected in FORMATS[name].load().write(rich, targets)
