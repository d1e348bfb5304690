"""Abbreviations of journals, titles, places and institutions."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.errors import SourceError

TABLE: dict[str, Any] = {
    "name": {"of": 3},
    "default": {
        "container-title": {"Lloyd's Law Reports": "Lloyd's Rep", "Journal of <i>X</i>": "J. X"},
        "place": {"New York": "N.Y."},
        "institution-entire": {"Cambridge University Press": "CUP"},
        "title": {"Uniform Commercial Code": "UCC"},
        "number": {"1": "one"},
        "comment": "a list of a law school",
    },
    "us": {"container-title": {"Lloyd's Law Reports": "Ll. Rep."}},
}


@pytest.mark.parametrize(
    ("variable", "value", "jurisdiction", "short"),
    [
        ("container-title", "Lloyd's Law Reports", "", "Lloyd's Rep"),
        ("container-title", "lloyd's  law reports.", "", "Lloyd's Rep"),
        ("container-title", "Lloyd's Law Reports", "US", "Ll. Rep."),
        ("container-title", "Lloyd's Law Reports", "gb", "Lloyd's Rep"),
        ("container-title", "Lloyd's", "", ""),
        ("collection-title", "Lloyd's Law Reports", "", ""),
        ("publisher-place", "New York", "", "N.Y."),
        ("event-place", "New York", "", "N.Y."),
        ("publisher", "Cambridge University Press", "", "CUP"),
        ("title", "Uniform Commercial Code", "", "UCC"),
    ],
)
def test_short_forms(variable: str, value: str, jurisdiction: str, short: str) -> None:
    assert Abbreviations(TABLE).short_form(variable, value, jurisdiction) == short


def test_only_variables_that_the_table_has_are_looked_up() -> None:
    assert set(Abbreviations(TABLE).variables) >= {"container-title", "publisher", "title"}
    assert "collection-title" not in Abbreviations(TABLE).variables
    assert Abbreviations({}).variables == ()


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.json"
    path.write_text("\ufeff" + json.dumps(TABLE), encoding="utf-8")
    read = Abbreviations.read(path)

    for each in (read, pickle.loads(pickle.dumps(read)), copy.deepcopy(read)):
        assert each.short_form("event-place", "New York") == "N.Y."
        assert repr(each) == "<Abbreviations: 7>"


@pytest.mark.parametrize("text", ["[]", '{"default": 3}', "nonsense", "\0"])
def test_a_bad_file_is_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"bad\.json"):
        Abbreviations.read(path)
    with pytest.raises(SourceError, match=r"none\.json"):
        Abbreviations.read(tmp_path / "none.json")
