"""Editing a .bib file: every byte stays, except for those of what is changed.

In: a file, or its bytes. Out: the same bytes, with other values in the fields that were set, and
without what was deleted. Comments, order, spacing, `@string`s, line ends, byte order mark and
encoding stay. People keep these files under version control, where a change of one field should be
a change of one line.

    file = BibFile.open("refs.bib")
    file["knuth1984"]["year"] = "1986"
    del file["knuth1984"]["note"]
    file.write()
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path

from citeformat._util.files import reason_of, replace_file
from citeformat._util.text import is_digits
from citeformat.errors import RecordError, RecordNotFound, SourceError
from citeformat.interchange.bibtex.editing.scanner import (
    AFTER_ENTRY,
    EntrySpan,
    FieldSpan,
    is_whole_value,
    scan_entry,
    scan_file,
)
from citeformat.interchange.bibtex.macros import simple_value
from citeformat.interchange.latex.encoder import is_balanced
from citeformat.interchange.registry import WRITERS
from citeformat.record import Record
from citeformat.record.citation_keys import UniqueIds

__all__ = ["BibEntry", "BibFile"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KEY_OR_NAME = re.compile(r"[^\s,{}()=\"#%~\\]+\Z")
_COMMENT = re.compile(r"[ \t]*%[^\r\n]*")
_LAST_LINE = re.compile(r"\r?\n[^\n]*\Z")
_TYPE = re.compile(r"[A-Za-z][\w:+-]*\Z")


class BibEntry(MutableMapping[str, str]):
    """An entry: field name → TeX source without the delimiters. Case of names does not matter.

    Setting a field changes its value's characters only. A new field goes to the end of the entry,
    in the layout of the field before it.
    """

    __slots__ = ("_span", "_text")

    def __init__(self, text: str, span: EntrySpan) -> None:
        self._text = text
        self._span = span

    @property
    def source(self) -> str:
        """The text of the entry in the file. It can be set to the text of another entry."""
        return self._text

    @source.setter
    def source(self, source: str) -> None:
        if source != self._text:
            self._replace(0, len(self._text), source)

    @property
    def span(self) -> EntrySpan:
        """The positions of the key and the fields in `source`."""
        return self._span

    @property
    def key(self) -> str:
        """The citation key."""
        return self._span.key

    @key.setter
    def key(self, key: str) -> None:
        if not _KEY_OR_NAME.match(key):
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
        """Return the right side of a field as it is in the file, with delimiters and macros.

        Raises:
            KeyError: The entry does not have the field.
        """
        field = self._field(name)
        return self._text[field.value : field.end]

    def set_raw(self, name: str, right_side: str) -> None:
        """Set the right side of a field, such as `jan # "~1"`.

        Raises:
            RecordError: It is not one whole value.
        """
        if not is_whole_value(right_side):
            raise RecordError(f"{right_side!r} is not a value of a field")
        if name in self:
            field = self._field(name)
            self._replace(field.value, field.end, right_side)
        else:
            self._add(name, right_side)

    def __getitem__(self, name: str) -> str:
        raw = self.raw(name)
        simple = simple_value(raw)
        if simple is not None:
            return simple
        inner = raw[1:-1]
        return inner if raw[:1] in '{"' and is_balanced(inner) and is_whole_value(raw) else raw

    def __setitem__(self, name: str, value: str) -> None:
        """Set a field to TeX source. The delimiters stay as they are, if that is possible.

        Raises:
            RecordError: The value's braces do not match.
        """
        if not is_balanced(value):
            raise RecordError(f"the braces of {value!r} do not match")
        old = self.raw(name) if name in self else "{"
        if old.startswith('"') and '"' not in value:
            right_side = f'"{value}"'
        elif old[:1] not in '{"' and is_digits(value):
            right_side = value
        else:
            right_side = f"{{{value}}}"
        self.set_raw(name, right_side)

    def __delitem__(self, name: str) -> None:
        field = self._field(name)
        fields = self._span.fields
        at = fields.index(field)
        before = fields[at - 1].comma if at else self._span.head
        gap = self._text[max(before, 0) : field.start]
        own_line = _LAST_LINE.search(gap) if "%" in gap else None
        if own_line is not None:  # the comment after the field before it stays
            end = field.comma if field.comma >= 0 else field.end
            self._replace(field.start - len(own_line.group()), end, "")
        elif field.comma >= 0:
            self._replace(before, field.comma, "")
        elif at:  # it has no comma, so the field before it must not keep one
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
        """Add a field after the last one, in the same layout."""
        if not _KEY_OR_NAME.match(name):
            raise RecordError(f"{name!r} cannot be the name of a field")
        text, span = self._text, self._span
        if not span.fields:
            newline = "\r\n" if "\r\n" in text else "\n"
            comma = "" if span.has_comma else ","
            line = f"{comma}{newline}  {name} = {right_side}{newline}"
            self._replace(span.head, span.end - 1, line)
            return
        last = span.fields[-1]
        gap = text[span.fields[-2].comma if len(span.fields) > 1 else span.head : last.start]
        if gap.strip():  # a comment
            own_line = _LAST_LINE.search(gap)
            gap = own_line.group() if own_line is not None else " "
        before, _, after = text[last.start + len(last.name) : last.value].partition("=")
        if len(before) > 1 and "\n" not in before:  # the equals signs are aligned
            before = " " * max(len(last.name) + len(before) - len(name), 1)
        elif len(after) > 1 and "\n" not in after:  # the values are aligned
            after = " " * max(len(last.name) + len(after) - len(name), 1)
        field = f"{gap}{name}{before}={after}{right_side}"
        at = last.comma if last.comma >= 0 else last.end
        after_field = _COMMENT.match(text, at)
        if after_field is not None:  # a comment stays on the line of its field
            comment = after_field.group()
            comma = "" if last.comma >= 0 else ","
            end = "," if last.comma >= 0 else ""
            self._replace(at, after_field.end(), f"{comma}{comment}{field}{end}")
        elif last.comma >= 0:
            self._replace(last.comma, last.comma, f"{field},")
        else:
            self._replace(last.end, last.end, f",{field}")

    def _replace(self, start: int, end: int, text: str) -> None:
        changed = self._text[:start] + text + self._text[end:]
        span = scan_entry(changed, 0)
        if span is None or span.end != len(changed):
            raise RecordError(f"the change would break the entry {self.key!r}")
        self._text, self._span = changed, span


class BibFile(Mapping[str, BibEntry]):
    """A .bib file: key → entry, and everything between the entries.

    The entries of a key that is used twice are `key`, `key-2` and so on, as `read` names them.

    >>> file = BibFile(b"% mine\\n@book{tb, title={T},\\n  year = 1984}\\n")
    >>> file["tb"]["year"] = "1986"
    >>> file.to_bytes()
    b'% mine\\n@book{tb, title={T},\\n  year = 1986}\\n'
    """

    __slots__ = ("_bom", "_chunks", "_encoding", "path")

    def __init__(self, data: bytes, *, path: str = "", encoding: str | None = None) -> None:
        if not isinstance(data, bytes):
            raise TypeError("BibFile takes the bytes of a file; BibFile.open takes its path")
        self.path = path
        """The file's name, or `""`."""
        self._bom = b""
        for bom, codec in _BOMS:
            if encoding is None and data.startswith(bom):
                self._bom, data, encoding = bom, data[len(bom) :], codec
        for codec in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
            try:
                text = data.decode(codec)
            except (UnicodeError, LookupError):
                continue
            if text.encode(codec) == data:
                self._encoding = codec
                break
        else:
            raise SourceError(f"{path or 'the file'} cannot be read as {encoding}")
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
            encoding: Its encoding. Without it, UTF-8, Windows-1252 and Latin-1 are tried.

        Raises:
            SourceError: The file does not exist or cannot be read.
        """
        name = os.fspath(path)
        try:
            data = Path(name).read_bytes()
        except (OSError, ValueError) as error:
            raise SourceError(f"{name} cannot be read: {reason_of(error)}") from None
        return cls(data, path=name, encoding=encoding)

    def to_bytes(self) -> bytes:
        """Return the file's bytes with all changes so far.

        Raises:
            RecordError: A new value has a character that the file's encoding does not have.
        """
        text = str(self)
        try:
            return self._bom + text.encode(self._encoding)
        except UnicodeEncodeError as error:
            character = text[error.start]
            raise RecordError(f"{character!r} cannot be written in {self._encoding}") from None

    def write(self, path: str | os.PathLike[str] | None = None) -> None:
        """Write the file, under its own name or another one.

        The file has its old content until the new content is complete, so that an interruption
        loses nothing. Its mode is kept. A symbolic link stays a link.

        Raises:
            RecordError: A new value has a character that the file's encoding does not have.
            SourceError: The file or its folder cannot be written.
        """
        target = os.fspath(path) if path is not None else self.path
        data = self.to_bytes()
        if not target:
            raise SourceError("the file has no name; say where to write it")
        try:
            replace_file(target, data)
        except (OSError, ValueError) as error:
            raise SourceError(f"{target} cannot be written: {reason_of(error)}") from None

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
        """Remove an entry and the empty line after it. Comments stay.

        Raises:
            RecordNotFound: The file does not have the entry.
        """
        entry = self[key]
        at = next(i for i, chunk in enumerate(self._chunks) if chunk is entry)
        following = self._chunks[at + 1] if at + 1 < len(self._chunks) else ""
        if isinstance(following, str):
            self._chunks[at + 1 : at + 2] = [AFTER_ENTRY.sub("", following)]
        del self._chunks[at]

    @property
    def encoding(self) -> str:
        """The encoding of the file, in which it is also written."""
        return self._encoding

    @property
    def parts(self) -> tuple[str | BibEntry, ...]:
        """The entries and the texts between them, in order. Together they are the file."""
        return tuple(self._chunks)

    def rearrange(self, parts: Iterable[str | BibEntry]) -> None:
        """Replace the parts of the file by others, or put them into another order.

        >>> file = BibFile(b"@book{b, year = 2}\\n@book{a, year = 1}\\n")
        >>> first, gap, second = file.parts[1:4]
        >>> file.rearrange([second, gap, first])
        >>> file.to_bytes()
        b'@book{a, year = 1}\\n@book{b, year = 2}'
        """
        self._chunks = list(parts)

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
