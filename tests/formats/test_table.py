"""The table of formats, and what other packages add to it."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint

import pytest

from citeformat import Record, Style
from citeformat.errors import FormatError
from citeformat.formats import FORMATS, Format, Markup, get_format

SHOUT = Markup("shout", {"a": "A"}, {})


def points(*found: EntryPoint) -> object:
    def entry_points(*, group: str, name: str) -> list[EntryPoint]:
        return [each for each in found if (each.group, each.name) == (group, name)]

    return entry_points


def test_every_format_keeps_the_protocol() -> None:
    assert all(isinstance(each, Format) for each in FORMATS.values())
    assert all(name == each.name for name, each in FORMATS.items())


def test_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("shout", "tests.formats.test_table:SHOUT", "citeformat.formats")
    monkeypatch.setattr("importlib.metadata.entry_points", points(point))

    assert get_format("shout").write("banana") == "bAnAnA"


@pytest.mark.parametrize("value", ["tests.formats.nowhere:X", "tests.formats.test_table:points"])
def test_entry_point_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("odd", value, "citeformat.formats")
    monkeypatch.setattr("importlib.metadata.entry_points", points(point))

    with pytest.raises(FormatError, match=r"odd|output format"):
        get_format("odd")


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(FormatError, match="did you mean markdown"):
        get_format("markdwn")


def test_json() -> None:
    record = Record("ä/1", "book", {"title": "A & B", "DOI": "10.1000/1"})
    made = Style.load("apa").bibliography([record]).with_links([record])

    (entry,) = json.loads(made.to("json"))

    assert entry["id"] == "ä/1"
    assert "A & B" in entry["text"]
    assert '<a href="https://doi.org/10.1000/1">' in entry["html"]


def test_notebook_forms() -> None:
    made = Style.load("apa").bibliography([Record("x", "book", {"title": "TeX"})])

    bundle = made._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", "text/markdown"}
    assert bundle["text/markdown"] == "*TeX*. (n.d.).\n"
