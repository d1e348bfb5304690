"""Make citation keys from a pattern, or from author and year, and keep them unique.

In: records, or the ids of one file. Out: keys that are unique among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from citeformat._util.patterns import DOI_PREFIX
from citeformat._util.text import letters, strip_accents
from citeformat.errors import FormatError, RecordError
from citeformat.record.date import Date
from citeformat.record.fields import Value
from citeformat.record.values.checks import ignore_unclear
from citeformat.record.values.items import read_item

if TYPE_CHECKING:
    from citeformat.record.core import Record

__all__ = [
    "UNSAFE", "UniqueIds", "in_ascii", "make_id", "make_keys", "simple_key", "unique_keys",
]  # fmt: skip


class UniqueIds:
    """Hands out each id once.

    >>> ids = UniqueIds()
    >>> ids.take("knuth"), ids.take("knuth"), ids.take("knuth-2")
    ('knuth', 'knuth-2', 'knuth-2-2')
    """

    __slots__ = ("_next",)

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, id: str) -> str:
        """Return the id if it is free, or else the first free id that begins with it."""
        if id not in self._next:
            self._next[id] = 2
            return id
        number = self._next[id]
        while f"{id}-{number}" in self._next:
            number += 1
        self._next[id] = number + 1
        free = f"{id}-{number}"
        self._next[free] = 2
        return free


_TOKEN = re.compile(r"\[([^\[\]]*)\]")

UNSAFE = re.compile(r"[\s\"#%'(),={}~\\@]+")
"""Characters that a key in a .bib file cannot have."""

_DOI_ADDRESS = re.compile(DOI_PREFIX, re.IGNORECASE)

_WORD = re.compile(r"[^\W_]+")

_TAG = re.compile(r"</?[a-z][^<>]*>")

_SPELLINGS = {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l",
          "Ł": "L", "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i",
          }  # fmt: skip
"""Letters that Unicode does not decompose -> ASCII."""

_SMALL = frozenset(
    """
    a an the of on in at by for from to into with and or nor but as is are
    der die das des dem den ein eine und zur zum von im am le la les un une de du des et el los
    las una y il lo gli i della del di e
    """.split()
)


def simple_key(fields: Mapping[str, Value]) -> str:
    """Make a key from the author, or else from a word of the title, and the year.

    >>> simple_key({"title": "The TeXbook"})
    'texbook'
    """
    who = next(filter(None, (*_authors(fields), *_title(fields))), "item")
    return UNSAFE.sub("", who.lower() + "".join(_year(fields))) or "item"


def make_id(item: Mapping[str, Any]) -> str:
    """Make an id for a CSL-JSON item without one: its DOI, its citation key, or author and year.

    Raises:
        RecordError: The item is empty.

    >>> make_id({"DOI": "https://doi.org/10.1000/x"}), make_id({"title": "The TeXbook"})
    ('10.1000/x', 'texbook')
    """
    if not item:
        raise RecordError("the item is empty")
    for variable in ("DOI", "citation-key"):
        text = item.get(variable)
        text = text[0] if isinstance(text, list) and len(text) == 1 else text
        if isinstance(text, str) and text.strip():
            return _DOI_ADDRESS.sub("", text.strip(), count=1)
    return simple_key(read_item(item, ignore_unclear).fields)


def make_keys(records: Sequence[Record], pattern: str) -> list[str]:
    """Make a key for each record from a pattern of fields and modifiers.

    Args:
        records: The records.
        pattern: Text with fields in brackets, such as `[auth:lower][year]`.

    Returns:
        One key for each record. Letters make equal keys unique.

    Raises:
        FormatError: The pattern has an unknown field or modifier.

    >>> from citeformat.record import Date, Name, Record
    >>> tex = Record("x", "book", {"author": (Name("Knuth", "D."),), "title": "The TeXbook",
    ...                            "issued": Date(((1984,),))})
    >>> make_keys([tex, tex], "[auth:lower][year][title:1]")
    ['knuth1984TeXbook', 'knuth1984TeXbooka']
    """
    texts, tokens = _TOKEN.split(pattern)[::2], _TOKEN.findall(pattern)
    if not pattern or any("[" in text or "]" in text for text in texts):
        raise FormatError(f"{pattern!r} is not a pattern of keys, such as '[auth:lower][year]'")
    for token in tokens:
        name, *modifiers = token.split(":")
        if name not in _FIELDS:
            raise FormatError(f"unknown field [{name}] in keys; known are {', '.join(_FIELDS)}")
        for modifier in modifiers:
            if not modifier.isdigit() and modifier not in _MODIFIERS:
                known = ", ".join(("a number", *_MODIFIERS))
                raise FormatError(f"unknown modifier {modifier!r} in keys; known are {known}")
    keys = []
    for record in records:
        key = texts[0]
        for token, text in zip(tokens, texts[1:], strict=True):
            name, *modifiers = token.split(":")
            words = _FIELDS[name](record)
            for modifier in modifiers:
                is_count = modifier.isdigit()
                words = words[: int(modifier)] if is_count else _MODIFIERS[modifier](words)
            key += "".join(words) + text
        keys.append(UNSAFE.sub("", key) or "entry")
    return unique_keys(keys)


def unique_keys(keys: Sequence[str]) -> list[str]:
    """Append letters to keys that are taken. BibTeX ignores the case of keys.

    >>> unique_keys(["a", "A", "b"])
    ['a', 'Aa', 'b']
    """
    taken: set[str] = set()
    counts: dict[str, int] = {}
    originals = {key.lower() for key in keys}
    result = []
    for key in keys:
        free = key
        while free.lower() in taken or (free != key and free.lower() in originals):
            counts[key.lower()] = counts.get(key.lower(), 0) + 1
            free = key + letters(counts[key.lower()])
        taken.add(free.lower())
        result.append(free)
    return result


def in_ascii(text: str) -> str:
    """Spell Latin letters in ASCII. Other alphabets stay.

    >>> in_ascii("Łódź, Öresund")
    'Lodz, Oresund'
    """
    return strip_accents("".join(_SPELLINGS.get(character, character) for character in text))


def _words(text: str) -> list[str]:
    """Capitalize the words of a text, as in `GoedelsProof`."""
    bare = re.sub(r"['’]", "", in_ascii(_TAG.sub("", text)))
    return [word[0].upper() + word[1:] for word in _WORD.findall(bare)]


def _authors(fields: Mapping[str, Value]) -> list[str]:
    creators = map(fields.get, ("author", "editor", "translator"))
    names = next((found for found in creators if found and isinstance(found, tuple)), ())
    families = [name.family or name.literal or name.given for name in names]
    return ["".join(_WORD.findall(in_ascii(family))) for family in families if family != "others"]


def _title(fields: Mapping[str, Value]) -> list[str]:
    words = _words(str(fields.get("title") or ""))
    return [word for word in words if word.lower() not in _SMALL] or words


def _year(fields: Mapping[str, Value]) -> list[str]:
    issued = fields.get("issued")
    if not isinstance(issued, Date):
        return []
    if issued.year is not None:
        return [str(issued.year)]
    return _words(issued.literal or issued.raw)


def _optional(value: object) -> list[str]:
    return [str(value)] if value else []


_FIELDS: dict[str, Callable[[Record], list[str]]] = {
    "auth": lambda record: _authors(record.fields)[:1],
    "authors": lambda record: _authors(record.fields),
    "year": lambda record: _year(record.fields),
    "shortyear": lambda record: [year[-2:] for year in _year(record.fields)],
    "title": lambda record: _title(record.fields),
    "journal": lambda record: [word[0] for word in _words(str(record.container_title or ""))],
    "volume": lambda record: _optional(record.volume),
    "number": lambda record: _optional(record.issue or record.number),
    "firstpage": lambda record: re.findall(r"\w+", str(record.page or ""))[:1],
    "type": lambda record: _optional(record.type),
    "id": lambda record: _optional(record.id),
}

_MODIFIERS: dict[str, Callable[[list[str]], list[str]]] = {
    "lower": lambda words: [word.lower() for word in words],
    "upper": lambda words: [word.upper() for word in words],
    "capitalize": lambda words: [word.capitalize() for word in words],
    "abbr": lambda words: [word[0] for word in words],
}
