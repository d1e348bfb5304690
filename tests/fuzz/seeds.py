"""Records to write seeds from, small texts of each kind, and pieces that mean something."""

from __future__ import annotations

from pathlib import Path

import citeformat
from citeformat import Record
from citeformat.interchange.registry import WRITERS

__all__ = ["BIBLIOGRAPHY", "FRAGMENTS", "ITEMS", "TEXTS", "fragments_of", "records", "seeds_of"]

BIBLIOGRAPHY = Path(__file__).parents[2] / "examples/varied.bib"
"""The works that pages of sites cite."""

ITEMS = (
    {"id": "a", "type": "article-journal", "title": "The <i>DNA</i> of \"x\": a <b>study</b>",
     "author": [{"family": "Cruz", "given": "Ana María", "non-dropping-particle": "de la"},
                {"literal": "NASA Team"}, {"family": "Doe", "given": "J.", "suffix": "Jr."}],
     "container-title": "Journal & Letters", "volume": 12, "issue": "3-4", "page": "1-9, 12",
     "issued": {"date-parts": [[2012, 1, 31]]}, "DOI": "10.1000/182", "note": "PMID: 1\nx: y"},
    {"id": "b", "type": "chapter", "title": "A", "editor": [{"family": "Li", "given": "W."}],
     "issued": {"date-parts": [[1999], [2001]], "circa": True}, "publisher": "P",
     "URL": "https://a.org/~x?y=1#z", "edition": "2nd", "keyword": "a; b", "language": "de"},
    {"id": "c", "type": "thesis", "title": "", "issued": {"literal": "n.d."}, "number": "7"},
)  # fmt: skip

TEXTS = {
    "bibtex": (
        '@string{j = "Journal"}\n@article{a, author = {de la Cruz, Jr., Ana and {A {NASA} Team} and'
        " others}, title = {The {DNA} of $x^2$ \\emph{in vitro}: {\\'e}t{\\\"u}de}, journal = j #"
        ' " B", year = 2012, month = jan # "~1", pages = {1--9}, doi = "10.1/x"}\n',
        "@book{b, editor = {Doe, John}, title = {A}, date = {2010-01/2011~}, crossref = {c}}\n"
        "@proceedings{c, title = {P}, year = {1999}, xdata = {x}}\n@xdata{x, publisher = {Q}}\n"
        "@set{s, entryset = {b,c}}\n",
        '@comment{x}\n@preamble{"\\newcommand{\\x}{y}"}\nfree text @misc{d,\n  howpublished ='
        " {\\url{http://a.b/~c}},\n  note = \"a \\textsuperscript{2} `q' ``r''\",\n}\n",
    ),
    "csv": (
        'Title,Authors,Year,Source title,Page start\nA,"Doe, J.; Roe, R.",2001,J,1\n,,,,\n'
        '"B ""x""\nc",Lee,May 2002,,,z\n',
        "DOI;title;author;issued\n10.1/x;T;Doe, Jane;2001-05\n",
        "id\ttype\ttitle\n1\tbook\tT\n",
    ),
    "nbib": (
        "PMID- 1\nTI  - A title\n      goes on\nFAU - Doe, Jane\nDP  - 2012 Jan-Feb\nPG  - 1-9\n"
        "LID - 10.1/x [doi]\nAB  - Text.\n\nPMID- 2\nTI  - B\n",
    ),
    "pubmed-xml": (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><ISSN>"
        "1476-4687</ISSN><JournalIssue><Volume>5</Volume><PubDate><Year>2001</Year><Month>Mar"
        "</Month></PubDate></JournalIssue><Title>J</Title></Journal><ArticleTitle>[On <i>E. coli"
        "</i> at 10<sup>3</sup>, p &lt; 1].</ArticleTitle><Pagination><MedlinePgn>1123-30"
        '</MedlinePgn></Pagination><ELocationID EIdType="doi">10.1/x</ELocationID><AuthorList>'
        "<Author><LastName>van Berg</LastName><ForeName>Jane A</ForeName><Suffix>Jr</Suffix>"
        "</Author><Author><CollectiveName>Group</CollectiveName></Author></AuthorList></Article>"
        "</MedlineCitation></PubmedArticle><PubmedBookArticle><BookDocument><PMID>2</PMID><Book>"
        "<BookTitle>B</BookTitle><PubDate><MedlineDate>2000 Dec-2001 Jan</MedlineDate></PubDate>"
        "</Book></BookDocument></PubmedBookArticle></PubmedArticleSet>",
    ),
    "mods": (
        '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><nonSort>The '
        '</nonSort><title>art</title><subTitle>x.</subTitle></titleInfo><name type="personal">'
        '<namePart>Doe, Jane, 1938-</namePart><role><roleTerm type="code">aut</roleTerm></role>'
        '</name><name><namePart type="family">van Dam</namePart></name><genre>journalArticle'
        '</genre><originInfo><dateIssued encoding="marc">19uu</dateIssued><publisher>P,</publisher>'
        '</originInfo><relatedItem type="host"><titleInfo><title>J</title></titleInfo><part>'
        '<detail type="volume"><number>27</number></detail><extent unit="pages"><start>97</start>'
        '<end>111</end></extent></part></relatedItem><identifier type="doi">10.1/x</identifier>'
        "</mods></modsCollection>",
    ),
    "web-of-science": (
        "FN Clarivate\nVR 1.0\nPT J\nAU Doe, JA\n   Lee, CH\nAF Doe, Jane A.\n   Lee, Chang-Ho\n"
        "TI A study of\n   people\nSO BMC JOURNAL\nDE sleep; pain\nPD MAR 5\nPY 2021\nBP 1\nEP 9\n"
        "DI 10.1/x\nUT WOS:1\nER\n\nPT B\nBA Roe, B\nTI B\nER\n\nEF\n",
    ),
    "refworks": (
        "RT Book, Section\nID 41\nA1 Angrist,S. S.\nA1 Doe, Jane, Jr.\nT1 The class\nT2 Lives\n"
        "YR 1993\nFD Spring\nSP 282\nOP 300\nK1 a; b\nSN 1555424627\nU1 mine\n\n"
        "RT Web Page\nID 42\nT1 S\nUL https://a.b/\n",
    ),
    "crossref": (
        '{"message": {"DOI": "10.1/x", "title": ["T <i>x</i>"], "type": "journal-article", '
        '"author": [{"family": "Doe", "given": "J.", "sequence": "first"}, {"name": "Team"}], '
        '"issued": {"date-parts": [[2012, 1]]}, "container-title": ["J"], "page": "1-9"}}',
        '{"message": {"items": [{"DOI": "10.1/x", "title": [], "issued": {"date-parts": [[null]]}},'
        ' {"DOI": "10.1/y", "relation": {"is-review-of": [{"id": "10.1/z"}]}}]}}',
    ),
    "datacite": (
        '{"data": [{"id": "10.1/d", "type": "dois", "attributes": {"doi": "10.1/d", "creators": '
        '[{"name": "Lee, A.", "givenName": "A.", "familyName": "Lee", "nameType": "Personal"}], '
        '"titles": [{"title": "D", "titleType": null}], "publicationYear": 2020, "publisher": '
        '{"name": "Z"}, "types": {"resourceTypeGeneral": "Dataset"}, "dates": [{"date": '
        '"2020-01/2021", "dateType": "Issued"}], "relatedItems": []}}]}',
    ),
    "openalex": (
        '{"results": [{"id": "https://openalex.org/W1", "title": "O", "type": "book", '
        '"authorships": [{"author": {"display_name": "A. B. van Lee"}, "raw_author_name": "Lee"}], '
        '"publication_date": "2020-01-02", "biblio": {"volume": "1", "first_page": "2"}, '
        '"primary_location": {"source": {"display_name": "J", "issn": ["1234-5678"]}}}]}',
    ),
    "stream": (
        '{"id": "a", "title": "A"}\n\n{"id": "x" "title": "X"}\n{"id": "b", "title": "B"}\n',
        '[{"id": "a", "type": "book"}, {"id": "b", "author": [{"family": "Doe"}]}]',
        '{"meta": {}, "results": [{"id": "https://openalex.org/W1", "title": "O"}], "group": []}',
    ),
    "document": (
        "---\ntitle: x\nnocite: '@c'\nreferences:\n- {id: d, title: D}\n---\n\nSee [see @a, pp. "
        "3-5 and *passim*; also @b, chap. 2] and @a [p. 3; -@c].^[A note @c.]\n\n> @a\n\n| a |\n"
        "|---|\n| [@b] |\n\n[^1]: More [@a; @b].\n\n:::{#refs type=book}\n:::\n",
        "# @a\n\n- [text @b](http://x.org/@c) `@a` $x_1$ \\@b @{c} @d{ii, A}\n\n```\n@a\n```\n",
    ),
    "site-page": (
        "Title: x\n\n# @bush1945\n\nAs @turing1950 [p. 3] and [see @knuth1984, pp. 3-5; -@x].[^1]\n"
        "\n"
        "- `@turing1950` [@watson1953](http://x.org/@c) me@x.org \\@a *[@bush1945]*\n\n"
        '[^1]: A note @minsky1975.\n\n::: {#refs-books type="book"}\n:::\n\n\\bibliography\n',
        "    @turing1950\n\n~~~\n[@x]\n~~~\n\n| a |\n|---|\n| [@knuth1984] |\n\n<b>@x</b>\n\n"
        "> @x\n",
    ),
    "html-page": (
        '<p>As <span class="citeformat-citation" data-cites="[[{&quot;id&quot;: &quot;a&quot;, '
        '&quot;suffix&quot;: &quot;p. 3&quot;}], true, true]">@a [p. 3]</span> says.<sup '
        'id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> <code>@a</code></p>\n'
        '<div class="citeformat-list" data-list="[&quot;books&quot;, {&quot;type&quot;: '
        '&quot;book&quot;}]"></div>\n<div id="refs"></div>\n<div class="footnote">\n<hr />\n<ol>\n'
        '<li id="fn:1">\n<p><span class="citeformat-citation" data-cites="[[{&quot;id&quot;: '
        '&quot;b&quot;}], false, false]">[@b]</span>&#160;<a class="footnote-backref" '
        'href="#fnref:1">&#8617;</a></p>\n</li>\n</ol>\n</div>',
    ),
    "notebook": (
        '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["As @a [p. 3]\\n'
        '", "and <cite data-cite=\\"b\\">x</cite>"]}, {"cell_type": "code", "metadata": {}, '
        '"source": "x", "outputs": [], "execution_count": null}], "metadata": {"citeformat": '
        '{"csl": "ieee"}}, "nbformat": 4, "nbformat_minor": 5}',
    ),
    "pandoc": (
        '{"pandoc-api-version": [1, 23], "meta": {"csl": {"t": "MetaString", "c": "apa"}, '
        '"references": {"t": "MetaList", "c": [{"t": "MetaMap", "c": {"id": {"t": "MetaString", '
        '"c": "a"}, "title": {"t": "MetaInlines", "c": [{"t": "Emph", "c": [{"t": "Str", "c": "T"}'
        ']}]}}}]}}, "blocks": [{"t": "Para", "c": [{"t": "Str", "c": "See"}, '
        '{"t": "Space"}, {"t": "Cite", "c": [[{"citationId": "a", "citationPrefix": [{"t": "Str", '
        '"c": "see"}], "citationSuffix": [{"t": "Str", "c": ","}, {"t": "Space"}, {"t": "Str", '
        '"c": "p. 3"}], "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 1, '
        '"citationHash": 0}], []]}, {"t": "Note", "c": [{"t": "Para", "c": []}]}]}, {"t": "Div", '
        '"c": [["refs", [], []], []]}]}',
    ),
    "style": (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
        '<title>T</title></info><macro name="m"><names variable="author"><name and="text"/>'
        '<substitute><text variable="title"/></substitute></names></macro><citation><layout '
        'delimiter="; "><text macro="m" suffix=", "/><date variable="issued" form="text"/></layout>'
        '</citation><bibliography><layout><group delimiter=". "><text macro="m"/><choose>'
        '<if type="book"><text variable="title" font-style="italic"/></if><else><number '
        'variable="volume" form="ordinal"/></else></choose></group></layout></bibliography>'
        "</style>",
    ),
    "latex": ("The {\\'e} of $x^2$ \\emph{in} \\textbf{vitro} ``q'' --- \\& \\char92 \\verb|x|",),
    "names": ("Doe, Jane and de la Cruz, Jr., Ana", "J. Doe; W. Li & Müller, K. et al."),
    "dates": ("2012-01-31/2013?", "12 May 2010", "spring 1999", "99/99/2010", "[ca. 1850]"),
    "markup": ('A <i>b "c <b>d</b>"</i> \'e\' <span class="nocase">F</span> <sup>2</sup>?!.',),
}
"""Kind -> texts that no writer makes."""

FRAGMENTS = {
    "": ("\n", "\r\n", "\t", " ", "\0", "\x1b[31m", "\x85", "\u2028", "\ue001", "\ue100", "\ud800",
         "\u0301", "\u202e", "😀", "9" * 300, "A" * 500, "and ", ",", ";", ":", ".", "<", ">", "&",
         "'", '"', "{", "}", "[", "]", "\\", "-", "--", "</i>", "<i>", "&amp;", "https://a.b/"),
    "bibtex": ("@", "=", "#", "(", ")", "%", "~", "$", " and ", "@article{", "\\frac{", "{\\em ",
               "\\begin{x}", "crossref = {a}", "xdata = {x}", "date = {", "author = {", "\\verb|",
               "@string{a = a # a}\n", "}\n@book{z,", "@comment{", '@preamble{"\\newcommand\\x{'),
    "latex": ("\\frac{", "{\\em ", "\\begin{x}", "$", "$$", "\\verb|", "\\char", "~", "^^5c"),
    "ris": ("TY  - ", "ER  - ", "AU  - ", "PY  - ", "  - ", "ZZ  - ", "2012/13/40/", "SP  - -9"),
    "csl-json": ('"id":', "null", "[[", '{"', "1e999", "NaN", '"author":', '"date-parts":[[', "},"),
    "csl-yaml": ("- ", ": ", "&a ", "*a", "!!x", "|\n", "---\n", "#", "? ", "  "),
    "endnote-xml": ("<record>", "</record>", "<!--", "<![CDATA[", "&#0;", "&#55357;", "<style>"),
    "pubmed-xml": ("<Author>", "</Author>", "<PubmedArticle>", "<i>", "<!--", "<![CDATA[", "&#0;",
                   "<Year>", "<MedlineDate>", "<AbstractText>"),
    "mods": ("<mods>", "</mods>", "<relatedItem>", "<namePart>", "<!--", "<![CDATA[", "&#55357;"),
    "refer": ("%A ", "%T ", "%0 ", "%D ", "\n%\n", "%%", "\n\n%0 Book\n"),
    "web-of-science": ("PT J\n", "ER\n", "EF\n", "AU ", "   ", "PY 20", "\nC1 [", "FN "),
    "refworks": ("RT ", "A1 ", "YR ", "\n\n", "SP -9", "FD ", "K1 "),
    "cff": ("authors:\n", "  - family-names: ", "references:\n", "type: ", "date-released: "),
    "hayagriva": ("parent:\n", "  - ", "author: ", "date: ", "type: ", "page-range: "),
    "document": ("[@a", "@a", "[-@b", "; ", "]", "@{", "*", "`", "$", "^[", "[^1]", "\n\n", "\n> ",
                 "\n    ", ":::", "<!--", "---\n", "p. 3", "\\begin{x}", "```", "|", "]("),
    "notebook": ('"source": [', '"cell_type": ', "null", "[[", "@a", '<cite data-cite=\\"a\\">'),
    "pandoc": ('"t": ', '"c": ', '{"t": "Cite", "c": [', "null", "[[", "{}", "-1", '"citationId": ',
               '{"t": "Space"}, ', '{"t": "Note", "c": ['),
    "site-page": ("[@bush1945", "@turing1950", "[^1]", "\n[^1]: ", "\\bibliography", "<div>",
                  "::: {#refs}", "<div markdown>", "`", "~~~\n", "\n    ", "\n> ", "](", "*", "]"),
    "html-page": ('<span class="citeformat-citation" data-cites="', "[[{&quot;id&quot;: ", "[]",
                  "</span>", '">', '<div id="refs-x"></div>', '<div class="footnote">', "</p>",
                  '<li id="fn:1">', '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">',
                  "</ol>", "&quot;"),
    "style": ("<text ", "<group>", "</group>", "<choose><if ", ' variable="title"', "<names ",
              ' macro="m"', ' prefix="', "<date-part ", ' form="short"', "<macro name=\"n\">"),
    "markup": ("<span ", "</span>", '<span class="nocase">', "<sc>", "“", "”", "’", "«", "»", "?."),
    "dates": ("/", "~", "?", "..", "Jan", "spring", "BC", "0000", "13", "T10:00Z"),
}  # fmt: skip
"""Kind -> pieces of it; those of `""` are for all kinds."""

_SAME = dict.fromkeys(("crossref", "datacite", "openalex", "stream"), "csl-json")
"""Kind -> the kind that has its pieces."""


def records() -> list[Record]:
    """Make the records of `ITEMS`."""
    return [Record.from_csl(item) for item in ITEMS]


def fragments_of(kind: str) -> tuple[str, ...]:
    """Return pieces that texts of a kind are made of."""
    return (*FRAGMENTS[""], *FRAGMENTS.get(_SAME.get(kind, kind), ()) * 3)


def seeds_of(kind: str) -> tuple[str, ...]:
    """Return texts of a kind: those of `TEXTS`, and what the writer of the format makes."""
    texts = TEXTS.get(kind, ())
    if kind in WRITERS.names():
        texts = (*texts, str(citeformat.convert(records(), to=kind)))
    return texts
