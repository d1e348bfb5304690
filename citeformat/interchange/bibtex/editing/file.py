"""A .bib file that is edited: every byte stays, except for those of what is changed.

In: a file, or its bytes. Out: the same bytes, with other values in the fields that were set, and
without what was deleted. Comments, order, spacing, `@string`s, line ends, byte order mark and
encoding stay. People keep these files under version control; a change of one field should be a
change of one line.

    file = BibFile.open("refs.bib")
    file["knuth1984"]["year"] = "1986"
    del file["knuth1984"]["note"]
    file.write()
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path

from citeformat._util.files import replace_file
from citeformat.errors import RecordError, RecordNotFound, SourceError
from citeformat.interchange.bibtex.editing.scanner import (
    EntrySpan,
    FieldSpan,
    is_whole_value,
    scan_entry,
    scan_file,
)
from citeformat.interchange.bibtex.macros import simple_value
from citeformat.interchange.latex.encoder import is_balanced
from citeformat.interchange.registry import WRITERS
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.record import Record

__all__ = ["BibEntry", "BibFile"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KEY = re.compile(r"[^\s,{}()=\"#%~\\]+\Z")
_NAME = re.compile(r"[^\s,{}()=\"#%~\\]+\Z")
_TYPE = re.compile(r"[A-Za-z][\w:+-]*\Z")


class BibEntry(MutableMapping[str, str]):
    """One entry. Its fields are TeX source, without the delimiters; names without case.

    Setting a field changes its value's characters only. A new field goes to the end of the entry,
    written as the field before it is.
    """

    __slots__ = ("_span", "_text", "_wanted")

    def __init__(self, text: str, span: EntrySpan) -> None:
        self._text = text
        self._span = span

    @property
    def source(self) -> str:
        """The entry as it stands in the file."""
        return self._text

    @property
    def key(self) -> str:
        """The key."""
        return self._span.key

    @key.setter
    def key(self, key: str) -> None:
        if not _KEY.match(key):
            raise RecordError(f"{key!r} cannot be the key of an entry")
        self._replace(self._span.key_start, self._span.key_start + len(self._span.key), key)

    @property
    def type(self) -> str:
        """The entry type, without the @."""
        return self._span.type

    @type.setter
    def type(self, type: str) -> None:
        if not _TYPE.match(type):
            raise RecordError(f"{type!r} cannot be the type of an entry")
        start = self._span.type_start
        self._replace(start, start + len(self._span.type), type)

    def raw(self, name: str) -> str:
        """The right side of a field as it stands there, with delimiters and macros.

        Raises:
            KeyError: There is no such field.
        """
        field = self._field(name)
        return self._text[field.value : field.end]

    def set_raw(self, name: str, right_side: str) -> None:
        """Set the right side of a field, such as `jan # "~1"`.

        Raises:
            RecordError: It is no whole value.
        """
        if not is_whole_value(right_side):
            raise RecordError(f"{right_side!r} is no value of a field")
        try:
            field = self._field(name)
        except KeyError:
            self._add(name, right_side)
        else:
            self._replace(field.value, field.end, right_side)

    def __getitem__(self, name: str) -> str:
        raw = self.raw(name)
        simple = simple_value(raw)
        if simple is not None:
            return simple
        inner = raw[1:-1]
        return inner if raw[:1] in '{"' and is_balanced(inner) and is_whole_value(raw) else raw

    def __setitem__(self, name: str, value: str) -> None:
        """Set a field to TeX source. The delimiters stay as they are, where that is possible.

        Raises:
            RecordError: The value's braces do not match.
        """
        if not is_balanced(value):
            raise RecordError(f"the braces of {value!r} do not match")
        old = self.raw(name) if name in self else "{"
        if old.startswith('"') and '"' not in value:
            right_side = f'"{value}"'
        elif old[:1] not in '{"' and value.isascii() and value.isdigit():
            right_side = value
        else:
            right_side = f"{{{value}}}"
        self.set_raw(name, right_side)

    def __delitem__(self, name: str) -> None:
        field = self._field(name)
        fields = self._span.fields
        at = fields.index(field)
        before = fields[at - 1].comma if at else self._span.head
        if field.comma >= 0:
            self._replace(before, field.comma, "")
        elif at:  # it has no comma, so the one before it must not keep one
            self._replace(fields[at - 1].end, field.end, "")
        else:
            self._replace(before, field.end, "")

    def __iter__(self) -> Iterator[str]:
        return iter([field.name.lower() for field in self._span.fields])

    def __len__(self) -> int:
        return len(self._span.fields)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in list(self)

    def __repr__(self) -> str:
        return f"<BibEntry @{self.type}{{{self.key}}} with {len(self)} fields>"

    def _field(self, name: str) -> FieldSpan:
        for field in self._span.fields:
            if field.name.lower() == name.lower():
                return field
        raise KeyError(name)

    def _add(self, name: str, right_side: str) -> None:
        """Add a field behind the last one, in the same layout."""
        if not _NAME.match(name):
            raise RecordError(f"{name!r} cannot be the name of a field")
        text, span = self._text, self._span
        if not span.fields:
            newline = "\r\n" if "\r\n" in text else "\n"
            comma = "" if span.has_comma else ","
            line = f"{comma}{newline}  {name} = {right_side}{newline}"
            self._replace(span.head, span.end - 1, line)
            return
        last = span.fields[-1]
        before = span.fields[-2].comma if len(span.fields) > 1 else span.head
        gap = text[before : last.start]
        if gap.strip():
            gap = " "
        middle = text[last.start + len(last.name) : last.value]
        head = _aligned(name, last.name, middle)
        if last.comma >= 0:
            self._replace(last.comma, last.comma, f"{gap}{head}{right_side},")
        else:
            self._replace(last.end, last.end, f",{gap}{head}{right_side}")

    def _replace(self, start: int, end: int, text: str) -> None:
        changed = self._text[:start] + text + self._text[end:]
        span = scan_entry(changed, 0)
        if span is None or span.end != len(changed):
            raise RecordError(f"the change would break the entry {self.key!r}")
        self._text, self._span = changed, span


def _aligned(name: str, model: str, middle: str) -> str:
    """A name and its equals sign; signs or values stay in the column of the model's."""
    before, _, behind = middle.partition("=")
    if len(before) > 1 and "\n" not in before:  # the signs are aligned
        before = " " * max(len(model) + len(before) - len(name), 1)
    elif len(behind) > 1 and "\n" not in behind:  # the values are
        behind = " " * max(len(model) + len(behind) - len(name), 1)
    return f"{name}{before}={behind}"


class BibFile(Mapping[str, BibEntry]):
    """A .bib file: its entries by key, and everything between them.

    A key that is used twice is found as `key`, then `key-2` ..., as `read` names them.

    >>> file = BibFile(b"% mine\\n@book{tb, title={T},\\n  year = 1984}\\n")
    >>> file["tb"]["year"] = "1986"
    >>> file.to_bytes()
    b'% mine\\n@book{tb, title={T},\\n  year = 1986}\\n'
    """

    __slots__ = ("_bom", "_chunks", "_encoding", "path")

    def __init__(self, data: bytes, *, path: str = "", encoding: str | None = None) -> None:
        self.path = path
        """The file's name, or `""`."""
        self._bom = b""
        text, self._encoding = self._decode(data, encoding)
        self._chunks: list[str | BibEntry] = []
        position = 0
        for span in scan_file(text):
            self._chunks.append(text[position : span.start])
            source = text[span.start : span.end]
            own = scan_entry(source, 0)
            self._chunks.append(BibEntry(source, own) if own is not None else source)
            position = span.end
        self._chunks.append(text[position:])

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, encoding: str | None = None) -> BibFile:
        """Open a file.

        Args:
            path: The file.
            encoding: Its encoding; without it UTF-8, else Windows-1252, else Latin-1.

        Raises:
            SourceError: There is no such file, or it cannot be read.
        """
        name = os.fspath(path)
        try:
            data = Path(name).read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SourceError(f"{name} cannot be read: {reason}") from None
        return cls(data, path=name, encoding=encoding)

    def _decode(self, data: bytes, encoding: str | None) -> tuple[str, str]:
        """The text, such that encoding it gives the same bytes."""
        if encoding is None:
            for bom, codec in _BOMS:
                if data.startswith(bom):
                    self._bom, data = bom, data[len(bom) :]
                    encoding = codec
        for codec in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
            try:
                text = data.decode(codec)
            except (UnicodeError, LookupError):
                continue
            if text.encode(codec) == data:
                return text, codec
        raise SourceError(f"{self.path or 'the file'} cannot be read as {encoding}")

    def to_bytes(self) -> bytes:
        """The file's bytes, as they are now.

        Raises:
            RecordError: A new value has a character that the file's encoding lacks.
        """
        text = str(self)
        try:
            return self._bom + text.encode(self._encoding)
        except UnicodeEncodeError as error:
            lacking = text[error.start]
            raise RecordError(f"{lacking!r} cannot be written in {self._encoding}") from None

    def write(self, path: str | os.PathLike[str] | None = None) -> None:
        """Write the file, to where it came from or to another place.

        The file has its old content until the new content is complete, so an interruption loses
        nothing. Its mode is kept. A symbolic link stays a link.

        Raises:
            RecordError: A new value has a character that the file's encoding lacks.
            SourceError: It cannot be written, or its folder takes no new file.
        """
        target = os.fspath(path) if path is not None else self.path
        data = self.to_bytes()
        if not target:
            raise SourceError("the file has no name; say where to write it")
        try:
            replace_file(target, data)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SourceError(f"{target} cannot be written: {reason}") from None

    def add(self, entry: str | Record, *, to: str = "biblatex") -> BibEntry:
        """Add an entry at the end.

        Args:
            entry: An entry as text, or a record.
            to: The format of a record: `"bibtex"` or `"biblatex"`.

        Returns:
            The new entry.

        Raises:
            RecordError: The text is not one entry.
        """
        source = WRITERS.find(to).write((entry,))[0] if isinstance(entry, Record) else entry
        newline = "\r\n" if "\r\n" in str(self) else "\n"
        source = source.strip().replace("\r\n", "\n").replace("\n", newline)
        span = scan_entry(source, 0)
        if span is None or span.end != len(source):
            raise RecordError("this is not one entry of a .bib file")
        added = BibEntry(source, span)
        tail = self._chunks[-1] if isinstance(self._chunks[-1], str) else ""
        if str(self):
            ended = tail.endswith("\n") or (not tail and len(self._chunks) == 1)
            blank = tail.endswith(newline * 2)
            self._chunks.append("" if blank else newline if ended else newline * 2)
        self._chunks += [added, newline]
        return added

    def remove(self, key: str) -> None:
        """Take an entry away, with the empty line behind it. Comments stay.

        Raises:
            RecordNotFound: There is no such entry.
        """
        entry = self[key]
        at = next(i for i, chunk in enumerate(self._chunks) if chunk is entry)
        following = self._chunks[at + 1] if at + 1 < len(self._chunks) else ""
        if isinstance(following, str):
            rest = re.sub(r"\A[ \t]*(?:\r?\n)?(?:[ \t]*\r?\n)?", "", following, count=1)
            self._chunks[at + 1 : at + 2] = [rest]
        del self._chunks[at]

    def _by_key(self) -> dict[str, BibEntry]:
        ids = UniqueIds()
        return {ids.take(one.key): one for one in self._chunks if isinstance(one, BibEntry)}

    def __getitem__(self, key: str) -> BibEntry:
        try:
            return self._by_key()[key]
        except KeyError:
            raise RecordNotFound(key) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key())

    def __len__(self) -> int:
        return sum(isinstance(chunk, BibEntry) for chunk in self._chunks)

    def __str__(self) -> str:
        """The file's text, without a byte order mark."""
        return "".join(
            chunk.source if isinstance(chunk, BibEntry) else chunk for chunk in self._chunks
        )

    def __repr__(self) -> str:
        return f"<BibFile {self.path or '(no name)'} with {len(self)} entries>"
