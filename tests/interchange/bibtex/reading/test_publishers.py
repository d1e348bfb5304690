"""What publishers, databases and old files write into BibTeX."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.interchange.bibtex.reading.to_record import read

# Fields of an entry, and the variables that are read from it; None for a missing one.
ENTRIES: list[tuple[str, str, dict[str, Any]]] = [
    # HTML entities, with and without TeX's escapes
    ("article", r"journal={Geometry &amp; Topology}", {"container-title": "Geometry & Topology"}),
    ("article", r"journal={A {\&}amp; B}", {"container-title": "A & B"}),
    ("article", r"journal={A \&amp; B}", {"container-title": "A & B"}),
    ("article", r"journal={A {\&}amp$\mathsemicolon$ B}", {"container-title": "A & B"}),
    ("article", r"note={&quot;x&quot; &#8211; &alpha; &unknown; AT&T}",
     {"note": "\"x\" – α &unknown; AT&T"}),
    ("misc", r"url={https://x.org/a?b=1&amp;c=2}", {"URL": "https://x.org/a?b=1&c=2"}),
    ("article", r"note={It{\&}{\#}8217;s &amp;amp; \&amp;\#945; R&amp;D;}",
     {"note": "It’s & α R&D;"}),
    # Tags of ADS, Scopus, Wiley and JATS
    ("article", r"title={{CO<SUB>2</SUB> in {Water}}}",
     {"title": '<span class="nocase">CO<sub>2</sub> in Water</span>'}),
    ("article", r"title={CO<inf>2</inf>, H{\textless}SUB{\textgreater}2$<$/SUB$>$O}",
     {"title": "CO<sub>2</sub>, H<sub>2</sub>O"}),
    ("article", r"title={<jats:italic>a</jats:italic> <scp>{DNA}</scp> <em>}",
     {"title": '<i>a</i> <span style="font-variant:small-caps;"><span class="nocase">DNA'
               "</span></span> <em>"}),
    # Crossref: text as formulas, accents after their letters
    ("article", r"title={On $\less$i$\greater$X$\less$/i$\greater$}", {"title": "On <i>X</i>"}),
    ("article", r"title={{$\upalpha$}-synuclein}", {"title": "α-synuclein"}),
    ("article", r"note={CD4$\mathplus$ GaN$\slash$AlN}", {"note": "CD4+ GaN/AlN"}),
    ("article", r"note={He{\'}le{\`}ne s{\v}x}", {"note": "Hélène šx"}),
    # The number of an article without pages
    ("article", r"articleno={12}, numpages={31}", {"page": "12", "number-of-pages": "31"}),
    ("article", r"art_number={101}, pages={}", {"page": "101"}),
    ("article", r"article-number={7}", {"page": "7"}),
    # No value
    ("article", r"volume={n/a}, number={N/A}, pages={n/a--n/a}",
     {"volume": None, "issue": None, "page": None}),
    ("article", r"volume={null}, number={NA}, pages={---}",
     {"volume": None, "issue": None, "page": None}),
    ("article", r"number={N}, pages={?--12}", {"issue": "N", "page": "?-12"}),
    # A genre that repeats the type
    ("article", r"type={Journal Article}", {"genre": None}),
    ("article", r"type={Review}", {"genre": "Review"}),
    ("article", r"doi={10.1000/x}, note={doi: 10.1000/x}", {"DOI": "10.1000/x", "note": None}),
    # Addresses
    ("misc", r"howpublished={\href{https://x.org/~a}{\texttt{x.org}}}",
     {"URL": "https://x.org/~a", "publisher": None}),
    ("misc", r"howpublished={Available at: \url{https://x.org/a}}",
     {"URL": "https://x.org/a", "publisher": None}),
    ("misc", r"howpublished={https://x.org/a}, url={https://x.org/a}",
     {"URL": "https://x.org/a", "publisher": None}),
    ("misc", r"howpublished={Blog of Ann, \url{https://x.org/a}}",
     {"publisher": "Blog of Ann", "URL": "https://x.org/a"}),
    ("misc", r"howpublished={Online; <https://x.org/a>}",
     {"publisher": None, "URL": "https://x.org/a", "type": "webpage"}),
    ("misc", r"howpublished={\emph{The Site}: \url{https://x.org/a}, [Accessed 5-May-2019]}",
     {"publisher": "<i>The Site</i>", "URL": "https://x.org/a", "type": "webpage",
      "accessed": {"date-parts": [[2019, 5, 5]]}}),
    ("misc", r"howpublished={\url{https://x.org/a}, \url{https://y.org/b}}",
     {"publisher": "https://x.org/a, https://y.org/b", "URL": None}),
    ("misc", r"howpublished={Software, \url{https://x.org/b}}, url={https://x.org/a}",
     {"publisher": "Software, https://x.org/b", "URL": "https://x.org/a"}),
    # A note that another variable can hold
    ("misc", r"note={URL: \url{https://x.org/a}}",
     {"note": None, "URL": "https://x.org/a", "type": "webpage"}),
    ("misc", r"note={Slides: \url{https://x.org/a}}",
     {"note": "Slides: https://x.org/a", "URL": None, "type": "document"}),
    ("article", r"doi={http://doi.acm.org/10.1145/1.2}", {"DOI": "10.1145/1.2"}),
    ("article", r"note={DOI 10.1000/x}", {"note": None, "DOI": "10.1000/x"}),
    ("misc", r"url={https://x.org/a}, note={[Online; accessed 22-July-2004]}",
     {"note": None, "accessed": {"date-parts": [[2004, 7, 22]]}}),
    ("misc", r"url={https://x.org/a}, urldate={2005-01-02}, note={Accessed: 2004-07-22}",
     {"note": "Accessed: 2004-07-22", "accessed": {"date-parts": [[2005, 1, 2]]}}),
    ("article", r"note={cited By 12}", {"note": None}),  # Scopus
    ("article", r"note={Cited by: 3; Export Date: 5 May 2019}", {"note": None}),
    ("article", r"type={Article; Proceedings Paper}", {"genre": None}),  # Web of Science
    ("article", r"type={Article; Retraction}", {"genre": "Article; Retraction"}),
    ("article", r"note={a\symbol{126}b}", {"note": "a~b"}),
    ("article", r"doi={10.1/a{\textless}1{\textgreater}2}", {"DOI": "10.1/a<1>2"}),
    ("article", r"doi={10.1/a\ensuremath{<}1$>$2}", {"DOI": "10.1/a<1>2"}),
    ("article", r"eprint={https://x.org/a.pdf}", {"URL": None, "number": None, "publisher": None}),
    ("article", r"doi={10.1/x}, note={https://doi.org/10.1/X}", {"note": None}),
    ("misc", r"url={https://x.org/a}, note={\url{https://x.org/a}}", {"note": None}),
    ("misc", r"howpublished={https://x.org}, url={https://x.org/}",
     {"URL": "https://x.org/", "publisher": None}),
    ("misc", r"howpublished={[Online]. Available: https://x.org/a}",
     {"URL": "https://x.org/a", "publisher": None}),
    ("misc", r"howpublished={Online: \texttt{https://x.org/a}}", {"URL": "https://x.org/a"}),
    ("misc", r"howpublished={\url{https://x.org/a} (last accessed on 3 May 2020)}",
     {"URL": "https://x.org/a", "accessed": {"date-parts": [[2020, 5, 3]]}}),
    ("misc", r"howpublished={\url{https://x.org/a}, accessed often}",
     {"publisher": "https://x.org/a, accessed often"}),
    ("article", r"doi={\href{https://doi.org/10.1/x}{10.1/x}}", {"DOI": "10.1/x"}),
    ("misc", r"type={misc}, url={https://x.org}", {"genre": None}),
    ("article", r"note={$\Updelta$ 5 $\mathminus$ 3 $\Alpha$}", {"note": "Δ 5 − 3 Α"}),
    ("article", r"eprint={/doi/pdf/10.1080/x}",
     {"URL": None, "number": None, "type": "article-journal"}),
    ("article", r"eprint={https://arxiv.org/pdf/1501.00001v2.pdf}",
     {"URL": "https://arxiv.org/abs/1501.00001v2", "number": "arXiv:1501.00001v2"}),
    ("misc", r"eprint={hep-th/9711200}", {"number": "arXiv:hep-th/9711200", "type": "article"}),
    ("article", r"elocation-id={e12}", {"page": "e12"}),
    # Web of Science and HAL put all values in two pairs of braces
    ("article", r"language={{German}}, eprint={{1501.00001}}, archiveprefix={{arXiv}}",
     {"language": "de", "URL": "https://arxiv.org/abs/1501.00001"}),
    ("book", r"langid={{ngerman}}, editor={A B}, editortype={{compiler}}",
     {"language": "de", "compiler": [{"family": "B", "given": "A"}]}),
    ("article", r"pages={1-+}, eissn={2345-6789}", {"page": "1+", "ISSN": "2345-6789"}),
    ("article", r"issn={0317-8471}, eissn={2345-6789}", {"ISSN": "0317-8471"}),
    ("article", r"pages={7--7}", {"page": "7"}),  # IEEE
    ("article", r"pages={C-1--C-1}", {"page": "C-1-C-1"}),
    ("software", r"eid={10.5281/zenodo.1}, doi={10.5281/zenodo.1}",  # ADS
     {"page": None, "DOI": "10.5281/zenodo.1"}),
    ("article", r"abbrev_source_title={J. X}, page_count={7}",  # Scopus
     {"container-title-short": "J. X", "number-of-pages": "7"}),
    # Zotero writes preprints so, and fields that it does not know to the note
    ("misc", r"doi={10.48550/arXiv.1501.00001}, note={arXiv:1501.00001 [cs]}, publisher={arXiv}",
     {"type": "article", "number": "arXiv:1501.00001", "publisher": "arXiv", "note": None}),
    ("misc", r"note={arXiv:hep-th/9711200}",
     {"type": "article", "number": "arXiv:hep-th/9711200", "note": None}),
    ("misc", r"note={arXiv: a story}", {"type": "document", "note": "arXiv: a story"}),
    ("article", r"note={\_eprint: https://x.org/a.pdf}", {"note": None}),
    ("article", r"note={Conference Name: X}", {"note": None}),
    ("misc", r"note={US Patent 6,265,123}",  # Google Scholar
     {"type": "patent", "genre": "US Patent", "number": "6,265,123", "note": None}),
    ("misc", r"note={EP Patent App. 12/345}", {"genre": "EP Patent App.", "number": "12/345"}),
    ("misc", r"note={US Patent pending}", {"type": "document", "note": "US Patent pending"}),
    ("phdthesis", r"type={Theses}", {"genre": "PhD thesis"}),  # HAL
    ("misc", r"bdsk-url-1={https://x.org/a}", {"URL": "https://x.org/a"}),  # BibDesk
    ("misc", r"bdsk-url-1={https://x.org/a}, url={https://x.org/b}", {"URL": "https://x.org/b"}),
    ("book", r"series={S}, number={No. 12}", {"collection-number": "12"}),
    ("article", r"volume={T. 3}, number={H. 2}", {"volume": "3", "issue": "2"}),
    # MathSciNet and zbMATH
    ("article", r"journal={Adv. Math.}, fjournal={Advances in Mathematics}",
     {"container-title": "Advances in Mathematics", "container-title-short": "Adv. Math."}),
    ("article", r"note={Gel{\cprime}fand, \polhk{E}wa, Franc{\ocirc{u}}}",
     {"note": "Gelʹfand, Ęwa, Franců"}),
    ("article", r"fjournal={Advances}", {"container-title": "Advances"}),
    ("book", r"series={Lect. Notes}, fseries={Lecture Notes}",
     {"collection-title": "Lecture Notes"}),
    ("article", r"note={\ubar{h} \tie{ia} \bold{x}}", {"note": "ẖ i͡a <b>x</b>"}),
    ("article", r"note={\soft{L}ub \Dbar{} \cftil{o} $\Bbb R$}", {"note": "Ľub Đ ỗ ℝ"}),
    # A title twice
    ("book", r"title={The {B}ook}, booktitle={The Book}", {"container-title": None}),
    ("proceedings", r"title={Proceedings of X}, booktitle={Proc. X}", {"container-title": None}),
    ("book", r"title={The Book}, booktitle={The Book: A Story}", {"container-title": None}),
    ("book", r"booktitle={The Book}", {"title": "The Book", "container-title": None}),
    ("book", r"title={A Part}, booktitle={The Book}", {"container-title": "The Book"}),
    ("techreport", r"title={T}, booktitle={T}", {"container-title": None}),
    # The BibLaTeX manual, 2.2.2 (series), 3.14.7 (eprint), and fields of old versions
    ("article", r"series={newseries}", {"collection-title": "new series"}),
    ("book", r"eprint={abc}, eprinttype={googlebooks}",
     {"URL": "https://books.google.com/books?id=abc"}),
    ("book", r"eprint={2027/x}, eprinttype={hdl}", {"URL": "https://hdl.handle.net/2027/x"}),
    ("book", r"origyear={1959}, urlyear={2019}, urlmonth={6}, urlday={4}",
     {"original-date": {"date-parts": [[1959]]}, "accessed": {"date-parts": [[2019, 6, 4]]}}),
    # Words around numbers
    ("article", r"volume={Vol.~12}, number={No. 3,}, pages={p.\,7}",
     {"volume": "12", "issue": "3", "page": "7"}),
    ("article", r"volume={Bd. 12}, number={Heft 3}, pages={S. 7--9.}",
     {"volume": "12", "issue": "3", "page": "7-9"}),
    ("article", r"volume={Volume XII}, number={Special issue 3}, pages={S12--S14}",
     {"volume": "XII", "issue": "Special issue 3", "page": "S12-S14"}),
    ("article", r"issn={ISSN: 2689-6575(ELECTRONIC),26896567(PRINT)}",
     {"ISSN": "2689-6575,26896567"}),
    ("book", r"isbn={ISBN 978-3-16-148410-0 (hbk)}", {"ISBN": "978-3-16-148410-0"}),
    # No number yet: Taylor & Francis and SAGE, and PsycINFO
    ("article", r"volume={0}, number={0}, pages={1--9}",
     {"volume": None, "issue": None, "page": "1-9"}),
    ("article", r"volume={0}, number={1}", {"volume": "0", "issue": "1"}),
    ("article", r"pages={No Pagination Specified-No Pagination Specified}", {"page": None}),
    # DOIs in addresses: escaped, and with the proxy of a library
    ("article", r"doi={http://dx.doi.org/10.1371%2Fjournal.pone.0063906}",
     {"DOI": "10.1371/journal.pone.0063906"}),
    ("article", r"doi={https://doi-org.proxy.example.edu/10.1000/a}", {"DOI": "10.1000/a"}),
    ("article", r"doi={https://dx.doi.org.proxy.example.edu:443/10.1000/a}",
     {"DOI": "10.1000/a"}),
    ("misc", r"url={<https://x.org/a>}", {"URL": "https://x.org/a"}),
    # Imprints of library catalogues (ISBD, area 4), as Mendeley exports them
    ("book", r"publisher={Cambridge; Malden, MA : Polity Press, 2010}",
     {"publisher": "Polity Press", "publisher-place": "Cambridge; Malden, MA"}),
    ("book", r"publisher={Oslo : P}, address={Bergen}",
     {"publisher": "P", "publisher-place": "Bergen"}),
    # DBLP
    ("article", r"ee={https://doi.org/10.1000/x}, url={http://dblp.org/x}",
     {"DOI": "10.1000/x", "URL": "http://dblp.org/x"}),
    ("article", r"ee={http://example.org/x.pdf}", {"URL": "http://example.org/x.pdf"}),
    # The date of a visit under other names, and in other languages
    ("misc", r"lastchecked={5 May 2019}", {"accessed": {"date-parts": [[2019, 5, 5]]}}),
    ("misc", r"lastaccessed={2019-05-05}", {"accessed": {"date-parts": [[2019, 5, 5]]}}),
    ("misc", r"note={Zugriff am 5.5.2019}", {"accessed": {"date-parts": [[2019, 5, 5]]}}),
    ("misc", r"note={Consulté le 5 mai 2019}", {"accessed": {"date-parts": [[2019, 5, 5]]}}),
    # biber: a month completes a date that is only a year
    ("article", r"date={2001}, month=may", {"issued": {"date-parts": [[2001, 5]]}}),
    ("article", r"year={$\sim$1998}", {"issued": {"date-parts": [[1998]], "circa": True}}),
    ("article", r"year={1998}, month={May 1998}", {"issued": {"date-parts": [[1998, 5]]}}),
    ("article", r"year={1998}, month={3 May, 1998}", {"issued": {"date-parts": [[1998, 5, 3]]}}),
    # "In" belongs to the style
    ("inproceedings", r"booktitle={In Proc. of X}", {"container-title": "Proc. of X"}),
    ("incollection", r"booktitle={In: A Book}", {"container-title": "A Book"}),
    ("incollection", r"booktitle={In Vivo Methods}", {"container-title": "In Vivo Methods"}),
    ("article", r"year={1998}, month={mid-May}", {"issued": {"date-parts": [[1998, 5]]}}),
]  # fmt: skip


@pytest.mark.parametrize(("type", "fields", "expected"), ENTRIES)
def test_fields(type: str, fields: str, expected: dict[str, Any]) -> None:
    records = read(f"@{type}{{k, {fields}}}")

    item = records[0].to_csl()
    assert {variable: item.get(variable) for variable in expected} == expected
    assert records.problems == ()


def test_a_page_of_the_web_with_its_address_as_eprint() -> None:
    address = "https://stats.stackexchange.com/q/1"
    (record,) = read(
        f"@MISC{{k, TITLE={{T}}, HOWPUBLISHED={{Forum}}, EPRINT={{{address}}}, URL={{{address}}}}}"
    )

    assert (record.type, record.URL, record.number) == ("webpage", address, None)


def test_a_formula_that_stays_tex_is_reported() -> None:
    records = read("@book{k,\n title={On $\\mathop{\\rm SL}_2$}}")

    (problem,) = records.problems
    assert (problem.line, "title keeps TeX" in problem.message) == (2, True)


def test_ids_are_other_keys() -> None:
    records = read("@book{p, ids={old, older}, title={P}}\n@inbook{i, crossref={older}, title={T}}")

    assert (records["i"].container_title, records.problems) == ("P", ())


def test_a_member_may_name_its_set() -> None:
    records = read(
        "@set{s, entryset={a,b}}\n@book{a, entryset={s}, title={A}}\n@book{b, title={B}}"
    )

    assert [record.title for record in records] == ["A", "A", "B"]
    assert [problem.severity for problem in records.problems] == ["info"]


def test_an_unknown_command_is_reported_once_with_the_number_of_its_uses() -> None:
    records = read(
        "@book{a,\n title={\\mine{} x}}\n@book{b,\n title={\\mine{} y},\n note={\\other{} z}}"
    )

    first, second = records.problems
    assert (first.line, first.record, "2 times" in first.hint) == (2, "a", True)
    assert (second.line, "times" in second.hint) == (5, False)
    assert [first.belongs_to({key}) for key in ("a", "b", "c")] == [True, True, False]
    assert [second.belongs_to({key}) for key in ("a", "b")] == [False, True]


def test_a_command_for_formulas_is_reported_with_its_character() -> None:
    (problem,) = read(r"@misc{k, title={\alpha rays}}").problems

    assert problem.message == r"the command \alpha is only for formulas"
    assert problem.hint == "it is read as <i>α</i>"


def test_a_field_without_a_value_is_reported() -> None:
    records = read("@misc{k,\n title = ,\n year = 2001, note = {}}")

    (problem,) = records.problems
    assert (problem.line, problem.message) == (2, "the field 'title' has no value")
    assert records[0].issued is not None


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("doi={10.1000/a 10.1000/b}", "the field has several DOIs"),
        ("url={https://doi.org/10.1000/a https://doi.org/10.1000/b}",
         "the field has several addresses"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("note", "printed"), [("a note", "a note"), ("10.1000/A.", None)])
def test_several_dois_are_reported_once_beside_a_note(
    field: str, message: str, note: str, printed: str | None
) -> None:
    records = read(f"@article{{k, {field}, note={{{note}}}}}")

    assert [problem.message for problem in records.problems] == [message]
    assert records[0].note == printed


def test_the_first_of_several_dois_is_used() -> None:
    records = read("@article{k, doi = {10.1000/a(1), 10.1000/b}}")

    assert records[0].to_csl()["DOI"] == "10.1000/a(1)"
    assert records[0].extra["custom"]["bibtex"]["doi"] == "10.1000/a(1), 10.1000/b"
    assert [problem.message for problem in records.problems] == ["the field has several DOIs"]
