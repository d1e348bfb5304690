"""Records to write seeds from, small texts of each kind, and pieces that mean something."""

from __future__ import annotations

import citeformat
from citeformat import Record
from citeformat.interchange.registry import WRITERS

__all__ = ["FRAGMENTS", "ITEMS", "TEXTS", "records", "seeds_of"]

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
    "nbib": (
        "PMID- 1\nTI  - A title\n      goes on\nFAU - Doe, Jane\nDP  - 2012 Jan-Feb\nPG  - 1-9\n"
        "LID - 10.1/x [doi]\nAB  - Text.\n\nPMID- 2\nTI  - B\n",
    ),
    "crossref": ('{"message": {"DOI": "10.1/x", "title": ["T"], "type": "journal-article"}}',),
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
    "style": ("<text ", "<group>", "</group>", "<choose><if ", ' variable="title"', "<names ",
              ' macro="m"', ' prefix="', "<date-part ", ' form="short"', "<macro name=\"n\">"),
    "markup": ("<span ", "</span>", '<span class="nocase">', "<sc>", "“", "”", "’", "«", "»", "?."),
    "dates": ("/", "~", "?", "..", "Jan", "spring", "BC", "0000", "13", "T10:00Z"),
}  # fmt: skip
"""Kind -> pieces of it; those of `""` are for all kinds."""


def records() -> list[Record]:
    """Make the records of `ITEMS`."""
    return [Record.from_csl(item) for item in ITEMS]


def seeds_of(kind: str) -> tuple[str, ...]:
    """Return texts of a kind: those of `TEXTS`, and what the writer of the format makes."""
    texts = TEXTS.get(kind, ())
    if kind in WRITERS.names():
        texts = (*texts, str(citeformat.convert(records(), to=kind)))
    return texts
