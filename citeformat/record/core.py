"""One work that can be cited, with a typed attribute for every CSL variable.

In: a CSL-JSON object (`Record.from_csl`), or values (`Record(id, type, fields)`). Out: CSL-JSON
again (`to_csl`). Nothing is dropped: `extra` keeps the keys that CSL 1.0.2 does not define.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from citeformat._util.surrogates import replace_surrogates
from citeformat.csl.variables import ALIASES, KIND
from citeformat.errors import Problem, RecordError, Severity
from citeformat.record.csl_values import csl_type, has_id, is_missing, members_of, typed_value
from citeformat.record.date import Date
from citeformat.record.display import NotebookRepr, html_table, markdown_table
from citeformat.record.fields import Field, Fields, Value

__all__ = ["Record", "TitleCase", "Value"]

TitleCase: TypeAlias = Literal["as-is", "sentence"]
"""How styles print English titles in title case: as they are, or in sentence case."""


class Record(NotebookRepr, Fields):
    """One work: an id, a CSL type, and values of CSL variables. It is immutable.

    Args:
        id: The key by which it is cited; it is case-sensitive.
        type: A type of CSL 1.0.2, such as `"article-journal"`.
        fields: CSL variable -> value: `str` for text (with CSL-JSON's markup: `<i>`, `<sup>`,
            `<span class="nocase">`), `str` or `int` for numbers, `Date` for dates,
            a tuple of `Name` for names.
        extra: Keys that CSL does not define, with JSON values.
        file: The file that it was read from. Equal records may have different files.
        line: The line where it began, counted from 1, or 0. Equal records may have different lines.
        titles: `"sentence"`, if styles are to print its English titles in sentence case, or
            `"as-is"`. The default is `"sentence"` for the records of .bib files only.

    >>> from citeformat.record import Name
    >>> record = Record("knuth", "book", {"title": "TeX", "author": (Name("Knuth", "D."),)})
    >>> record.author[0].family, record.title
    ('Knuth', 'TeX')
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
        id: str,
        type: str,
        fields: Mapping[str, Value] | None = None,
        *,
        extra: Mapping[str, Any] | None = None,
        file: str = "",
        line: int = 0,
        titles: TitleCase | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "id", id)
        put(self, "type", type)
        put(self, "fields", MappingProxyType(dict(fields or ())))
        put(self, "extra", MappingProxyType(dict(extra)) if extra else _NO_EXTRA)
        put(self, "file", file)
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
                (`journalAbbreviation`, `shortTitle`, `event`) become those of CSL 1.0.2.
                `None` and NaN mean that the variable is absent. An unknown type becomes the nearest
                type of CSL.
            file: The file that it is in.
            line: The line where it begins.
            problems: A list to which a problem is added for each value that is not as CSL-JSON
                has it. With it, a value that cannot be read is left out.

        Raises:
            RecordError: The item is not an object, has no id or is nested too deeply. Without
                `problems`, also for a value that cannot be read.

        >>> Record.from_csl({"id": 1, "type": "book", "title": "TeX"})
        Record('1', 'book', title='TeX')
        """
        if not isinstance(data, Mapping):
            raise RecordError(f"a CSL-JSON item must be an object, not {data!r}")
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
        given_id = data["id"]
        is_whole = isinstance(given_id, float) and given_id.is_integer()  # pandas has no integers
        id = str(int(given_id) if is_whole else given_id)

        def report(severity: Severity, message: str, hint: str) -> None:
            if problems is not None:
                problems.append(Problem(severity, message, file, line, hint, id))
            elif severity == "error":
                raise RecordError(message)

        fields, extra = _fields_and_extra(data, report)
        type = csl_type(data.get("type"), partial(report, "warning"))
        return cls(id, type, fields, extra=extra, file=file, line=line)

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
        id: str | None = None,
        type: str | None = None,
        extra: Mapping[str, Any] | None = None,
        file: str | None = None,
        line: int | None = None,
        titles: TitleCase | None = None,
        **variables: Value | None,
    ) -> Record:
        """Make a copy with other values. What is not given stays.

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
            RecordError: A record has no attribute of this name.

        >>> Record("x", "book", {"title": "TeX"}).replace(title="LaTeX").title
        'LaTeX'
        """
        fields = dict(self.fields)
        for attribute, value in variables.items():
            field = getattr(Record, attribute, None)
            if not isinstance(field, Field):
                raise RecordError(f"a record has no attribute {attribute!r}")
            if value is None:
                fields.pop(field.variable, None)
            else:
                fields[field.variable] = value
        return Record(
            self.id if id is None else id,
            self.type if type is None else type,
            fields,
            extra=self.extra if extra is None else extra,
            file=self.file if file is None else file,
            line=self.line if line is None else line,
            titles=self.titles if titles is None else titles,
        )

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


def _fields_and_extra(
    data: Mapping[str, Any], report: Callable[[Severity, str, str], None]
) -> tuple[dict[str, Value], dict[str, Any]]:
    """Convert the values of a CSL-JSON item.

    Returns:
        The variables, and the keys that CSL does not define.
    """
    note = partial(report, "warning")
    fields: dict[str, Value] = {}
    extra: dict[str, Any] = {}
    for key, value in data.items():
        variable = ALIASES.get(key, key)
        kind = KIND.get(variable)
        if kind is None or (variable != key and variable in data):
            if key not in ("id", "type") and (value is None or not is_missing(value)):
                extra[key] = value
        elif isinstance(value, str) and kind in ("text", "number"):
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
                    report("error", str(error), "the value was left out")
                    continue
                if typed is not None and (typed != () or not part):
                    fields[name] = typed
    return fields, extra
