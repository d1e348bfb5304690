"""Changes to the values of fields.

In: the name of a field and its right side, with delimiters. Out: another right side that means the
same, or what the user asked for. A value that is put together with `#` keeps its pieces.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from citeformat._util.text import MONTHS, is_digits
from citeformat.interchange.bibtex.fields import DIRECT, FIELD_ALIASES, KEY_FIELDS, NAME_FIELDS
from citeformat.interchange.bibtex.macros import (
    MONTH_MACROS,
    closing_brace,
    closing_delimiter,
    simple_value,
)
from citeformat.interchange.bibtex.names import split_list
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.encoder import encode, is_balanced
from citeformat.tidying.journals import JournalIndex
from citeformat.tidying.latex import characters_to_commands, commands_to_characters
from citeformat.tidying.options import TidyOptions

__all__ = ["ValueEditor", "inner_value", "is_empty", "is_name_list"]

_VERBATIM = frozenset(
    {
        "url", "doi", "eprint", "file", "pdf", "urlraw", "ids", "bdsk-url-1", "bdsk-url-2",
        "bdsk-file-1", "options", "execute", "verba", "verbb", "verbc", *KEY_FIELDS,
        *(name for name, (_, kind) in DIRECT.items() if kind in ("verbatim", "doi", "url")),
    }
)  # fmt: skip
"""Fields that are not text."""

_TITLES = frozenset(
    {
        "title", "subtitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle", "issuetitle",
        *(name for name, (_, kind) in DIRECT.items() if kind == "title"),
    }
)  # fmt: skip
_NAMES = frozenset({*NAME_FIELDS, "editor", "editora", "editorb", "editorc", "shortauthor",
                    "shorteditor", "holder", "annotator", "commentator", "publisher",
                    "institution", "organization", "school"})  # fmt: skip
"""Fields in which `and` separates names, and braces around a name make it one."""
_PEOPLE = _NAMES - {"publisher", "institution", "organization", "school"}
_JOURNALS = ("journal", "journaltitle")

_RANGE = re.compile(
    r"(\s*)([\w.:]*\d[\w.:]*)\s*(?:-{1,3}|–|—|\\textendash(?:\{\}|\s))\s*([\w.:]*\d[\w.:]*)(\s*)"
)
_BRACES_OR_COMMAND = re.compile(r"\\[A-Za-z]+\s*(?=\{)|\\.|[{}]", re.DOTALL)
_MONTH_NUMBERS = {str(number): month[:3].lower() for number, month in enumerate(MONTHS, 1)}
_MONTHS = {
    **_MONTH_NUMBERS,
    **{number.zfill(2): macro for number, macro in _MONTH_NUMBERS.items()},
    **{month.lower(): macro for macro, month in MONTH_MACROS.items()},
    **dict(zip(MONTH_MACROS, MONTH_MACROS, strict=True)),
    "sept": "sep",
}


def is_name_list(name: str) -> bool:
    """Return whether a field is a list of people."""
    return FIELD_ALIASES.get(name, name) in _PEOPLE


def inner_value(value: str) -> str | None:
    """Return what is between the delimiters of a value, or `None` if it has several pieces.

    >>> inner_value('{a "b"}'), inner_value("jan"), inner_value('{a} # "b"')
    ('a "b"', None, None)
    """
    is_one = value[:1] in ("{", '"') and closing_delimiter(value, 0) == len(value) - 1
    return value[1:-1] if is_one else None


def is_empty(value: str) -> bool:
    """Return whether a value has no text.

    >>> is_empty('""'), is_empty("{{ }}"), is_empty("{0}")
    (True, True, False)
    """
    inner = inner_value(value)
    return inner is not None and not inner.replace("{", "").replace("}", "").strip()


class ValueEditor:
    """Changes values as the options say, and reports what cannot be done."""

    __slots__ = ("can_write", "changes", "journals", "options", "report")

    def __init__(
        self,
        options: TidyOptions,
        journals: JournalIndex,
        can_write: Callable[[str], bool],
        report: Callable[[str], None],
    ) -> None:
        self.options = options
        self.journals = journals
        """The journals of the options. All entries of a file share it."""
        self.can_write = can_write
        """Whether the file can hold a text."""
        self.report = report
        """Takes the message of a warning."""
        self.changes: list[Callable[[str, str], str]] = [
            change
            for wanted, change in (
                (options.journals is not None, self._rename_journal),
                (options.latex == "decode", self._decode),
                (options.latex == "encode", self._encode),
                (options.remove_braces, self._remove_braces),
                (options.strip_braces, self._strip_braces),
                (options.enclose_braces, self._enclose_braces),
                (options.page_dashes, _page_dashes),
                (options.max_authors is not None, self._shorten_names),
                (options.months, _month),
                (options.braces, _braces),
                (options.bare_numbers, _bare_number),
                (options.wrap is not None, self._wrap),
            )
            if wanted
        ]

    def change(self, name: str, value: str) -> str:
        """Return the new right side of a field.

        Args:
            name: The name of the field in lower case.
            value: Its right side.
        """
        for change in self.changes:
            value = change(name, value)
        return value

    def _rename_journal(self, name: str, value: str) -> str:
        inner = inner_value(value)
        if name not in _JOURNALS or inner is None:
            return value
        text = decode(" ".join(inner.split()))[0]
        if self.options.journal_names == "short":
            new = self.journals.short(text)
        else:
            names = self.journals.full(text)
            if len(names) > 1:
                self.report(f"the journal {text!r} may be {' or '.join(map(repr, names))}")
            new = names[0] if len(names) == 1 else ""
        if not new or new == text:
            return value
        source = encode(new, ascii=not self.can_write(new)).source
        return _delimited(source, value)

    def _decode(self, name: str, value: str) -> str:
        def change(inner: str) -> str:
            text, missing = commands_to_characters(inner, self.can_write)
            if missing:
                self.report(f"{missing!r} in {name!r} cannot be written in the file's encoding")
            return text

        return value if name in _VERBATIM else _each_piece(value, change)

    def _encode(self, name: str, value: str) -> str:
        def change(inner: str) -> str:
            text, missing = characters_to_commands(inner, title=name in _TITLES)
            if missing:
                self.report(f"{missing!r} in {name!r} has no LaTeX command")
            return text

        return value if name in _VERBATIM else _each_piece(value, change)

    def _remove_braces(self, name: str, value: str) -> str:
        if name not in self.options.remove_braces or name in _VERBATIM:
            return value
        return _each_piece(value, _without_braces)

    def _strip_braces(self, name: str, value: str) -> str:
        inner = inner_value(value)
        if name not in self.options.strip_braces or name in _NAMES or inner is None:
            return value
        stripped = inner.strip()
        while (
            stripped.startswith("{")
            and not stripped.startswith("{\\")  # BibTeX's "special character"
            and closing_brace(stripped, 0) == len(stripped) - 1
        ):
            stripped = stripped[1:-1].strip()
            inner = stripped
        return _delimited(inner, value)

    def _enclose_braces(self, name: str, value: str) -> str:
        inner = inner_value(value)
        if name not in self.options.enclose_braces or not inner or not inner.strip():
            return value
        text = inner.strip()
        if text.startswith("{") and closing_brace(text, 0) == len(text) - 1:
            return value
        return _delimited(f"{{{text}}}", value)

    def _shorten_names(self, name: str, value: str) -> str:
        most = self.options.max_authors
        inner = inner_value(value)
        if most is None or inner is None or not is_name_list(name):
            return value
        names = split_list(inner)
        count = len(names) - (names[-1].lower() == "others")
        if count <= most:
            return value
        self.report(f"{name!r} keeps {most} of {count} names")
        return _delimited(" and ".join((*names[:most], "others")), value)

    def _wrap(self, name: str, value: str) -> str:
        inner = inner_value(value)
        width = self.options.wrap
        if inner is None or width is None or name in _VERBATIM:
            return value
        text = " ".join(inner.split())
        if not width:
            return _delimited(text, value)
        lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        blanks = 2 * (self.options.indent if isinstance(self.options.indent, str) else "  ")
        return _delimited(f"\n{blanks}".join(lines), value)


def _delimited(inner: str, old: str) -> str:
    """Return a value between the delimiters of an old one, or braces if it needs them."""
    if old[:1] == '"' and '"' not in inner:
        return f'"{inner}"'
    return f"{{{inner}}}"


def _each_piece(value: str, change: Callable[[str], str]) -> str:
    """Change the text in each pair of delimiters."""
    pieces = []
    position = 0
    while position < len(value):
        start = value[position]
        if start == "%":  # a comment between two pieces
            return value
        if start not in '{"':
            pieces.append(start)
            position += 1
            continue
        end = closing_delimiter(value, position)
        inner = value[position + 1 : end]
        changed = change(inner)
        if changed == inner or not is_balanced(changed):
            pieces.append(value[position : end + 1])
        else:
            pieces.append(_delimited(changed, start))
        position = end + 1
    return "".join(pieces)


def _without_braces(inner: str) -> str:
    """Remove braces, except for those of arguments and around commands."""
    pieces: list[str] = []
    position = 0
    for found in _BRACES_OR_COMMAND.finditer(inner):
        if found.start() < position:
            continue
        pieces.append(inner[position : found.start()])
        token = found.group()
        position = found.end()
        if token.startswith("\\"):
            pieces.append(token)
            while inner[position : position + 1] == "{":
                end = closing_brace(inner, position) + 1
                pieces.append(inner[position:end])
                position = end
        elif token == "{" and inner[position : position + 1] == "\\":
            end = closing_brace(inner, found.start()) + 1
            pieces.append(inner[found.start() : end])
            position = end
    return "".join((*pieces, inner[position:]))


def _page_dashes(name: str, value: str) -> str:
    inner = inner_value(value)
    if name != "pages" or inner is None:
        return value
    items = [
        f"{found[1]}{found[2]}--{found[3]}{found[4]}" if (found := _RANGE.fullmatch(item)) else item
        for item in inner.split(",")
    ]
    changed = ",".join(items)
    return value if changed == inner else _delimited(changed, value)


def _month(name: str, value: str) -> str:
    text = simple_value(value) if name == "month" else None
    return _MONTHS.get(text.strip(". ").lower(), value) if text else value


def _braces(_name: str, value: str) -> str:
    if '"' not in value or (value[:1] != '"' and "%" in value):
        return value
    pieces = []
    position = 0
    while position < len(value):
        start = value[position]
        end = position
        if start in '{"':
            end = closing_delimiter(value, position)
        inner = value[position + 1 : end]
        quoted = start == '"' and is_balanced(inner)
        pieces.append(f"{{{inner}}}" if quoted else value[position : end + 1])
        position = end + 1
    return "".join(pieces)


def _bare_number(_name: str, value: str) -> str:
    inner = inner_value(value)
    return inner.strip() if inner is not None and is_digits(inner.strip()) else value
