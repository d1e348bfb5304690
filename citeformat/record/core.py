"""One work that can be cited, with a typed attribute for every CSL variable.

In: a CSL-JSON object (`Record.from_csl`), or values (`Record(id, type, title=...)`). Out: CSL-JSON
again (`to_csl`). Nothing is dropped: `extra` keeps the keys that CSL 1.0.2 does not define.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from citeformat._util.surrogates import replace_surrogates
from citeformat.csl.variables import TYPES
from citeformat.errors import Problem, RecordError, VariableNotFound
from citeformat.record.date import Date
from citeformat.record.display import NotebookRepr, html_table, markdown_table
from citeformat.record.fields import Fields, Value, near_variables, variable_named
from citeformat.record.values.arguments import (
    checked_extra,
    converted,
    typed_fields,
    variable_of,
)
from citeformat.record.values.checks import Note, refuse_unclear, wrong_value
from citeformat.record.values.items import read_item
from citeformat.record.values.texts import has_id, record_id
from citeformat.record.values.types import csl_type
from citeformat.record.works import only_work

__all__ = ["Record", "TitleCase", "Value"]

TitleCase: TypeAlias = Literal["as-is", "sentence"]
"""How styles print English titles in title case: as they are, or in sentence case."""
_MOST_NAMED = 3
"""The number of unknown keys that a message names."""


class Record(NotebookRepr, Fields):
    """One work: an id, a CSL type, and values of CSL variables. It is immutable.

    Values that are clear are converted: `2020`, `"2020-05"` and a `datetime.date` to a `Date`;
    `"Doe, Jane"`, `"Jane Doe"` and a list of texts or objects to names; numbers to text. `None` and
    NaN mean that the variable is absent.

    Args:
        id: The key by which it is cited; it is case-sensitive. A number becomes text.
        type: A type of CSL 1.0.2, such as `"article-journal"`.
        fields: CSL variable -> value: `str` for text (with CSL-JSON's markup: `<i>`, `<sup>`,
            `<span class="nocase">`), `str` or `int` for numbers, `Date` for dates,
            a tuple of `Name` for names.
        extra: Keys that CSL does not define, with JSON values.
        file: The file that it was read from. Equal records may have different files.
        line: The line where it began, counted from 1, or 0. Equal records may have different lines.
        titles: `"sentence"`, if styles are to print its English titles in sentence case, or
            `"as-is"`. The default is `"sentence"` for the records of .bib files only.
        variables: More values of CSL variables, by the names of their attributes.

    Raises:
        RecordError: CSL has no variable or type of this name, or a value cannot be converted.

    >>> record = Record("knuth", "book", title="TeX", author="Knuth, Donald E.", issued=1984)
    >>> record.author[0].family, record.title, record.issued.year
    ('Knuth', 'TeX', 1984)
    """

    __slots__ = ("_hash", "extra", "fields", "file", "id", "line", "titles", "type")

    id: str
    type: str
    extra: Mapping[str, Any]
    file: str
    line: int
    titles: TitleCase | None

    def __init__(
        self,
        id: str | int,
        type: str = "document",
        fields: Mapping[str, Any] | None = None,
        *,
        extra: Mapping[str, Any] | None = None,
        file: str | os.PathLike[str] = "",
        line: int = 0,
        titles: TitleCase | None = None,
        **variables: Any,
    ) -> None:
        if id.__class__ is not str or not id:
            id = record_id(id)
        if type.__class__ is not str or type not in TYPES:
            type = csl_type(type, refuse_unclear)
        if titles is not None and titles not in get_args(TitleCase):
            raise wrong_value("titles", titles, "'as-is' or 'sentence'")
        typed = typed_fields(fields) if fields else {}
        if variables:
            typed |= converted(variables)
        _fill(self, id, type, typed, checked_extra(extra) if extra else {}, file, line, titles)

    @classmethod
    def from_csl(
        cls,
        data: Mapping[str, Any],
        *,
        file: str = "",
        line: int = 0,
        problems: list[Problem] | None = None,
    ) -> Record:
        """Make a record from a CSL-JSON item.

        Lone surrogates, which no encoding can hold, are replaced by U+FFFD.

        Args:
            data: The item. `id` may be a number; older spellings of variables
                (`journalAbbreviation`, `shortTitle`, `event`) become those of CSL 1.0.2, and so do
                Python's (`container_title`) and those in another case (`doi`). `None` and NaN mean
                that the variable is absent. Values are converted as `Record` converts them.
                Types of Crossref, Zotero and BibTeX become the nearest types of CSL.
            file: The file that it is in.
            line: The line where it begins.
            problems: A list to which a problem is added for each value that is not as CSL-JSON
                has it. With it, a value that cannot be read is left out, and an unknown type
                becomes `document`.

        Raises:
            RecordError: The item is not an object, has no id or is nested too deeply. Without
                `problems`, also for an unknown type and a value that cannot be read or may mean
                something else.

        >>> Record.from_csl({"id": 1, "type": "book", "title": "TeX"})
        Record('1', 'book', title='TeX')
        """
        if data.__class__ is not dict and not isinstance(data, Mapping):
            raise wrong_value("a CSL-JSON item", data, "an object")
        if not has_id(data):
            raise RecordError("a CSL-JSON item needs an id")
        id = record_id(replace_surrogates(data["id"]))
        found: list[Problem] = []

        def report(message: str, action: str, /, **_details: bool | str) -> None:
            found.append(Problem("warning", message, file, line, action, id))

        note: Note = refuse_unclear if problems is None else report
        item = read_item(data, note)
        type = csl_type(data.get("type"), note)
        if problems is not None:
            if item.extra and not item.fields and not item.errors:
                names = ", ".join(map(repr, list(item.extra)[:_MOST_NAMED]))
                report(f"the item has no variable of CSL; it has {names}", "its reference is empty")
            if item.replaced:
                names = replace_surrogates(", ".join(map(str, item.replaced)))
                hint = "U+FFFD replaces each of them"
                message = f"lone surrogates in {names}"
                problems.append(Problem("warning", message, file, line, hint, id))
            problems += found
            for error in item.errors:
                hint = "the value was left out"
                problems.append(Problem("error", str(error), file, line, hint, id))
        elif item.errors:
            raise item.errors[0]
        record = object.__new__(cls)
        _fill(record, id, type, item.fields, item.extra, file, line)
        return record

    @classmethod
    def from_crossref(
        cls,
        data: Mapping[str, Any],
        *,
        file: str = "",
        line: int = 0,
        problems: list[Problem] | None = None,
    ) -> Record:
        """Make a record from a work of Crossref's REST API.

        Args:
            data: The work, or the answer whose `message` it is. Its id is the DOI, or else is
                made of author and year.
            file: The file that it is in.
            line: The line where it begins.
            problems: As for `from_csl`.

        Raises:
            RecordError: The answer has no work or several. Without `problems`, also for a value
                that cannot be read.

        >>> Record.from_crossref({"DOI": "10.1000/x", "type": "monograph", "title": ["TeX"]})
        Record('10.1000/x', 'book', title='TeX')
        """
        item = only_work("crossref", data)
        return cls.from_csl(item, file=file, line=line, problems=problems)

    @classmethod
    def from_datacite(
        cls,
        data: Mapping[str, Any],
        *,
        file: str = "",
        line: int = 0,
        problems: list[Problem] | None = None,
    ) -> Record:
        """Make a record from the attributes of a DOI in DataCite's REST API.

        Args:
            data: The attributes, or the answer whose `data` has them. The id is the DOI, or
                else is made of author and year.
            file: The file that it is in.
            line: The line where it begins.
            problems: As for `from_csl`.

        Raises:
            RecordError: The answer has no work or several. Without `problems`, also for a value
                that cannot be read.

        >>> Record.from_datacite({"doi": "10.1000/x", "titles": [{"title": "Data"}],
        ...                       "types": {"resourceTypeGeneral": "Dataset"}})
        Record('10.1000/x', 'dataset', title='Data')
        """
        item = only_work("datacite", data)
        return cls.from_csl(item, file=file, line=line, problems=problems)

    @classmethod
    def from_openalex(
        cls,
        data: Mapping[str, Any],
        *,
        file: str = "",
        line: int = 0,
        problems: list[Problem] | None = None,
    ) -> Record:
        """Make a record from a work of OpenAlex.

        Args:
            data: The work. Its id is the DOI, or else the id of OpenAlex.
            file: The file that it is in.
            line: The line where it begins.
            problems: As for `from_csl`.

        Raises:
            RecordError: The answer has no work or several. Without `problems`, also for a value
                that cannot be read.

        >>> Record.from_openalex({"id": "https://openalex.org/W1", "type": "book", "title": "TeX"})
        Record('W1', 'book', title='TeX')
        """
        item = only_work("openalex", data)
        return cls.from_csl(item, file=file, line=line, problems=problems)

    def to_csl(self) -> dict[str, Any]:
        """Return the CSL-JSON item of this record, from which `from_csl` makes an equal one.

        >>> Record("x", "book", {"issued": Date(((1984,),))}).to_csl()
        {'id': 'x', 'type': 'book', 'issued': {'date-parts': [[1984]]}}
        """
        result: dict[str, Any] = {"id": self.id, "type": self.type}
        for variable, value in self.fields.items():
            if isinstance(value, Date):
                result[variable] = value.to_csl()
            elif isinstance(value, tuple):
                result[variable] = [name.to_csl() for name in value]
            else:
                result[variable] = value
        result.update(self.extra)
        return result

    def replace(
        self,
        *,
        id: str | int | None = None,
        type: str | None = None,
        extra: Mapping[str, Any] | None = None,
        file: str | os.PathLike[str] | None = None,
        line: int | None = None,
        titles: TitleCase | None = None,
        **variables: Any,
    ) -> Record:
        """Make a copy with other values. What is not given stays.

        Values are converted as `Record` converts them.

        Args:
            id: Another id.
            type: Another CSL type.
            extra: Other keys that CSL does not define, instead of all that there are.
            file: Another file.
            line: Another line.
            titles: Another case for its titles in reference lists.
            variables: Values of CSL variables by the names of their attributes
                (`container_title="Nature"`); `None` removes the variable.

        Raises:
            RecordError: CSL has no variable of this name, or a value cannot be converted.

        >>> Record("x", "book", title="TeX").replace(title="LaTeX", issued="1985-06").title
        'LaTeX'
        """
        fields = dict(self.fields)
        for name in variables:
            fields.pop(variable_of(name), None)
        fields |= converted(variables)
        made = Record(
            self.id if id is None else id,
            self.type if type is None else type,
            extra=self.extra if extra is None else extra,
            file=self.file if file is None else file,
            line=self.line if line is None else line,
            titles=self.titles if titles is None else titles,
        )
        object.__setattr__(made, "fields", MappingProxyType(fields))  # they are typed already
        return made

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a variable, `"id"` or `"type"`, or the default if it is absent.

        >>> Record("x", "book", title="TeX").get("container-title", "?")
        '?'
        """
        try:
            return self[name]
        except VariableNotFound:
            return default

    def __getitem__(self, name: str) -> Any:
        """Return the value of a variable, `"id"` or `"type"`.

        Args:
            name: The name, as CSL (`"container-title"`) or Python (`"container_title"`) spells it.

        Raises:
            VariableNotFound: The record has no such variable. It is a `KeyError`.

        >>> Record("x", "book", title="TeX")["title"]
        'TeX'
        """
        if name in ("id", "type"):
            return self.id if name == "id" else self.type
        variable = variable_named(name)
        if variable is not None and variable in self.fields:
            return self.fields[variable]
        if isinstance(name, str) and name in self.extra:
            return self.extra[name]
        raise VariableNotFound(str(name), [] if variable else near_variables(name))

    def __contains__(self, name: object) -> bool:
        """Whether the record has a value for this variable."""
        return name in ("id", "type") or variable_named(name) in self.fields or name in self.extra

    __iter__ = None
    """A record is not a sequence; `fields` has its variables."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return (
            self.id == other.id
            and self.type == other.type
            and self.fields == other.fields
            and self.extra == other.extra
        )

    def __hash__(self) -> int:
        if not self._hash:
            value = hash((self.id, self.type, frozenset(self.fields.items())))
            object.__setattr__(self, "_hash", value or 1)
        return self._hash

    def __repr__(self) -> str:
        shown = [repr(self.id), repr(self.type)]
        if self.author:
            names = ", ".join(name.literal or name.family for name in self.author[:3])
            shown.append(f"author={names!r}")
        if self.issued:
            shown.append(f"issued={str(self.issued)!r}")
        if self.title:
            title = self.title if len(self.title) <= 60 else self.title[:57] + "..."
            shown.append(f"title={title!r}")
        return f"Record({', '.join(shown)})"

    def _rows(self) -> list[tuple[str, str]]:
        """Return the rows of a table of all fields."""
        rows = [("id", self.id), ("type", self.type)]
        for variable, value in self.fields.items():
            text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            rows.append((variable, text))
        return rows

    def _repr_html_(self) -> str:
        return html_table((), self._rows())

    def _repr_markdown_(self) -> str:
        return markdown_table(("field", "value"), self._rows())

    if not TYPE_CHECKING:  # type checkers know all attributes

        def __getattr__(self, name: str) -> Any:
            near = [] if name.startswith("_") else near_variables(name)
            meant = " or ".join([each.replace("-", "_") for each in near])
            hint = f"; did you mean {meant}?" if meant else ""
            raise AttributeError(f"a record has no attribute {name!r}{hint}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a record is immutable; use record.replace({name}=...)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a record is immutable; use record.replace(...)")

    def __reduce__(self) -> tuple[Any, ...]:
        fields = dict(self.fields)  # mapping proxies cannot be pickled
        return (
            Record,
            (self.id, self.type, fields),
            (dict(self.extra), self.file, self.line, self.titles),
        )

    def __setstate__(self, state: tuple[dict[str, Any], str, int, TitleCase | None]) -> None:
        """Set what a pickled record has besides the arguments of its constructor."""
        extra, file, line, titles = state
        _fill(self, self.id, self.type, dict(self.fields), extra, file, line, titles)

    _hash: int


_NO_EXTRA: Mapping[str, Any] = MappingProxyType({})


def _fill(
    record: Record,
    id: str,
    type: str,
    fields: dict[str, Value],
    extra: dict[str, Any],
    file: str | os.PathLike[str],
    line: int,
    titles: TitleCase | None = None,
) -> None:
    """Set the values of a new record, which are of the right types already."""
    if line.__class__ is not int:
        raise wrong_value("line", line, "the number of a line")
    put = object.__setattr__
    put(record, "id", id)
    put(record, "type", type)
    put(record, "fields", MappingProxyType(fields))
    put(record, "extra", MappingProxyType(extra) if extra else _NO_EXTRA)
    put(record, "file", file if file.__class__ is str else os.fspath(file))
    put(record, "line", line)
    put(record, "titles", titles)
    put(record, "_hash", 0)
