"""Convert values to names.

In: `"Doe, Jane"`, a list of texts or of objects with family and given. Out: a tuple of `Name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from citeformat._util.surrogates import replace_surrogates
from citeformat._util.text import letters_and_digits
from citeformat.record.name import Name
from citeformat.record.values.checks import Note, has_list, is_missing, wrong_value
from citeformat.record.values.texts import text_value

__all__ = ["names_of_parts", "names_value"]

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


_LONGEST_NAME = 200
"""Longer names are not remembered."""


def names_of_parts(value: list[Any]) -> tuple[Name, ...]:
    """Return the names of a list, if each is an object of texts as CSL-JSON has them.

    Returns:
        The names, or `()` if something must be converted, reported or left out.

    >>> names_of_parts([{"family": "Doe", "given": "Jane"}]), names_of_parts(["Doe, Jane"])
    ((Name('Doe, Jane'),), ())
    """
    names = []
    try:
        for name in value:
            if name.__class__ is not dict or len("".join(name.values())) > _LONGEST_NAME:
                return ()
            made = _name_of_parts(tuple(name.items()))
            if made is None:
                return ()
            names.append(made)
    except TypeError:  # a part is not text
        return ()
    return tuple(names)


@lru_cache(maxsize=1 << 14)
def _name_of_parts(parts: tuple[tuple[str, str], ...]) -> Name | None:
    """Make a name of keys and texts. A person often occurs in many works."""
    given = dict(parts)
    made = Name.from_csl(given)
    is_usual = made and not made.unknown_keys and replace_surrogates(given) is given
    return made if is_usual else None


def names_value(variable: str, value: Any, note: Note) -> tuple[Name, ...]:
    """Return the value of a variable of names. A name without any part is left out.

    Raises:
        RecordError: The value has a type that names cannot have.

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
    elif has_list(value):
        value = list(value.tolist())
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
        meant = {
            key: _MEANT_PARTS[word]
            for key in unknown
            if (word := letters_and_digits(str(key))) in _MEANT_PARTS
        }
        is_read = not made and bool(meant)
        if is_read:
            texts = {part: text_value(part, parts[key], note) for key, part in meant.items()}
            made = Name.from_csl(texts)
        hint = ", ".join(f"{key!r} is {part!r} in CSL" for key, part in meant.items())
        note(f"a name in {variable} has keys that CSL-JSON does not define: "
             f"{', '.join(map(str, unknown))}",
             "they are read as what they mean" if is_read else "no style prints them",
             unclear=bool(meant), hint=hint)  # fmt: skip
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
