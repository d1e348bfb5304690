"""Read the cases of this folder: styles (.csl) and what they print (.yaml).

In: the files, in the format that README.md describes. Out: a `Case` for each case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from citeformat import Citation, Cite, Record
from tests.samples import cited, entries, make

__all__ = ["FOLDER", "Case", "read_all", "read_cases", "style_text"]

FOLDER = Path(__file__).parent
RECORDS = FOLDER / "records"
"""Records that several files share."""

_FILE_KEYS = {"about", "lang", "records", "cases"}
_EXPECTED = {"citation", "citations", "bibliography", "order"}
_CASE_KEYS = {"description", "lang", "records"} | _EXPECTED
_CITATION_KEYS = {"cites", "text", "note", "mode", "infix", "sort"}
_CITE_KEYS = {"id", "locator", "label", "prefix", "suffix", "suppress-author", "author-only"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Case:
    """Records in a style, and what it prints for them."""

    id: str
    """`section/style: description`."""
    style: str
    """The text of the style."""
    lang: str
    records: tuple[Record, ...]
    citations: tuple[Citation, ...]
    expected: Mapping[str, list[str]]
    """What is compared (`citations`, `bibliography`, `order`) -> HTML texts, or ids."""

    def actual(self) -> dict[str, list[str]]:
        """Render what `expected` has."""
        made: dict[str, list[str]] = {}
        if "citations" in self.expected:
            made["citations"] = cited(self.style, self.records, *self.citations, lang=self.lang)
        if "bibliography" in self.expected:
            made["bibliography"] = entries(self.style, self.records, self.lang)
        if "order" in self.expected:
            document = make(self.style, self.lang).document(self.records)
            made["order"] = document.register([record.id for record in self.records])
        return made


def style_text(name: str) -> str:
    """Read the style `section/name`."""
    return (FOLDER / f"{name}.csl").read_text("utf-8")


def read_all() -> Iterator[Case]:
    """Read the cases of all sections."""
    for path in sorted(FOLDER.glob("*/*.yaml")):
        name = path.relative_to(FOLDER).with_suffix("").as_posix()
        if not path.with_suffix(".csl").is_file():
            continue  # test_each_style_has_its_cases reports it
        text = path.read_text("utf-8")
        try:
            yield from read_cases(name, text, style_text(name))
        except (ValueError, yaml.YAMLError) as error:
            raise ValueError(f"{path}: {error}") from error


def read_cases(name: str, text: str, style: str) -> list[Case]:
    """Read the cases of one file.

    Args:
        name: The style as `section/name`.
        text: The text of the .yaml file.
        style: The text of the .csl file.

    Raises:
        ValueError: The file has something that would not be tested, or lacks something.
    """
    data = yaml.load(text, Loader=_Loader)
    if not isinstance(data, dict) or not data.get("cases"):
        raise ValueError("the file has no 'cases'")
    _check_keys("the file", data, _FILE_KEYS)
    shared = {key: data[key] for key in ("lang", "records") if key in data}
    cases = [_read_case(name, style, shared, each) for each in data["cases"]]
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("two cases have the same description")
    return cases


def _read_case(name: str, style: str, shared: Mapping[str, Any], own: Mapping[str, Any]) -> Case:
    """Read a case; `shared` has what its file says for all cases."""
    _check_keys("a case", own, _CASE_KEYS)
    data = {**shared, **own}
    description = _text("the description of a case", data.get("description"))
    where = f"case {description!r}"
    if not _EXPECTED & data.keys():
        raise ValueError(f"{where} has no output: {', '.join(sorted(_EXPECTED))}")
    if {"citation", "citations"} <= data.keys():
        raise ValueError(f"{where} has both 'citation' and 'citations'")
    records = tuple(Record.from_csl(item) for item in _records(where, data.get("records")))
    expected: dict[str, list[str]] = {}
    citations: list[Citation] = []
    if "citation" in data:
        citations = [_citation({"cites": [each.id for each in records]}, 1, style)]
        expected["citations"] = [_text(where, data["citation"])]
    elif "citations" in data:
        for number, item in enumerate(data["citations"], 1):
            _check_keys(f"a citation of {where}", item, _CITATION_KEYS)
            citations.append(_citation(item, number, style))
        expected["citations"] = [_text(where, item.get("text")) for item in data["citations"]]
    for key in ("bibliography", "order"):
        if key in data:
            expected[key] = [_text(where, each) for each in data[key]]
    lang = str(data.get("lang", ""))
    return Case(f"{name}: {description}", style, lang, records, tuple(citations), expected)


def _records(where: str, records: object) -> list[dict[str, Any]]:
    """Give CSL-JSON items: a list, or those of the named file in `records/`."""
    if isinstance(records, str):
        return _records_of(records)
    if not isinstance(records, list):
        raise ValueError(f"{where} has no 'records'")
    return records


@cache
def _records_of(name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((RECORDS / f"{name}.json").read_text("utf-8"))
    return items


def _citation(item: Mapping[str, Any], number: int, style: str) -> Citation:
    """Make a citation. In a style for notes, its default note is its place in the document."""
    cites: list[Cite] = []
    for cite in item.get("cites", ()):
        fields = cite if isinstance(cite, dict) else {"id": cite}
        _check_keys(f"cite {fields}", fields, _CITE_KEYS)
        if "id" not in fields:
            raise ValueError(f"cite {fields} has no 'id'")
        cites.append(Cite.from_csl(fields))
    if not cites:
        raise ValueError(f"citation {item} has no 'cites'")
    note = item.get("note", number if 'class="note"' in style else 0)
    return Citation(
        tuple(cites),
        note_number=note,
        mode=item.get("mode", ""),
        infix=item.get("infix", ""),
        sort=item.get("sort", True),
    )


def _text(where: str, value: object) -> str:
    """Check that a value is text; YAML reads `12` as a number and `yes` as true."""
    if not isinstance(value, str):
        raise ValueError(f"{where}: {value!r} is not a text; write it in quotation marks")
    return value


def _check_keys(where: str, data: object, known: set[str]) -> None:
    if not isinstance(data, dict):
        raise ValueError(f"{where} is {data!r}; it needs keys: {', '.join(sorted(known))}")
    unknown = sorted(str(key) for key in data.keys() - known)
    if unknown:
        raise ValueError(f"{where} has unknown keys: {', '.join(unknown)}")
