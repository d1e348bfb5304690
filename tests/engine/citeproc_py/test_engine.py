"""The engine "citeproc-py": what it adds to citeproc-py."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Record, Style
from citeformat.engine.citeproc_py.run import Run

CSL = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  {locale}
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>{sort}<layout>{layout}</layout></bibliography>
</style>
"""


def style(layout: str, sort: str = "", locale: str = "") -> Style:
    return Style.from_string(
        CSL.format(layout=layout, sort=sort, locale=locale), engine="citeproc-py"
    )


def render(layout: str, data: dict[str, Any], locale: str = "") -> str:
    record = Record.from_csl({"id": "x", **data})
    return style(layout, locale=locale).bibliography([record])[0].html


def test_exception_becomes_a_problem_and_a_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    made = style('<text variable="title"/>')
    records = [Record.from_csl({"id": id, "title": f"T {id}"}) for id in "abc"]
    original = Run.register

    def register(self: Run, item: Any) -> None:
        original(self, item)
        if item.key == "1":
            self.bibliography.source["1"]["title"] = object()  # citeproc-py cannot render it

    monkeypatch.setattr(Run, "register", register)
    monkeypatch.setattr("citeproc.model.Text.markup", _raise_on_objects)
    bibliography = made.bibliography(records)

    assert [entry.text for entry in bibliography] == ["T a", "T b.", "T c"]
    assert [entry.fallback for entry in bibliography] == [False, True, False]
    assert [(fault.severity, fault.record) for fault in bibliography.problems] == [("error", "b")]


def _raise_on_objects(self: Any, text: Any, language: Any) -> Any:
    if type(text) is object:
        raise ZeroDivisionError("inside")
    return str(text)


def test_unsortable_entries_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    def sort_keys(self: Any, items: Any, context: Any) -> list[str]:
        for item in items:
            if item.key == "0":
                raise ZeroDivisionError("inside")
        return [str(item.reference["title"]) for item in items]

    monkeypatch.setattr("citeproc.model.Key.sort_keys", sort_keys)
    made = style('<text variable="title"/>', '<sort><key variable="title"/></sort>')
    records = [Record.from_csl({"id": id, "title": id}) for id in ("a", "c", "b")]
    bibliography = made.bibliography(records)

    assert [entry.id for entry in bibliography] == ["b", "c", "a"]
    assert [fault.severity for fault in bibliography.problems] == ["warning"]


def test_unknown_locale_is_a_warning() -> None:
    made = Style.load("apa", locale="tlh", engine="citeproc-py")

    assert ["tlh" in fault.message for fault in made.problems] == [True]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2012, 1]]}, "2012 January"),
        ({"date-parts": [[2012, 14]]}, "2012 Summer"),
        ({"date-parts": [[2012]], "season": 3}, "2012 Autumn"),
        ({"raw": "2012-02"}, "2012 February"),
        ({"raw": "early 2012"}, "early 2012"),
        ({"literal": "n.d."}, "n.d."),
        ({"date-parts": [[-43]]}, "43 BC"),
    ],
)
def test_dates(date: dict[str, Any], text: str) -> None:
    layout = ('<date variable="issued" delimiter=" "><date-part name="year"/>'
              '<date-part name="month"/></date>')  # fmt: skip

    assert render(layout, {"issued": date}) == text


def test_markup_of_titles_is_formatting() -> None:
    title = "On <i>E. coli</i> & H<sub>2</sub>O"

    assert render('<text variable="title"/>', {"title": title}) == (
        "On <i>E. coli</i> &amp; H<sub>2</sub>O"
    )


def test_case_protection_does_not_part_words() -> None:
    data = {"title": 'the <span class="nocase">TeX</span>book of x', "language": "en"}

    assert render('<text variable="title" text-case="title"/>', data) == "The TeXbook of X"


def test_quotation_marks_nest_and_take_punctuation() -> None:
    layout = '<text variable="title" quotes="true" suffix=","/><text value=" x"/>'

    assert render(layout, {"title": 'A "b" c'}) == "“A ‘b’ c,” x"


def test_names_of_newer_variables_are_printed() -> None:
    layout = '<names variable="director"/>'

    assert render(layout, {"director": [{"literal": "D"}]}) == "D"


def test_delimiter_of_a_localized_date() -> None:
    locale = ('<locale><date form="text" delimiter=" "><date-part name="year"/>'
              '<date-part name="month"/></date></locale>')  # fmt: skip

    layout = '<date variable="issued" form="text"/>'
    assert render(layout, {"issued": {"date-parts": [[2012, 1]]}}, locale) == "2012 January"


def test_initialize_false_keeps_given_names() -> None:
    author = {"author": [{"family": "B", "given": "Ann"}]}
    layout = '<names variable="author"><name {}/></names>'

    assert render(layout.format('initialize-with="."'), author) == "A. B"
    assert render(layout.format('initialize-with="." initialize="false"'), author) == "Ann B"


def test_condition_on_disambiguation_is_false() -> None:
    layout = ('<choose><if disambiguate="true"><text value="yes"/></if>'
              '<else><text value="no"/></else></choose>')  # fmt: skip

    assert render(layout, {"title": "T"}) == "no"


def test_time_grows_with_the_number_of_records_only() -> None:
    """Two thousand records do not need four million comparisons: keys are in a table."""
    made = style('<text variable="title"/>')
    records = [Record.from_csl({"id": str(number), "title": "T"}) for number in range(2000)]

    assert [entry.text for entry in made.bibliography(records)][-1] == "T"
