"""What a new user types first, right and wrong, and what comes back.

Every wrong call ends in an error of the package, or in a `TypeError`, `ValueError`, `KeyError` or
`AttributeError` whose message says what to do. None ends in an error from the inside.
"""

from __future__ import annotations

import contextlib
import io
import traceback
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import citeformat
from citeformat import CiteformatError, Style
from citeformat.output import standalone
from citeformat.record import Record, Records

BIB = "@article{doe2020, author={Doe, Jane}, title={On things}, journal={Nature}, year=2020}"
ITEM = {"id": "roe", "type": "book", "title": "T", "author": "Roe, Bo", "issued": 2021}
FRAME = pa.table({"title": ["T"]})
"""A table with columns, as a data frame has them."""

RIGHT = [
    # reading
    ('read("refs.bib")', "<Records: 1 ('doe2020')>"),
    ('read(Path("refs.bib"))', "<Records: 1 ('doe2020')>"),
    ("read(BIB)", "<Records: 1 ('doe2020')>"),
    ("read(BIB.encode())", "<Records: 1 ('doe2020')>"),
    ("read(io.StringIO(BIB))", "<Records: 1 ('doe2020')>"),
    ("read(io.BytesIO(BIB.encode()))", "<Records: 1 ('doe2020')>"),
    ('read("refs.xyz")', "<Records: 1 ('doe2020')>"),
    ('read("empty.bib")', "<Records: 0 (), 1 problems>"),
    ('read("refs.bib", format="BibTeX")', "<Records: 1 ('doe2020')>"),
    ('read("table.csv")[0].title', "'On things'"),
    # records
    ('records["doe2020"]', "Record('doe2020', 'article-journal', author='Doe', issued='2020',"),
    ("records[0].title", "'On things'"),
    ('records[0]["container-title"]', "'Nature'"),
    ('records[0]["container_title"]', "'Nature'"),
    ('records[0].get("publisher")', "None"),
    ('records.get("nobody")', "None"),
    ('"doe2020" in records, "title" in records[0]', "(True, True)"),
    ('Record("x", "book", title="T").title', "'T'"),
    ('Record("x", "book", author="Doe, Jane").author', "(Name('Doe, Jane'),)"),
    ('Record("x", author=["Jane Doe", {"literal": "WHO"}]).author',
     "(Name('Doe, Jane'), Name('WHO'))"),
    ('Record("x", issued="2020-05").issued.month', "5"),
    ('Record("x", issued=2020, volume=3, page=12).fields', "'volume': 3, 'page': 12"),
    ('Record("x", doi="10.1000/x").DOI', "'10.1000/x'"),
    ('Record("x", publisher=None, volume=float("nan")).fields', "mappingproxy({})"),
    ('Record(12, "Journal Article")', "Record('12', 'article-journal')"),
    ("Records([ITEM])", "<Records: 1 ('roe')>"),
    ('Records.from_dicts([{"Title": "T", "Authors": "A. Lee; B. Roe"}])[0].author',
     "(Name('Lee, A.'), Name('Roe, B.'))"),
    ("Date(2020), Date((2020, 5)), Date('2020-05-17')",
     "(Date('2020'), Date('2020-05'), Date('2020-05-17'))"),
    # styles
    ('Style.load("APA")', "<Style 'apa' (en-US)>"),
    ('Style.load("apa.csl")', "<Style 'apa' (en-US)>"),
    ('Style.load("apa", locale="de_at")', "<Style 'apa' (de-AT)>"),
    ("Style.load(style)", "<Style 'apa' (en-US)>"),
    # bibliographies
    ("style.bibliography(records)", "<Bibliography: 1 ('doe2020')>"),
    ("style.bibliography(records[0])", "<Bibliography: 1 ('doe2020')>"),
    ("style.bibliography([ITEM])", "<Bibliography: 1 ('roe')>"),
    ("style.bibliography([])", "<Bibliography: 0 ()>"),
    ('style.bibliography(records)["doe2020"].text', "'Doe, J. (2020). On things."),
    ("style.bibliography(records).text", "'Doe, J. (2020). On things."),
    ("style.bibliography(records).html", "<i>Nature</i>"),
    # citations
    ('document.cite("doe2020")', "'(Doe, 2020)'"),
    ("document.cite(records[0])", "'(Doe, 2020)'"),
    ('document.cite("doe2020", locator=12)', "'(Doe, 2020, p. 12)'"),
    ('document.cite("doe2020", locator=0)', "'(Doe, 2020, p. 0)'"),
    ('document.cite("doe2020", locator=None, prefix=None)', "'(Doe, 2020)'"),
    ('document.cite("doe2020", locator="pp. 3-5")', "'(Doe, 2020, pp. 3–5)'"),
    ('document.cite("doe2020", locator=3, label="chap.")', "'(Doe, 2020, Chapter 3)'"),
    ('document.cite("doe2020", locator="§ 4")', "'(Doe, 2020, Section 4)'"),
    ('document.add(Citation("doe2020"))', "'(Doe, 2020)'"),
    ('document.cite("doe2020", suppress_author=1)', "'(2020)'"),
    ('document.cite("doe2020", suppress_author=None)', "'(Doe, 2020)'"),
    # everything else
    ('convert("refs.bib", to="bibtex", keys=None)', "'@article{doe2020"),
    ('styles.search("apa 7th")[0].name', "'apa'"),
    ('convert("refs.bib", to="ris")', "'TY  - JOUR"),
    ('convert([ITEM], to="bibtex")', "'@book{roe,"),
    ("cite_this(records[0])", "<Texts: APA, Standard, Harvard, Vancouver, Author, BIBTEX, RIS>"),
    ('cite_this(ITEM, "ieee")', "<Texts: ieee>"),
    ('cite_this(ITEM, ["APA", "mla", "biblatex", style])', "<Texts: APA, mla, biblatex, APA Style"),
    ('cite_this(ITEM)["apa"]', "'Roe, B. (2021)."),
    ('CiteThis("google scholar").texts(ITEM)', "<Texts: MLA, APA, Chicago,"),
    ('check("refs.bib")', "<Report: no problems>"),
    ('explain(records[0], "apa")', "<Explanation of 'doe2020' in apa:"),
    ('publication_list("apa", records)', "<PublicationList: 1 entries in 1 sections>"),
    ('publication_list("apa", records, ListOptions(authors="Doe J")).to("markdown")',
     "**Doe, J.**"),
]  # fmt: skip

WRONG = [
    # reading
    ('read("missing.bib")', "SourceError: there is no file named 'missing.bib'"),
    ('read(Path("missing.bib"))', "SourceError: there is no file named 'missing.bib'"),
    ('read("https://example.org/refs.bib")', "SourceError: .*and nothing from the web"),
    ('read("10.1000/182")', r"SourceError: .*citeformat.fetch\('10.1000/182'\) gets the work"),
    ('read("https://doi.org/10.1000/182")', r"SourceError: .*citeformat.fetch\('https://doi.org"),
    ('read("arXiv:2101.00001")', r"SourceError: .*citeformat.fetch\('arXiv:2101.00001'\)"),
    ('read("picture.png")', "SourceError: picture.png is not a text file"),
    ('read("plain.txt")', "FormatError: plain.txt is in none of the formats"),
    ('read(".")', "SourceError: . is a folder"),
    ("read(None)", "SourceError: a path, text, bytes or an open file is needed, not None"),
    ("read([ITEM])", r"SourceError: .*Records\(...\) takes CSL-JSON items"),
    ('read("refs.bib", format="bibtx")', "FormatError: .*did you mean bibtex"),
    ('read("refs.bib", format=5)', "FormatError: the name of the input format must be text"),
    ('read("refs.bib", encoding="utf-99")', "SourceError: .*cannot be read as utf-99"),
    ("read()", "SourceError: a path, text, bytes or an open file is needed, not None"),
    # records
    ('records["doe2021"]', "RecordNotFound: .*did you mean doe2020"),
    ("records[None]", "RecordError: the key of a record must be an id or an index"),
    ('records[0]["titel"]', "VariableNotFound: the record has no 'titel'; did you mean title"),
    ('records[0]["publisher"]', "VariableNotFound: the record has no 'publisher'"),
    ("records[0].year", "AttributeError: .*did you mean issued"),
    ("records[0].journal", "AttributeError: .*did you mean container_title"),
    ('setattr(records[0], "title", "X")', r"AttributeError: .*record.replace\(title=...\)"),
    ("list(records[0])", "TypeError: 'Record' object is not iterable"),
    ("Record()", "TypeError: .*missing 1 required positional argument: 'id'"),
    ('Record("")', "RecordError: a record needs an id"),
    ('Record("x", "boook")', "RecordError: unknown type 'boook'; did you mean book"),
    ('Record("x", year=2020)', "RecordError: CSL has no variable 'year'; did you mean issued"),
    ('Record("x", title=b"T")', "RecordError: title must be text, not b'T'"),
    ('Record("x", title=object())', "RecordError: title must be text, not <object"),
    ('Record("x", title=["A", "B"])', "RecordError: title has 2 values; give the one"),
    ('Record("x", volume=True)', "RecordError: volume must be text, not True"),
    ('Record("x", issued=True)', "RecordError: issued must be a date, such as '2020-05'"),
    ('Record("x", issued={"jahr": 2020})', "RecordError: issued has no part of a date, but jahr"),
    ('Record("x", author=5)', r"RecordError: author must be a list of names, such as \['Doe, J"),
    ('Record("x", author="Jane Doe, John Smith")', "RecordError: .*give a list of names"),
    ('Record("x", author=[{"first": "Jane", "last": "Doe"}])',
     "RecordError: .*'first' is 'given' in CSL, 'last' is 'family' in CSL"),
    ('Record("x", fields="title")', "RecordError: fields must be an object"),
    ('Record("x", extra={"title": "T"})', "RecordError: title is a variable of CSL"),
    ('records[0].replace(titel="X")', "RecordError: .*did you mean title"),
    ('Record.from_csl({"title": "T"})', "RecordError: a CSL-JSON item needs an id"),
    ("Record.from_csl(None)", "RecordError: a CSL-JSON item must be an object, not None"),
    ('Records("refs.bib")', "RecordError: .*see citeformat.read"),
    ('Records.from_dicts("refs.csv")', "RecordError: rows must be a list of objects"),
    ('Records.from_dicts([], columns={"title": "Titel"})',
     r"RecordError: .*write \{'Titel': 'title'\}"),
    ('Records.from_dicts([], columns={"Titel": "titel"})', "RecordError: .*did you mean title"),
    ("Date(2020, 5, 17)", r"RecordError: the parts of a date are one argument: Date\(\(2020"),
    ('Date("May 2020")', r"RecordError: .*Date\(raw=...\) takes text"),
    ("Name(['Doe'])", "RecordError: the part family of a name must be text"),
    # styles
    ('Style("apa")', r"TypeError: .*Style.load\('apa'\)"),
    ("Style.load(None)", "TypeError: a style is a name, a path or CSL text, not None"),
    ('Style.load("vancuver")', "StyleNotFound: .*did you mean vancouver"),
    ('Style.load("")', "StyleNotFound: there is no style named ''"),
    ('Style.load("./missing.csl")', "StyleNotFound: there is no file named 'missing.csl'"),
    ('Style.load("x" * 5000)', "StyleNotFound: there is no style named 'x{200}...'$"),
    ('Style.load("missing.csl")', "StyleNotFound: there is no file named 'missing.csl'"),
    ('Style.load("./\\ud800.csl")', "StyleNotFound: there is no file named"),
    ('Style.load("refs.bib")', "StyleNotFound: there is no style named 'refs.bib'"),
    ('Style.load("bad.csl")', "InvalidStyle: .*this is not a CSL style"),
    ('Style.load("<style>")', "InvalidStyle: .*is not valid"),
    ('Style.load("apa", locale="german")', "StyleError: 'german' is not a language tag"),
    ('Style.load("apa", locale=5)', "StyleError: 5 is not a language tag"),
    ('Style.load("apa", engine="fast")', "StyleError: there is no engine named 'fast'"),
    ('Style.load("apa", styles_folder=5)', "TypeError: the folder of styles is a path, not 5"),
    ("styles.search(5)", "TypeError: search takes words in one text, such as 'apa 7th', not 5"),
    ('styles.search(["apa"])', "TypeError: search takes words in one text"),
    ("styles.search(None)", "TypeError: search takes words in one text"),
    ("styles.names(5)", "TypeError: the folder of styles is a path, not 5"),
    # bibliographies
    ('style.bibliography("refs.bib")', "RecordError: .*see citeformat.read"),
    ("style.bibliography(None)", "RecordError: a list of records is needed, not NoneType"),
    ('compare_styles(records, "apa")', "StyleError: a comparison needs two styles or more"),
    ('tidy("refs.bib", TidyOptions(sort="key"))', r"TypeError: tidy takes a BibFile, .*open\(path"),
    ('tidy(BibFile(BIB.encode()), "key")', r"TypeError: tidy takes a BibFile, .*TidyOptions\("),
    ('standalone(bibliography, "html")', r"TypeError: .*such as bibliography.to\('html'\)"),
    ("style.bibliography(FRAME)", "RecordError: .*Records.from_dicts makes records of them"),
    ('style.bibliography(["doe2020"])', "RecordError: 'doe2020' is not a record"),
    ('style.bibliography({"title": "T"})', "RecordError: a CSL-JSON item needs an id"),
    ('style.bibliography([{"title": "T"}])', "RecordError: a CSL-JSON item needs an id"),
    ("style.bibliography()", "TypeError: .*missing 1 required positional argument: 'records'"),
    ('bibliography["doe2021"]', "RecordNotFound: .*did you mean doe2020"),
    ("bibliography[None]", "TypeError: an entry is found by its index or its id"),
    ('bibliography.to("htm")', "FormatError: .*did you mean html"),
    ('bibliography.to("docx")', "FormatError: .*citeformat.to_docx writes them"),
    ("bibliography.to(None)", "FormatError: the name of the output format must be text"),
    ('bibliography.with_links("x")', "RecordError: a list of records is needed"),
    # citations
    ('document.cite("doe2021")', "RecordNotFound: .*did you mean doe2020"),
    ("document.cite()", "TypeError: cite needs the id of a record"),
    ("document.cite(5)", "TypeError: cite takes an id, a Record or a Cite, not 5"),
    ('document.cite(["doe2020"])', "TypeError: cite takes an id, a Record or a Cite"),
    ('document.cite("doe2020", locator=3, label="pgae")', "ValueError: .*did you mean 'page'"),
    ('document.cite("doe2020", locator=[3])', "TypeError: a locator is text or a number"),
    ('document.cite("doe2020", prefix=["see"])', "TypeError: the prefix of a cite is text"),
    ('document.cite("doe2020", note_number="one")', "TypeError: the number of a note is a number"),
    ('document.cite("doe2020", page=12)', "TypeError: .*unexpected keyword argument 'page'"),
    ('document.add("doe2020")', "TypeError: a Citation is needed.*cite takes ids"),
    ("Citation([5])", "TypeError: a citation has Cite values or ids, not 5"),
    ("Cite(None)", "TypeError: the id of a cite is text, not None"),
    ('document.cite("doe2020", suppress_author="no")',
     "TypeError: suppress_author is True or False, not 'no'"),
    ('Cite("doe2020", author_only=[])', r"TypeError: author_only is True or False, not \[\]"),
    ('document.bibliography(include="book")',
     r"TypeError: include takes a list of conditions, such as \[\{\"field\".* not 'book'"),
    ("document.bibliography(exclude=5)", "TypeError: exclude takes a list of conditions"),
    ('document.bibliography(select=["book"])', "TypeError: select takes a list of conditions"),
    ('document.bibliography(quash={"field": "type", "value": "book"})',
     "TypeError: quash takes a list of conditions"),
    ('document.bibliography(include=[{"type": "book"}])',
     "TypeError: include takes a list of conditions"),
    # everything else
    ('convert("refs.bib", to="csl-json", indent="x")',
     "FormatError: indent must be a number of blanks, not 'x'"),
    ('convert("refs.bib", to="csl-json", indent=-1)', "FormatError: indent must be a number of"),
    ('convert("refs.bib", to="csl-json", indent=True)', "FormatError: indent must be a number of"),
    ('convert("refs.bib", to="bibtex", ascii="no")',
     "FormatError: ascii must be True or False, not 'no'"),
    ('convert("refs.bib", to="bibtex", keys=5)', "FormatError: keys must be a pattern"),
    ('convert("refs.bib", to="cff", message=5)', "FormatError: message must be text, not 5"),
    ('convert("refs.bib", to="risk")', "FormatError: .*did you mean ris"),
    ('convert("refs.bib", to=None)', "FormatError: the name of the format to convert to"),
    ('convert("refs.bib")', "TypeError: .*missing 1 required keyword-only argument: 'to'"),
    ('convert(["x"], to="ris")', "FormatError: 'x' is not a record"),
    ("cite_this(records)", r"RecordError: .*not Records; take one, as in records\[0\]"),
    ('cite_this("doe2020")', "RecordError: 'doe2020' is not a record"),
    ('cite_this(ITEM, "nonsense")', "FormatError: there is no set 'nonsense'"),
    ('cite_this(ITEM, ["APA", "nonsense"])', "FormatError: the box has no output 'nonsense'"),
    ('cite_this(ITEM)["MLA"]', "KeyError: .*the box has no text 'MLA'; it has APA"),
    ("CiteThis(5)", "FormatError: expected a Box, the name of a set or outputs"),
    ('Box("apa")', "FormatError: the outputs of a box are Output values"),
    ('check("missing.bib")', "SourceError: there is no file named 'missing.bib'"),
    ('check(records, style="nosuchstyle")', "StyleNotFound: there is no style named 'nosuchstyle'"),
    ('check(records).to("html")', "FormatError: .*text, json or github"),
    ('explain("doe2020", "apa")', "RecordError: 'doe2020' is not a record"),
    ("explain(ITEM)", "TypeError: .*missing 1 required positional argument: 'style'"),
    ('publication_list(records, "apa")', "TypeError: a style is a name, a path or CSL text"),
    ('publication_list("apa", records, {"sections": "year"})',
     "TypeError: the options are a ListOptions"),
    ('BibFile("refs.bib")', "TypeError: .*BibFile.open takes its path"),
    ('to_docx("refs.docx")', "TypeError: a bibliography, a list or a box is needed"),
]  # fmt: skip


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a new user has imported and made, in a folder with a few files."""
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    (tmp_path / "refs.xyz").write_text(BIB, "utf-8")
    (tmp_path / "empty.bib").write_text("", "utf-8")
    (tmp_path / "table.csv").write_text("title,year\nOn things,2020\n", "utf-8")
    (tmp_path / "plain.txt").write_text("Dear reader,\nthis is a letter.\n", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\1\2")
    (tmp_path / "bad.csl").write_text("<style/>", "utf-8")
    monkeypatch.chdir(tmp_path)
    records = citeformat.read("refs.bib")
    style = Style.load("apa")
    public = {name: getattr(citeformat, name) for name in citeformat.__all__}
    return {
        **public, "io": io, "Path": Path, "BIB": BIB, "ITEM": ITEM, "FRAME": FRAME,
        "records": records, "style": style, "bibliography": style.bibliography(records),
        "document": style.document(records), "standalone": standalone,
    }  # fmt: skip


def test_there_are_enough_calls() -> None:
    assert len(RIGHT) + len(WRONG) >= 60


@pytest.mark.parametrize(("call", "result"), RIGHT, ids=[call for call, _ in RIGHT])
def test_right_call(call: str, result: str, names: dict[str, Any]) -> None:
    shown = repr(eval(call, names))

    assert result in shown


@pytest.mark.parametrize(("call", "error"), WRONG, ids=[call for call, _ in WRONG])
def test_wrong_call(call: str, error: str, names: dict[str, Any]) -> None:
    name, _, message = error.partition(": ")
    with pytest.raises((CiteformatError, TypeError, LookupError, AttributeError, ValueError),
                       match=rf"(?s){message}") as caught:  # fmt: skip
        eval(call, names)

    assert type(caught.value).__name__ == name
    # the package raised it, or Python did so before anything was called
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.filename == "<string>" or (last.line or "").startswith("raise ")


def test_a_wrong_cite_does_not_spoil_the_document(names: dict[str, Any]) -> None:
    document = names["document"]
    for details in ({"prefix": 5}, {"locator": ["3"]}, {"label": "pgae", "locator": 3}):
        with contextlib.suppress(TypeError, ValueError):
            document.cite("doe2020", **details)

    assert document.cite("doe2020") == "(Doe, 2020)"
    assert len(document.bibliography()) == 1


def test_repr_of_long_values_is_short() -> None:
    items = [Record(f"r{number}", "book", title="T" * 500) for number in range(200)]
    records = Records(items)
    style = Style.load("apa")

    for value in (records, records[0], style.bibliography(records), style,
                  citeformat.check(records), citeformat.explain(items[0], style),
                  citeformat.publication_list(style, records), citeformat.cite_this(items[0]),
                  citeformat.CiteThis("pubmed")):  # fmt: skip
        assert len(repr(value)) < 150
