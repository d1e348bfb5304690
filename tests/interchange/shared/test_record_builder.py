"""Laws of the formats of reference managers: no text raises anything but errors of this package."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import CiteformatError, Name, Record, convert, read
from citeformat.record.text.names import name_of, name_text


@pytest.mark.parametrize(
    "name",
    [
        Name("Doe", "Jane"),
        Name("Beethoven", "Ludwig", non_dropping_particle="van"),
        Name("Goethe", "Johann Wolfgang", dropping_particle="von"),
        Name("King", "Martin Luther", suffix="Jr."),
        Name(literal="Acme"),
        Name(literal="Acme, Inc."),
        Name(literal="W. Foundation"),
    ],
    ids=str,
)
def test_names_are_read_as_they_were_written(name: Name) -> None:
    assert name_of(name_text(name)) == name


_VALUES = ["Doe, Jane", ",", "1999/05/12/", "2001 Mar-Apr", "10.1000/182", "978-0-201-13447-6",
           "0896-3207", "http://a.org b", "<i>x", "&amp;&#1114112;", "-", "12-34", "\0", "\ud800",
           "{", "A. B. Doe", "*a*", "[x]{.nocase}", "~", "^", "e1 [pii]", "/", "99999999",
           ]  # fmt: skip
_TAGS = {
    "ris": ["TY  - JOUR", "TY  - ", "ER  - ", "AU  - ", "A2  - ", "TI  - ", "T2  - ", "PY  - ",
            "DA  - ", "SP  - ", "EP  - ", "SN  - ", "DO  - ", "UR  - ", "M3  - ", "C3  - ", "\n"],
    "nbib": ["PMID- ", "TI  - ", "FAU - ", "AU  - ", "DP  - ", "DEP - ", "PG  - ", "LID - ",
             "IS  - ", "PT  - Book", "      ", "\n"],
    "endnote-xml": ["<xml>", "<records>", "<record>", "</record>", "<year>", "</year>", "<dates>",
                    "</dates>", "<author>", "<pages>", "<isbn>", "&", "<!--", "<style face='bold'>",
                    "</style>", "<ref-type>", "</titles>", "<titles><title>", "<?xml ?>"],
    "csl-yaml": ["references:", "- id: x", "  type: book", "  issued:", "  - year: ", "  author:",
                 "  - family: ", "  title: ", "- ", "  ", ": ", "[", "{", "&a", "*a", "!!int", "|"],
    "cff": ["cff-version: 1", "title: ", "authors:", "- family-names: ", "year: ", "type: ",
            "identifiers:", "- type: doi", "  value: ", "references:", "preferred-citation:",
            "  authors: ", "pages: ", "month: ", "conference: ", "keywords: ", "- "],
    "hayagriva": ["x:", "  type: ", "  type: Article", "  title: ", "  title: {value: a, short: ",
                  "  author: ", "  - ", "  date: ", "  parent:", "    type: Conference",
                  "    title: ", "    parent: ", "  serial-number: {doi: ", "  url: ", "y: ",
                  "  affiliated: [{role: director, names: ", "  volume: ", "    volume: "],
    "refer": ["%0 Book", "%0 Journal Article", "%0 ", "%A ", "%E ", "%T ", "%J ", "%D ", "%8 ",
              "%P ", "%U ", "%@ ", "%N ", "%= ", "%", "\n", "text "],
    "refworks": ["RT Journal Article", "RT ", "A1 ", "A2 ", "T1 ", "JF ", "YR ", "FD ", "SP ",
                 "OP ", "SN ", "DO ", "LK ", "U1 ", "XX ", "AB ", "\n"],
    "web-of-science": ["FN X", "PT J", "PT B", "PT ", "AU ", "AF ", "TI ", "SO ", "PD ", "PY ",
                       "CY ", "BP ", "EP ", "AR ", "SN ", "UT ", "   ", "ER", "EF", "\n"],
    "pubmed-xml": ["<PubmedArticleSet>", "<PubmedArticle>", "</PubmedArticle>", "<MedlineCitation>",
                   "</MedlineCitation>", "<PMID>", "</PMID>", "<Article>", "</Article>",
                   "<ArticleTitle>", "</ArticleTitle>", "<PubDate><Year>", "</Year></PubDate>",
                   "<AuthorList><Author><LastName>", "</LastName></Author></AuthorList>", "<Book>",
                   "<PubmedBookArticle><BookDocument>", "<i>", "</i>", "<MedlinePgn>", "&", "<!--"],
    "mods": ["<modsCollection>", "<mods>", "</mods>", "<titleInfo>", "<titleInfo><title>",
             "</title></titleInfo>", "<name>", "<namePart>", "<namePart type='family'>",
             "</namePart>", "</name>", "<relatedItem type='host'>", "</relatedItem>", "<part>",
             "<originInfo><dateIssued>", "</dateIssued></originInfo>", "<genre>", "</genre>",
             "<identifier type='doi'>", "</identifier>", "<extent><start>", "&", "<!--"],
}  # fmt: skip


def _texts(format: str) -> st.SearchStrategy[str]:
    line = st.tuples(st.sampled_from(_TAGS[format]), st.sampled_from(["", *_VALUES])).map("".join)
    return st.lists(line, max_size=15).map("\n".join)


@pytest.mark.slow
@pytest.mark.parametrize("format", sorted(_TAGS))
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(format: str, data: st.DataObject) -> None:
    text = data.draw(_texts(format))
    try:
        records = read(text, format=format)
    except CiteformatError:
        return

    assert len(set(records.ids)) == len(records)
    assert [*records] == [Record.from_csl(record.to_csl()) for record in records]
    for to in ("bibtex", "ris", "endnote-xml", "refer", "csl-yaml", "hayagriva", "cff"):
        read(str(convert(records, to=to)), format=to)
