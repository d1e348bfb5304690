"""Entries of every kind are written and read again as the same records."""

from __future__ import annotations

import pytest

from citeformat import convert
from citeformat.interchange import read

ENTRIES = [
    "@article{x, author={A B}, journal={J}, number=3, issue={Spring}, year=1999, pages={1--2}}",
    "@article{x, title={T}, eprint={1501.1}, archiveprefix={arXiv}, primaryclass={cs.DL}}",
    "@article{x, title={T}, journal={J}, eprint={123}, eprinttype={pubmed}}",
    "@article{x, title={T}, journal={J}, eprint={77}, eprinttype={jstor}, doi={10.1000/1}}",
    "@article{x, title={T}, journal={J}, journaltitle={K}, date={1999-05-01T10:00}}",
    "@article{x, title={T}, journal={J}, year=1999, month={foo}, day=7}",
    "@article{x, title={T}, journal={J}, date={1999}, year={2000}, month=may}",
    "@article{x, title={T}, journal={J}, eid={e12}, year={to appear}}",
    "@misc{x, title={T}, howpublished={\\url{http://a.org/x_y}}, year=1999}",
    "@misc{x, title={T}, howpublished={Available at \\url{http://a.org}}}",
    "@misc{x, title={T}, organization={O}, url={http://a.org}}",
    "@misc{x, title={T}, publisher={O}, url={http://a.org}}",
    "@misc{x, title={T}, url={http://a.org http://b.org}}",
    "@manual{x, title={T}, organization={O}, publisher={P}, edition={Third}}",
    "@proceedings{x, title={T}, organization={O}, publisher={P}, editor={A B and others}}",
    "@techreport{x, title={T}, institution={I}, number=7, type={Memo}}",
    "@phdthesis{x, title={T}, school={S}, type={Habilitation}}",
    "@mastersthesis{x, title={T}, school={S}}",
    "@inbook{x, title={T}, chapter=3, publisher={P}, series={S}, number=4, volume=2}",
    "@incollection{x, title={T}, booktitle={B}, editor={A B}, editortype={compiler}}",
    "@inproceedings{x, title={T}, booktitle={B}, eventtitle={E}, eventdate={2001-01/2001-02}}",
    "@book{x, title={A}, subtitle={B}, titleaddon={C}, maintitle={M}, volumes=3, isbn={1}}",
    "@book{x, title={{All} of it}, shorttitle={It}, origdate={1900}, langid={german}}",
    "@book{x, author={van Gogh, V.}, title={T}, options={useprefix=true}}",
    "@book{x, author={family=Gogh, given=Vincent, prefix=van, useprefix=false, id=7}}",
    "@book{x, title={T}, language={English and French}, pubstate={inpress}, addendum={A}}",
    "@book{x, title={T}, language={english}, langid={klingon}}",
    "@unpublished{x, title={T}, eventtitle={E}, venue={V}}",
    "@patent{x, title={T}, number={7}, location={DE}, type={patentus}, holder={A B}}",
    "@patent{x, title={T}, number={7}, location={countryde and countryus}}",
    "@patent{x, title={T}, number={7}, location={countryde and {X, Y} and Z}}",
    "@jurisdiction{x, title={T}, institution={Court}, date={1999-12-31}}",
    "@online{x, title={T}, organization={O}, url={http://a.org}, urldate={2001-02-03}}",
    "@dataset{x, title={T}, version={1.2}, publisher={P}}",
    "@movie{x, title={T}, director={A B}}",
    "@periodical{x, journal={J}, year=1999, issn={0000-0000}}",
    "@periodical{x, title={J}, issuetitle={I}, year=1999}",
    "@article{x, title={T}, journal={J}, issuetitle={I}, series={newseries}}",
    "@article{x, title={T}, journal={J}, series={2}, volume=3}",
    "@book{x, title={T}, series={2}, maintitle={M}, mainsubtitle={S}, volume=3}",
    "@inbook{x, title={T}, maintitle={M}, booktitle={B}, volume=3}",
    "@inproceedings{x, title={T}, maintitle={Why? {NASA}}, booktitle={B}}",
    "@journal_article{x, title={T}, journal={J}, number=3}",
    "@article{x, title={T}, entrysubtype={magazine}, journal={J}}",
    "@customa{x, title={T}, usera={U}, number=3}",
    "@book{x, title={T $\\frac{a}{b}$ of \\TeX}, author={{\\'E}cole and {Acme, Inc.}}}",
]
GROUPS = [
    "@book{a, title={A}, volume=3, crossref={b}} @mvbook{b, title={B}, subtitle={C}}",
    "@book{a, title={A}, crossref={b}} @mvbook{b, title={B}, subtitle={C}}",
    "@inbook{x, title={X}, crossref={a}} @book{a, title={A}, crossref={b}} @mvbook{b, title={B}}",
    "@inproceedings{a, title={A}, booktitle={D}, crossref={b}} @mvproceedings{b, title={B}}",
    "@inproceedings{a, title={A}, crossref={b}} @proceedings{b, title={B}, editor={C D}}",
    "@set{s, entryset={a,b}} @book{a, title={A}} @article{b, title={B}, journal={J}, number=2}",
    "@book{a, title={A}, related={b}} @book{b, title={B}}",
]


@pytest.mark.parametrize("text", ENTRIES + GROUPS)
def test_biblatex_keeps_the_records(text: str) -> None:
    records = read(text)
    made = convert(records, to="biblatex")

    assert list(read(str(made), format="bibtex")) == list(records)
    assert made.losses == ()


@pytest.mark.parametrize("text", [text for text in ENTRIES + GROUPS if "family=" not in text])
def test_bibtex_keeps_the_fields(text: str) -> None:
    records = read(text)
    made = convert(records, to="bibtex")
    again = read(str(made), format="bibtex")
    other_type = {loss.record for loss in made.losses if loss.field == "type"}

    for one, other in zip(records, again, strict=True):
        assert one.fields == other.fields or one.id in other_type


def test_fields_from_xdata_are_written_out() -> None:
    text = "@xdata{p, publisher={P}} @book{a, title={A}, xdata={p}}"
    made = convert(text, to="biblatex")

    assert "publisher = {P}" in made
    assert "xdata =" not in made
    assert [loss.field for loss in made.losses] == ["xdata"]
