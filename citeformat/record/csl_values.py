"""Convert values to those of CSL variables, also values that differ from the CSL-JSON schema.

In: values as exporters, publishers and programs write them: `"issued": 2007`, `"author": "Doe, J"`,
`"title": ["T"]`, `"type": "journal-article"`. Out: the typed values of a record. Files and Python
programs have the same rules. Each function tells `note` what it had to guess, and raises
`RecordError` if a value cannot be read.

Source: the CSL-JSON schema of CSL 1.0.2 for what is valid; the type names of Crossref's REST API,
Zotero and BibTeX for what is common.
"""

from __future__ import annotations

import datetime
import math
import re
import reprlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Protocol, SupportsIndex, TypeGuard

from citeformat._util.patterns import DOI_PREFIX, TIME_OF_DAY, lazy_pattern
from citeformat._util.text import letters_and_digits
from citeformat.csl.variables import KIND, TYPES, Kind
from citeformat.errors import RecordError
from citeformat.record.date import Date
from citeformat.record.name import Name

__all__ = [
    "NEAREST_TYPES", "Note", "csl_type", "date_value", "doi_value", "has_id", "is_deep",
    "is_missing", "members_of", "names_value", "record_id", "refuse_unclear", "text_value",
    "typed_value", "wrong_value",
]  # fmt: skip

_DEEPEST = 50
"""How many lists and objects a value of a record may be in. Python cannot copy or write deeper ones
without running out of its stack."""
_TIME = lazy_pattern(TIME_OF_DAY)
_DOI_ADDRESS = lazy_pattern(
    rf"\s*(?:{DOI_PREFIX}|doi\s+)?\s*(10\.\d+(?:/|%2F).*?)\s*$", re.IGNORECASE | re.DOTALL
)
"""A DOI with its address or "doi:" before it; other text in the field stays as it is."""


class Note(Protocol):
    """Receives a message and what was done about it.

    `unclear` says that the value may mean something else. A program that makes a record gets an
    exception with the hint instead.
    """

    def __call__(
        self, message: str, action: str, /, *, unclear: bool = False, hint: str = ""
    ) -> None:
        """Receive a message."""


def refuse_unclear(message: str, _action: str, /, *, unclear: bool = False, hint: str = "") -> None:
    """Raise what is unclear: the `Note` of values that a program gives.

    Raises:
        RecordError: `unclear` is true.
    """
    if unclear:
        raise RecordError(f"{message}; {hint}" if hint else message)


_WANTED: dict[Kind, str] = {
    "text": "text",
    "number": "text or a number",
    "date": "a date, such as '2020-05', 2020 or Date(((2020, 5),))",
    "names": "a list of names, such as ['Doe, Jane'] or [Name('Doe', 'Jane')]",
}

NEAREST_TYPES = {
    # Crossref
    "book-part": "chapter", "book-section": "chapter", "book-series": "book", "book-set": "book",
    "book-track": "chapter", "book-entry": "entry", "component": "document", "database": "dataset",
    "dissertation": "thesis", "edited-book": "book", "grant": "document", "journal": "periodical",
    "journal-article": "article-journal", "journal-issue": "periodical",
    "journal-section": "article-journal", "journal-volume": "periodical", "monograph": "book",
    "other": "document", "peer-review": "review", "posted-content": "article",
    "proceedings": "book", "proceedings-article": "paper-conference",
    "proceedings-series": "book", "reference-book": "book", "reference-entry": "entry",
    "report-component": "report", "report-series": "report", "standard-series": "standard",
    # Zotero, Mendeley and DataCite
    "audio-recording": "song", "audiovisual": "motion_picture", "blog-post": "post-weblog",
    "book-chapter": "chapter", "case": "legal_case", "computational-notebook": "software",
    "computer-program": "software", "conference-paper": "paper-conference",
    "conference-proceeding": "book", "conference-proceedings": "book",
    "data-paper": "article-journal",
    "dictionary-entry": "entry-dictionary", "email": "personal_communication",
    "encyclopedia-article": "entry-encyclopedia", "film": "motion_picture", "forum-post": "post",
    "generic": "document", "image": "graphic", "instant-message": "personal_communication",
    "artwork": "graphic", "letter": "personal_communication",
    "magazine-article": "article-magazine", "newspaper-article": "article-newspaper",
    "podcast": "broadcast", "preprint": "article", "presentation": "speech",
    "radio-broadcast": "broadcast", "sound": "song", "statute": "legislation",
    "television-broadcast": "broadcast", "text": "document", "tv-broadcast": "broadcast",
    "video": "motion_picture", "video-recording": "motion_picture", "web-page": "webpage",
    "website": "webpage", "working-paper": "report",
    # BibTeX and BibLaTeX
    "booklet": "pamphlet", "conference": "paper-conference", "electronic": "webpage",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry", "manual": "report", "mastersthesis": "thesis", "misc": "document",
    "mvbook": "book", "online": "webpage", "phdthesis": "thesis", "techreport": "report",
    "unpublished": "manuscript", "www": "webpage",
}  # fmt: skip
"""A type that other programs use -> the nearest type of CSL."""

_SAME_TYPES = {re.sub("[-_]", "", type): type for type in sorted(TYPES | NEAREST_TYPES.keys())}
"""A type without hyphens -> the type."""

_MEMBERS: dict[str, dict[str, str]] = {
    "event-title": {
        "location": "event-place", "place": "event-place", "start": "event-date",
        "date": "event-date",
    },
    "publisher": {"location": "publisher-place", "place": "publisher-place"},
}  # fmt: skip
"""Variable -> the other members of an object in its place, and their variables."""

_TEXT_MEMBERS = (
    "name", "title", "value", "literal", "text", "label", "number", "version", "id", "url", "URL",
    "content-version",
)  # fmt: skip
"""The members of an object that may have its text, the most telling first."""

_PARTS_OF_NAMES = frozenset(
    "family given literal dropping-particle non-dropping-particle suffix".split()
)

_MEANT_PARTS = {
    **dict.fromkeys(("last", "lastname", "surname", "familyname"), "family"),
    **dict.fromkeys(("first", "firstname", "forename", "givenname", "forenames"), "given"),
    **dict.fromkeys(("prefix", "particle", "von"), "non-dropping-particle"),
    **dict.fromkeys(("jr", "suffixes"), "suffix"),
}
"""What programs call a part of a name -> the part."""


def is_deep(value: object) -> bool:
    """Return whether a value has lists and objects that are nested more than 50 deep.

    >>> is_deep([{"family": "Doe"}]), is_deep(eval("[" * 60 + "]" * 60))
    (False, True)
    """
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            part
            for each in level
            for part in (each.values() if isinstance(each, dict) else each)  # type: ignore[attr-defined]
            if part.__class__ in (dict, list, tuple)
        ]
        if not level:
            return False
    return True


def is_missing(value: object) -> bool:
    """Whether a value is absent: `None`, NaN, or what numpy and pandas have for them.

    >>> is_missing(float("nan")), is_missing("")
    (True, False)
    """
    if value is None:
        return True
    if isinstance(value, float):
        return value != value
    kind = type(value)
    if kind.__name__ in ("NaTType", "NAType"):
        return True
    if kind.__module__ in ("builtins", "citeformat.record.date", "citeformat.record.name"):
        return False
    try:
        return bool(value != value)  # Decimal, and the scalars of numpy
    except Exception:  # an array has no truth value
        return False


def wrong_value(variable: str, value: object, wanted: str = "") -> RecordError:
    """Make the error of a value that a variable cannot have.

    >>> str(wrong_value("title", b"TeX"))
    "title must be text, not b'TeX'"
    """
    try:
        shown = " ".join(reprlib.repr(value).split())
    except Exception:  # the value's own code
        shown = f"a value of type {type(value).__name__}"
    return RecordError(f"{variable} must be {wanted or _WANTED[KIND[variable]]}, not {shown}")


def has_id(item: Mapping[str, Any]) -> bool:
    """Whether a CSL-JSON item has an id: text or a number."""
    id = item.get("id")
    return _is_scalar(id) and id != "" and not is_missing(id)


def _is_scalar(value: object) -> TypeGuard[str | int | float | SupportsIndex]:
    return isinstance(value, (str, int, float)) or hasattr(value, "__index__")


def record_id(value: object) -> str:
    """Return an id as text, without NUL characters, which no file can have.

    Raises:
        RecordError: It is neither text nor a number, or it is empty.

    >>> record_id(12), record_id(3.0)
    ('12', '3')
    """
    if not _is_scalar(value) or isinstance(value, bool) or is_missing(value) or value == "":
        if is_missing(value) or value == "":
            raise RecordError("a record needs an id")
        raise wrong_value("the id", value, "text or a number")
    text = _plain_text(value)
    if "\0" in text:
        text = text.replace("\0", "")
        if not text:
            raise RecordError("a record needs an id")
    return text


_LONGEST_DOI = 2_000
"""A longer text is not a DOI. The time that its pattern takes grows with the square of blanks."""


def doi_value(text: str) -> str:
    """Remove the address before a DOI, which styles print themselves.

    >>> doi_value("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    found = _DOI_ADDRESS().match(text) if len(text) <= _LONGEST_DOI else None
    if found is None:
        return text
    return found[1].replace("%2F", "/", 1).replace("%2f", "/", 1)


def _plain_text(value: str | float | SupportsIndex) -> str:
    """Write text or a number as text. pandas has floats where integers are missing."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return str(int(value) if value.is_integer() else float(value))
    return str(value.__index__())


def csl_type(value: object, note: Note) -> str:
    """Return the CSL type, or the nearest one; without any, `document`.

    >>> def show(message, action, **_): print(f"{message} ({action})")
    >>> csl_type("journal-article", show)
    unknown type 'journal-article' (it is read as 'article-journal')
    'article-journal'
    """
    if isinstance(value, str) and value in TYPES:
        return value
    if is_missing(value) or value == "":
        return "document"
    word = letters_and_digits(value) if isinstance(value, str) else ""
    known = _SAME_TYPES.get(word)
    unclear = known is None
    near: list[str] = []
    if known is None:
        import difflib  # only a wrong type needs it

        near = difflib.get_close_matches(word[:60], _SAME_TYPES, 3, 0.7)
        close = difflib.get_close_matches(word[:60], near, 1, 0.85)
        known = _SAME_TYPES[close[0]] if close else "document"
    type = NEAREST_TYPES.get(known, known)
    types = [NEAREST_TYPES.get(name, name) for name in (_SAME_TYPES[each] for each in near)]
    hint = (
        f"did you mean {' or '.join(dict.fromkeys(types))}?"
        if types
        else "the types are those of CSL 1.0.2"
    )
    note(f"unknown type {value!r}", f"it is read as {type!r}", unclear=unclear, hint=hint)
    return type


def members_of(variable: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables that an object in the place of text gives, such as Crossref's event.

    >>> members_of("event-title", {"name": "Conf", "location": "Oslo"})
    {'event-title': 'Conf', 'event-place': 'Oslo'}
    """
    texts = (value.get(member) for member in _TEXT_MEMBERS)
    text = next((one for one in texts if isinstance(one, (str, int, float)) and one != ""), None)
    found = {} if text is None else {variable: text}
    for member, other in _MEMBERS.get(variable, {}).items():
        if not is_missing(value.get(member)):
            found.setdefault(other, value[member])
    return found


def typed_value(
    variable: str, value: Any, note: Note
) -> str | int | Date | tuple[Name, ...] | None:
    """Return the value of a variable in the type of the variable, or `None` if it has none.

    Args:
        variable: A CSL variable.
        value: A value that is not missing.
        note: Receives what was guessed.

    Raises:
        RecordError: The value cannot be read.
    """
    kind = KIND[variable]
    if kind == "names":
        return names_value(variable, value, note)
    if kind == "date":
        return date_value(variable, value, note)
    return text_value(variable, value, note)


def text_value(variable: str, value: Any, note: Note) -> str | int | None:
    """Return the value of a text or number variable.

    Of several titles the first is read, as Crossref writes the one that is meant first; other
    lists, such as keywords, are joined.
    """
    if isinstance(value, bool):
        note(f"{variable} must be text, not {value}", "it is read as text", unclear=True)
        return str(value).lower()
    if isinstance(value, int) and KIND.get(variable) == "number":
        return int(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise wrong_value(variable, value, "text or a number")
    if isinstance(value, float) and value.is_integer():
        return text_value(variable, int(value), note)
    if isinstance(value, (str, int, float)):
        plain = _plain_text(value)
        return doi_value(plain) if variable == "DOI" else plain
    if isinstance(value, Mapping):
        text = members_of(variable, value).get(variable)
        if text is None:
            raise wrong_value(variable, value, "text")
        return text_value(variable, text, note)
    if isinstance(value, (list, tuple, set, frozenset)):
        texts = [text_value(variable, one, note) for one in value if not is_missing(one)]
        found = [str(one) for one in texts if one not in (None, "")]
        if len(found) > 1 and "title" in variable:
            note(f"{variable} has {len(found)} values", "the first is read",
                 unclear=True, hint="give the one that is meant")  # fmt: skip
            return found[0]
        if len(found) > 1 and KIND.get(variable) == "number":
            note(f"{variable} has {len(found)} values", "they are joined",
                 unclear=True, hint="give one text, such as '1-9'")  # fmt: skip
        return ", ".join(found) or None
    if hasattr(value, "__index__"):
        return text_value(variable, value.__index__(), note)
    if _has_list(value):
        return text_value(variable, value.tolist(), note)
    if isinstance(value, (bytes, bytearray, Name, Date)):
        raise wrong_value(variable, value)
    return _own_text(variable, value)


def _has_list(value: Any) -> bool:
    """Whether a value is an array or a scalar of numpy, or a column of pandas."""
    return hasattr(value, "tolist") and not isinstance(value.tolist(), type(value))


def _own_text(variable: str, value: object) -> str:
    """Return the text of an object that defines how it is written, such as an address or a path.

    Raises:
        RecordError: It would be written in Python's form.
    """
    if type(value).__str__ is not object.__str__:
        with suppress(Exception):  # the value's own code
            return str(value)
    raise wrong_value(variable, value)


def date_value(variable: str, value: Any, note: Note) -> Date | None:
    """Return the value of a date variable, or `None` if it is empty.

    >>> def show(message, action, **_): print(f"{message} ({action})")
    >>> date_value("issued", 2007, show), date_value("issued", {"year": 2001, "month": 5}, show)
    issued is a number, not a date (it is read as a year)
    (Date('2007'), Date('2001-05'))
    >>> date_value("issued", "2020-05", show), date_value("issued", "in spring", show)
    (Date('2020-05'), Date('in spring'))
    """
    if isinstance(value, Date):
        return value
    if isinstance(value, datetime.date):
        return Date(((value.year, value.month, value.day),))
    if isinstance(value, str):
        return _date_of_text(value)
    if isinstance(value, (bool, bytes, bytearray, Name, set, frozenset)):
        raise wrong_value(variable, value)
    if isinstance(value, float) or hasattr(value, "__index__"):
        return _date_of_number(variable, value, note)
    if isinstance(value, (list, tuple)):
        value = [one for one in value if not is_missing(one)]
        are_texts = bool(value) and all(isinstance(one, str) and len(one) > 4 for one in value)
        if are_texts or any(isinstance(one, (Mapping, datetime.date, Date)) for one in value):
            points = [date_value(variable, one, note) for one in value]
            parts = [each.parts[0] for each in points if each and each.parts]
            if len(parts) != len(points) or len(parts) > 2:
                note(
                    f"{variable} is not a date or a range of two",
                    "the first are read",
                    unclear=True,
                )
            return Date(tuple(parts[:2]))
        note(f"{variable} is a list, not a date", "it is read as its date-parts")
        value = {"date-parts": value}
    if not isinstance(value, Mapping):
        return _date_in_own_text(variable, value, note)
    return _date_of_object(variable, value, note)


def _date_of_object(variable: str, value: Mapping[str, Any], note: Note) -> Date | None:
    """Read a date in parts: `date-parts`, `raw`, `literal`, or `year`, `month` and `day`."""
    if "date_parts" in value and "date-parts" not in value:  # as Python spells it
        rest = {key: part for key, part in value.items() if key != "date_parts"}
        value = {**rest, "date-parts": value["date_parts"]}
    parts = value.get("date-parts")
    if parts is not None and _has_list(parts):
        value = {**value, "date-parts": (parts := parts.tolist())}
    if isinstance(parts, (str, int)):
        return date_value(variable, {**value, "date-parts": None, "raw": str(parts)}, note)
    if isinstance(parts, (list, tuple)) and parts:
        if not any(isinstance(one, (list, tuple)) for one in parts):
            return date_value(variable, {**value, "date-parts": [parts]}, note)
        try:
            return Date.from_csl(value)
        except RecordError:
            # Words, such as the name of a month, are left to the parser of raw dates.
            words = [
                " ".join(str(part) for part in reversed(point) if isinstance(part, (str, int)))
                for point in parts
                if isinstance(point, (list, tuple))
            ]
            raw = "/".join(filter(None, words))
            if not raw:
                raise wrong_value(variable, value) from None
        note(f"the date-parts of {variable} are not numbers", f"{raw!r} is read as a raw date")
        return Date.from_csl({**value, "date-parts": None, "raw": raw})
    if not parts:
        if "year" in value:
            names = ("year", "month", "day")
            rest = {key: part for key, part in value.items() if key not in names}
            given = [value[name] for name in names if not is_missing(value.get(name))]
            return date_value(variable, {**rest, "date-parts": [given]}, note)
        time = value.get("date-time")
        if isinstance(time, str) and not value.get("raw") and not value.get("literal"):
            return Date.from_csl({**value, "raw": time.partition("T")[0]})
        texts = {name: value[name] for name in ("literal", "raw", "season") if name in value}
        if any(isinstance(text, (list, Mapping)) for text in texts.values()):
            value = {**value, **{name: text_value(name, texts[name], note) for name in texts}}
        stamped = _date_of_time_stamp(value.get("raw") or value.get("literal"))
        if stamped is not None:
            return stamped
    made = Date.from_csl(value)
    if made.extra and not made:
        keys = ", ".join(str(key) for key, _ in made.extra)
        note(f"{variable} has no part of a date, but {keys}", "nothing is printed", unclear=True)
    return made


def _date_of_time_stamp(text: object) -> Date | None:
    """Read the date of a time stamp in ISO 8601."""
    if not isinstance(text, str) or ":" not in text:
        return None
    date_alone, count = _TIME().subn("", text.strip())
    date = _date_of_text(date_alone) if count else None
    return date if date is not None and date.parts else None


def _date_of_text(text: str) -> Date | None:
    """Read a date in ISO 8601, EDTF or words. Other text becomes `raw`."""
    if not text.strip():
        return None
    from citeformat.record.text.dates import from_text, is_ambiguous  # compiles many patterns

    date = from_text(text)
    if date is None or date.literal or not date.parts or is_ambiguous(text):
        return Date(raw=str.__str__(text))
    return date


def _date_of_number(variable: str, value: Any, note: Note) -> Date | None:
    """Read a year, or a date of eight digits such as 20200517."""
    if isinstance(value, float) and not value.is_integer():
        raise wrong_value(variable, value)
    number = int(value)
    if 10_000 <= number <= 99_991_231:
        date = _date_of_text(str(number))
        if date and date.parts:
            return date
    unclear = abs(number) > 9_999
    note(f"{variable} is a number, not a date", "it is read as a year", unclear=unclear)
    return Date.from_csl({"date-parts": [[number]]})


def _date_in_own_text(variable: str, value: Any, note: Note) -> Date | None:
    """Read a date of numpy or pandas, which is written in ISO 8601, or an array of date-parts."""
    plain = value.tolist() if _has_list(value) else None
    if not isinstance(plain, list):
        date = _date_of_text(_own_text(variable, value))
        if date and date.parts:
            return date
    if plain is None:
        raise wrong_value(variable, value)
    return date_value(variable, plain, note)


def names_value(variable: str, value: Any, note: Note) -> tuple[Name, ...]:
    """Return the value of a variable of names. A name without any part is left out.

    >>> def show(message, action, **_): print(f"{message} ({action})")
    >>> names_value("author", "Doe, Jane", show)
    author has the text 'Doe, Jane', not a name in parts (it is read as the names in it)
    (Name('Doe, Jane'),)
    """
    if isinstance(value, str):
        return tuple(_names_of_text(variable, value, note, several=True))
    if isinstance(value, (Mapping, Name)):
        value = [value]
    elif isinstance(value, (set, frozenset, bytes, bytearray)) or not isinstance(value, Iterable):
        raise wrong_value(variable, value)
    elif _has_list(value):
        value = list(value.tolist())  # type: ignore[attr-defined]
    names: list[Name] = []
    for name in value:
        if isinstance(name, Name):
            names.append(name)
        elif isinstance(name, Mapping):
            made = _name_of_object(variable, name, note)
            if made:
                names.append(made)
        elif isinstance(name, str):
            several = ";" in name or " and " in name
            names += _names_of_text(variable, name, note, several)
        elif not is_missing(name):
            raise wrong_value(
                f"a name in {variable}", name, "text, a Name, or an object with family and given"
            )
    return tuple(names)


def _name_of_object(variable: str, name: Mapping[str, Any], note: Note) -> Name:
    """Read a name in parts."""
    parts = dict(name)
    for part, text in name.items():
        if part in _PARTS_OF_NAMES and not isinstance(text, str):
            parts[part] = None if is_missing(text) else text_value(part, text, note)
    made = Name.from_csl(parts)
    unknown = made.unknown_keys if made.extra else []
    if unknown:
        meant = [
            f"{key!r} is {_MEANT_PARTS[word]!r} in CSL"
            for key in unknown
            if (word := letters_and_digits(str(key))) in _MEANT_PARTS
        ]
        note(f"a name in {variable} has keys that CSL-JSON does not define: "
             f"{', '.join(map(str, unknown))}", "no style prints them",
             unclear=bool(meant), hint=", ".join(meant))  # fmt: skip
    if not made and name:
        note(f"a name in {variable} has no part", "it is left out")
    return made


def _names_of_text(variable: str, text: str, note: Note, several: bool) -> list[Name]:
    """Read one name or several that are written in one text."""
    if not text.strip():
        return []
    from citeformat.record.text.names import person_of, persons_of  # compiles many patterns

    message = f"{variable} has the text {text!r}, not a name in parts"
    try:
        names = persons_of(text) if several else [person_of(text)]
    except ValueError as error:
        note(message, "it is read as a literal name",
             unclear=True, hint=f"{error}; give a list of names")  # fmt: skip
        return [Name(literal=text.strip())]
    is_literal = len(names) == 1 and names[0].literal
    note(message, "it is read as a literal name" if is_literal else "it is read as the names in it")
    return names
