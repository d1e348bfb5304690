"""Small whole files to mutate, and pieces that mean something to a reader."""

from __future__ import annotations

__all__ = ["FRAGMENTS", "SEEDS"]

SEEDS = {
    "bibtex": [
        '@string{j = "Journal"}\n@article{a, author = {de la Cruz, Jr., Ana and {A {NASA} Team} and'
        " others}, title = {The {DNA} of $x^2$ \\emph{in vitro}: {\\'e}t{\\\"u}de}, journal = j #"
        ' " B", year = 2012, month = jan # "~1", pages = {1--9}, doi = "10.1/x"}\n',
        "@book{b, editor = {Doe, John}, title = {A}, date = {2010-01/2011~}, crossref = {c}}\n"
        "@proceedings{c, title = {P}, year = {1999}, xdata = {x}}\n@xdata{x, publisher = {Q}}\n"
        "@set{s, entryset = {b,c}}\n",
        '@comment{x}\n@preamble{"\\newcommand{\\x}{y}"}\nfree text @misc{d,\n  howpublished ='
        " {\\url{http://a.b/~c}},\n  note = \"a \\textsuperscript{2} `q' ``r''\",\n}\n",
    ],
    "ris": [
        "TY  - JOUR\r\nAU  - Doe, Jane\r\nAU  - Li, W., Jr.\r\nTI  - A title: sub\r\n"
        "PY  - 2012/01//\r\n"
        "SP  - 1\r\nEP  - 9\r\nDO  - 10.1/x\r\nKW  - a\r\nKW  - b\r\nER  - \r\n",
        "TY  - CHAP\nA1  - WHO\nT1  - B\nT2  - C\nY1  - 1999\nAB  - text\n goes on\nUR  - http://a.b\n"
        "ER  -\n\nTY  - THES\nAU  - X\nTI  - Y\nER  - \n",
    ],
}
FRAGMENTS = {
    "bibtex": [
        "{", "}", '"', "\\", "@", ",", "=", "#", "(", ")", "%", "~", "$", "&", "_", "^", "\n",
        " and ", "@article{", "\\'", "\\frac{", "--", "{\\em ", "\\begin{x}", "crossref = {a}",
        "date = {", "author = {", "\\verb|", "\\char92 ", "9" * 300, "}\n@book{z,", "\r\n",
    ],
    "ris": [
        "TY  - ", "ER  - ", "AU  - ", "PY  - ", "\n", "\r", "  - ", "ZZ  - ", "2012/13/40/", "\t",
        "TY  - NONE\n", "A" * 500, "\ufeff", "DA  - ////", "SP  - -9",
    ],
}  # fmt: skip
