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
from citeformat.csl.variables import ALIASES, KIND, TYPES, Kind
from citeformat.errors import Problem, RecordError, VariableNotFound
from citeformat.record.csl_values import (
    Note,
    csl_type,
    doi_value,
    has_id,
    is_deep,
    is_missing,
    members_of,
    record_id,
    refuse_unclear,
    typed_value,
    wrong_value,
)
from citeformat.record.date import Date
from citeformat.record.display import NotebookRepr, html_table, markdown_table
from citeformat.record.fields import Fields, Value, near_variables, variable_named
from citeformat.record.name import Name
from citeformat.record.works import only_work

__all__ = ["Record", "TitleCase", "Value"]

TitleCase: TypeAlias = Literal["as-is", "sentence"]
"""How styles print English titles in title case: as they are, or in sentence case."""


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
        if line.__class__ is not int:
            raise wrong_value("line", line, "the number of a line")
        typed = _typed_fields(fields) if fields else {}
        if variables:
            typed |= _converted(variables)
        put = object.__setattr__
        put(self, "id", id)
        put(self, "type", type)
        put(self, "fields", MappingProxyType(typed))
        put(self, "extra", MappingProxyType(_checked_extra(extra)) if extra else _NO_EXTRA)
        put(self, "file", file if file.__class__ is str else os.fspath(file))
        put(self, "line", line)
        put(self, "titles", titles)
        put(self, "_hash", 0)

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
        if not isinstance(data, Mapping):
            raise wrong_value("a CSL-JSON item", data, "an object")
        if not has_id(data):
            raise RecordError("a CSL-JSON item needs an id")
        given = data if isinstance(data, dict) else dict(data)
        try:
            data = replace_surrogates(given)
        except RecursionError:
            raise RecordError("a CSL-JSON item is nested too deeply") from None
        if data is not given and problems is not None:
            changed = [name for name, value in given.items() if data.get(name) is not value]
            message = replace_surrogates(f"lone surrogates in {', '.join(map(str, changed))}")
            hint = "U+FFFD replaces each of them"
            problems.append(Problem("warning", message, file, line, hint, str(data["id"])))
        id = record_id(data["id"])

        def report(message: str, action: str, /, **_details: bool | str) -> None:
            found.append(Problem("warning", message, file, line, action, id))

        deep = [
            name for name, value in data.items()
            if value.__class__ in (dict, list) and is_deep(value)
        ]  # fmt: skip
        if deep:
            data = {name: value for name, value in data.items() if name not in deep}
        errors = [RecordError(f"{name} is nested too deeply") for name in deep]
        found: list[Problem] = []
        note: Note = refuse_unclear if problems is None else report
        fields, extra = _fields_and_extra(data, note, errors)
        type = csl_type(data.get("type"), note)
        if problems is not None:
            problems.extend(found)
            for error in errors:
                hint = "the value was left out"
                problems.append(Problem("error", str(error), file, line, hint, id))
        elif errors:
            raise errors[0]
        return cls(id, type, fields, extra=extra, file=file, line=line)

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
            fields.pop(_variable(name), None)
        fields |= _converted(variables)
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
        put = object.__setattr__
        put(self, "extra", MappingProxyType(extra) if extra else _NO_EXTRA)
        put(self, "file", file)
        put(self, "line", line)
        put(self, "titles", titles)

    _hash: int


_NO_EXTRA: Mapping[str, Any] = MappingProxyType({})


_TYPES_OF_KINDS: dict[Kind, tuple[type, ...]] = {
    "text": (str,), "number": (str, int), "date": (Date,), "names": (tuple,),
}  # fmt: skip
_TYPES_OF = {variable: _TYPES_OF_KINDS[kind] for variable, kind in KIND.items()}
"""Variable -> the types that its values have in a record."""


def _typed_fields(fields: Mapping[str, Any]) -> dict[str, Value]:
    """Return variables with values of the right types. Usually they have these already."""
    if not isinstance(fields, Mapping):
        raise wrong_value("fields", fields, "an object with CSL variables")
    for variable, value in fields.items():
        types = _TYPES_OF.get(variable)
        if types is None or value.__class__ not in types:
            return _converted(fields)
        if value.__class__ is tuple:
            for name in value:
                if name.__class__ is not Name:
                    return _converted(fields)
    return dict(fields)


def _converted(values: Mapping[str, Any]) -> dict[str, Value]:
    """Convert the values that a program gives for variables.

    Raises:
        RecordError: There is no such variable, or a value is not clear.
    """
    fields: dict[str, Value] = {}
    for name, value in values.items():
        variable = _variable(name)
        if is_missing(value):
            continue
        typed = typed_value(variable, value, refuse_unclear)
        if typed is not None and typed != ():
            fields[variable] = typed
    return fields


def _variable(name: object) -> str:
    """Return the variable of this name, in CSL's or Python's spelling."""
    variable = variable_named(name)
    if variable is None:
        near = near_variables(name)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; extra holds other values"
        raise RecordError(f"CSL has no variable {name!r}{hint}")
    return variable


def _checked_extra(extra: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of `extra`, which has no variables of CSL: no style would print them."""
    if not isinstance(extra, Mapping):
        raise wrong_value("extra", extra, "an object with keys that CSL does not define")
    for key in extra:
        if key in ("id", "type") or (key in KIND and key not in ALIASES):
            raise RecordError(f"{key} is a variable of CSL, and cannot be in extra")
    return dict(extra)


def _fields_and_extra(
    data: Mapping[str, Any], note: Note, errors: list[RecordError]
) -> tuple[dict[str, Value], dict[str, Any]]:
    """Convert the values of a CSL-JSON item.

    Args:
        data: The item.
        note: Receives what was guessed.
        errors: Receives an error for each value that cannot be read.

    Returns:
        The variables, and the keys that CSL does not define.
    """
    fields: dict[str, Value] = {}
    extra: dict[str, Any] = {}
    for key, value in data.items():
        variable = ALIASES.get(key, key)
        kind = KIND.get(variable)
        if kind is None and key not in ("id", "type"):
            other = variable_named(key)
            if other is not None and other not in data:
                note(f"CSL spells {key} {other}", "it is read so")
                variable, kind = other, KIND[other]
        if kind is None or (variable != key and variable in data):
            if key not in ("id", "type") and (value is None or not is_missing(value)):
                extra[key] = value
        elif value.__class__ is str and kind in ("text", "number"):
            fields[variable] = value
        elif not is_missing(value):
            found = {variable: value}
            if kind in ("text", "number") and isinstance(value, Mapping):
                members = members_of(variable, value)
                found |= {name: part for name, part in members.items() if name not in data}
                if variable in members:
                    note(f"{variable} is an object", "its members are read")
            for name, part in found.items():
                try:
                    typed = typed_value(name, part, note)
                except RecordError as error:
                    errors.append(error)
                    continue
                if typed is not None and (typed != () or not part):
                    fields[name] = typed
    doi = fields.get("DOI")
    if isinstance(doi, str) and not doi.startswith("10."):
        fields["DOI"] = doi_value(doi)
    return fields, extra
