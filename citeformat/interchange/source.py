"""Read the text of a path, bytes or an open file, which may be compressed with gzip.

In: whatever the user passes to `read`. Out: a `Source`: its text, its name, and a `Problem` if the
encoding was guessed.
"""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import reprlib
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, TypeAlias

from citeformat.errors import Problem, SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["BOMS", "GZIP", "Source", "SourceLike", "Unpacked", "is_file_name", "open_source"]

SourceLike: TypeAlias = "str | bytes | bytearray | os.PathLike[str] | IO[str] | IO[bytes]"

_LONGEST_NAME = 4096
"""No file system that we know allows a longer path."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""Control characters that text never has. 26 ends a DOS file, 27 starts an escape sequence."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order mark -> encoding."""
GZIP = b"\x1f\x8b"
"""The first bytes of a file that is compressed with gzip."""


class Source(NamedTuple):
    """The text of one source."""

    text: str
    """The text; every line ends with a line feed."""
    name: str = ""
    """The file's name as the user gave it, or `""` for text."""
    problems: tuple[Problem, ...] = ()
    """A warning if the encoding was guessed."""


class Unpacked(io.RawIOBase):
    """The content of a file that is compressed with gzip, up to where the file is broken.

    >>> file = Unpacked(io.BytesIO(gzip.compress(b"text")[:-4]))
    >>> file.readall(), file.fault
    (b'text', 'Compressed file ended before the end-of-stream marker was reached')
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = gzip.GzipFile(fileobj=file)
        self.fault = ""
        """Why the rest cannot be read, or `""`."""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer, and return the number of bytes; 0 at the end."""
        target = memoryview(buffer)
        try:
            data = self._file.read1(len(target))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.fault = str(error)
            return 0
        target[: len(data)] = data
        return len(data)


def open_source(source: SourceLike, encoding: str | None = None) -> Source:
    """Read a source.

    A `str` is the name of a file if that file exists. Otherwise it is text if it has several
    lines, begins as BibTeX, JSON or XML does, or is blank. Anything else must be the name of a
    missing file.

    Args:
        source: A path, text, bytes, or an open file. Bytes may be compressed with gzip.
        encoding: The encoding of bytes. The default is UTF-8, then Windows-1252.

    Raises:
        SourceError: There is no such file, or it has no text.

    >>> open_source("@book{x, title={T}}").name
    ''
    """
    if isinstance(source, str):
        if is_file_name(source):
            return _read_file(source, encoding)
        start = source.lstrip("\ufeff \t\r\n")[:1]
        if start and start not in "@{[%<" and "\n" not in source and "\r" not in source:
            # Only this error needs it.
            from citeformat.record.text.identifiers import Identifier, identifier_of

            hint = ""
            if isinstance(identifier_of(source), Identifier):
                hint = f"; citeformat.fetch({source!r}) gets the work from the web"
            elif "://" in source:
                hint = "; citeformat.read reads files, and nothing from the web"
            raise SourceError(f"there is no file named {source!r}{hint}")
        return Source(_clean(source))
    if isinstance(source, (bytes, bytearray)):
        return _decode(bytes(source), "", encoding)
    if isinstance(source, os.PathLike):
        return _read_file(os.fspath(source), encoding)
    if not hasattr(source, "read"):
        hint = "; Records(...) takes CSL-JSON items" if isinstance(source, list | dict) else ""
        shown = reprlib.repr(source)
        raise SourceError(f"a path, text, bytes or an open file is needed, not {shown}{hint}")
    name = getattr(source, "name", "")
    name = name if isinstance(name, str) else ""
    what = name or "the file"
    try:
        data = source.read()
    except (OSError, ValueError) as error:
        raise SourceError(f"{what} cannot be read: {error}") from error
    if isinstance(data, (bytes, bytearray)):
        return _decode(bytes(data), name, encoding)
    if not isinstance(data, str):
        raise SourceError(f"{what} returned neither text nor bytes")
    if "\0" in data:
        raise SourceError(f"{what} is not a text file")
    return Source(_clean(data), name)


def is_file_name(text: str) -> bool:
    """Return whether a text is the name of a file or folder that exists.

    >>> is_file_name("@book{x}")
    False
    """
    if "\n" in text or len(text) > _LONGEST_NAME or not text.strip():
        return False
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _read_file(name: str, encoding: str | None) -> Source:
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(f"{name} is a folder, not a file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"there is no file named {name!r}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{name} cannot be read: {reason}") from error
    return _decode(data, name, encoding)


def _decode(data: bytes, name: str, encoding: str | None) -> Source:
    what = name or "the input"
    if data.startswith(GZIP):
        packed = Unpacked(io.BytesIO(data))
        source = _decode(packed.readall(), name, encoding)
        if not packed.fault:
            return source
        if not source.text:
            raise SourceError(f"{what} cannot be decompressed: {packed.fault}")
        message, hint = f"the file is not complete: {packed.fault}", "the rest was left out"
        problem = Problem("error", message, name, hint=hint)
        return source._replace(problems=(*source.problems, problem))
    if encoding is None:
        encoding = next((codec for bom, codec in BOMS if data.startswith(bom)), None)
    if encoding is not None:
        try:
            return Source(_clean(data.decode(encoding)), name)
        except (UnicodeError, LookupError) as error:
            raise SourceError(f"{what} cannot be read as {encoding}: {error}") from None
    if b"\0" in data:
        raise SourceError(f"{what} is not a text file")
    try:
        return Source(_clean(data.decode("utf-8")), name)
    except UnicodeDecodeError as error:
        if _BINARY.search(data):
            raise SourceError(f"{what} is not a text file") from None
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
        used = "Windows-1252"
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252
        text = data.decode("latin-1")
        used = "Latin-1"
    problem = Problem(
        "warning",
        f"the text is not UTF-8 and was read as {used}",
        name,
        line,
        "save the file as UTF-8, or name its encoding",
    )
    return Source(_clean(text), name, (problem,))


def _clean(text: str) -> str:
    """Remove a byte order mark and NUL characters, and end each line with a line feed."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "")
