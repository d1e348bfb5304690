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
    "refer": [
        "%0 Journal Article\n%A Doe, Jane\n%A Ann Lee\n%T A title\n%J J\n%V 2\n%N 3\n%P 1-9\n"
        "%@ 0028-0836\n%D 2001\n%8 May 5\n%K a\nb\n%X text\n\nmore\n%U http://a.b\n"
        "\n%0 Book\n%T B\n",
        "%A Donald E. Knuth\n%T A\n%B B\n%D May 1984\n\n%A X\n%T Y\n",
    ],
    "refworks": [
        "RT Book, Section\nSR Print(0)\nID 1\nA1 Doe,Jane\nA2 Roe,B.\nT1 A\nT2 B\nYR 2001\n"
        "FD May 5\n"
        "SP 1\nOP 9\nK1 a;b\nSN 0201038013\nLK http://a.b\nU5 x\n"
        "\nRT Journal Article\nT1 B\nJF J\n",
    ],
    "web-of-science": [
        "FN Clarivate\nVR 1.0\nPT J\nAU Doe, JA\n   Lee, B\nAF Doe, Jane A.\n"
        "   Lee, Bo\nTI A\n   b\n"
        "SO J OF X\nDT Article\nCT C\nCY MAY 1-2, 2000\nPD JUL-AUG\nPY 2001\n"
        "BP 1\nEP 9\nUT W:1\nER\n\nEF\n",
    ],
    "pubmed-xml": [
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal>"
        "<JournalIssue><PubDate><MedlineDate>2000 Dec-2001 Jan</MedlineDate></PubDate>"
        "</JournalIssue><Title>J</Title></Journal><ArticleTitle>[On <i>x</i>].</ArticleTitle>"
        "<AuthorList CompleteYN='N'><Author><LastName>de X</LastName><ForeName>J A</ForeName>"
        "</Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    ],
    "mods": [
        "<mods><titleInfo><nonSort>The</nonSort><title>T</title></titleInfo><name type='personal'>"
        "<namePart>Doe, J., 1950-</namePart><role><roleTerm>aut</roleTerm></role></name>"
        "<originInfo><dateIssued point='start'>1990</dateIssued></originInfo><relatedItem"
        " type='host'><titleInfo><title>J</title></titleInfo><part><detail type='volume'><number>"
        "1</number></detail><extent unit='page'><start>1</start></extent></part></relatedItem>"
        "<identifier type='isbn'>0201038013</identifier></mods>",
    ],
    "hayagriva": [
        "a:\n  type: Article\n  title: {value: '{A} b', short: A}\n  author: [Doe, {name: X}]\n"
        "  date: ~2001-05\n  serial-number: {doi: 10.1/x}\n  url: {value: 'http://a', date: 2020}\n"
        "  parent:\n  - {title: J, volume: 2, issue: 3}\n  - type: Conference\n    title: C\n",
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
    "refer": ["%0 ", "%A ", "%D ", "%8 ", "\n", "\n\n", "%", "%% ", "\t", "A" * 500, "0000"],
    "refworks": ["RT ", "A1 ", "YR ", "FD ", "SN ", "\n", "U16 ", "A" * 500, "0/0/0", "AB "],
    "web-of-science": ["PT ", "ER\n", "EF\n", "AU ", "\n   ", "CY ", "PD ", "A" * 500, "-", ";"],
    "pubmed-xml": ["<PMID>", "</Article>", "<i>", "</i>", "&lt;", "&", "<!--", "<Year>", "<Book>"],
    "mods": ["<mods>", "</mods>", "<part>", "&", "<name>", "</name>", "<title>", "type='host'"],
    "hayagriva": ["{", "}", "[", "]", ":", "\n", "  ", "- ", "parent: ", "~", "&a", "*a", "'", '"'],
}  # fmt: skip
