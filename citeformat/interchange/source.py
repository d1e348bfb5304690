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
import stat
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

from citeformat._util.files import reason_of
from citeformat.errors import Problem, SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = [
    "BOMS", "GZIP", "MAX_BYTES", "Source", "SourceLike", "Unpacked", "decode", "given_text",
    "is_file_name", "name_of_file", "open_source",
]  # fmt: skip

SourceLike: TypeAlias = "str | bytes | bytearray | os.PathLike[str] | IO[str] | IO[bytes]"

MAX_BYTES = 1_000_000_000
"""The size of the largest source that is read, after it is decompressed."""
_DESCRIPTORS = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""Names of files that are open already, as shells make them for `<(command)`."""
_LONGEST_NAME = 4096
"""No file system that we know allows a longer path."""
_ZIP = b"PK\3\4"
"""What a ZIP archive begins with, such as an .xlsx, .ods or .docx file."""
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
_PIECE = 1 << 20
"""The bytes that are decompressed at a time: memory is only taken for what is there."""


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
            data = self._file.read1(min(len(target), _PIECE))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.fault = str(error)
            return 0
        target[: len(data)] = data
        return len(data)


def given_text(text: str, max_bytes: int = MAX_BYTES) -> Source:
    """Return text as a source. It is never taken for the name of a file.

    Raises:
        SourceError: It has more than `max_bytes` characters.
        TypeError: It is not text.

    >>> given_text("/etc/passwd").text
    '/etc/passwd'
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    _check_size(len(text), "", max_bytes)
    return Source(_clean(text))


def open_source(
    source: SourceLike, encoding: str | None = None, max_bytes: int = MAX_BYTES
) -> Source:
    """Read a source.

    A `str` is the name of a file if that file exists. Otherwise it is text if it has several
    lines, begins as BibTeX, JSON or XML does, or is blank. Anything else must be the name of a
    missing file.

    Args:
        source: A path, text, bytes, or an open file. Bytes may be compressed with gzip.
        encoding: The encoding of bytes. The default is UTF-8, then Windows-1252.
        max_bytes: The size of the largest source that is read, after it is decompressed.

    Raises:
        SourceError: There is no such file, it is not a regular file, it has no text, or it has
            more than `max_bytes` bytes.

    >>> open_source("@book{x, title={T}}").name
    ''
    """
    if isinstance(source, str):
        if is_file_name(source):
            return _read_file(source, encoding, max_bytes)
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
        return given_text(source, max_bytes)
    if isinstance(source, (bytes, bytearray)):
        return decode(bytes(source), "", encoding, max_bytes)
    if isinstance(source, os.PathLike):
        return _read_file(os.fspath(source), encoding, max_bytes)
    if not hasattr(source, "read"):
        items = "; Records(...) takes CSL-JSON items, and read_several a list of files"
        hint = items if isinstance(source, list | dict) else ""
        shown = reprlib.repr(source)
        raise SourceError(f"a path, text, bytes or an open file is needed, not {shown}{hint}")
    name = name_of_file(source)
    what = name or "the file"
    try:
        data = source.read(max_bytes + 1)
    except TypeError:  # a `read` without a parameter
        data = source.read()
    except (OSError, ValueError) as error:
        raise SourceError(f"{what} cannot be read: {error}") from error
    if isinstance(data, (bytes, bytearray)):
        return decode(bytes(data), name, encoding, max_bytes)
    if not isinstance(data, str):
        raise SourceError(f"{what} returned neither text nor bytes")
    _check_size(len(data), name, max_bytes)
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


def name_of_file(file: Any) -> str:
    """Return the name of an open file, or `<name>` if no file of this name is open.

    An upload has the name that its sender chose. In brackets it is never the name of a file that
    somebody could be tempted to open later. A file without a name, and anything else, gets `""`.

    >>> upload = io.BytesIO()
    >>> upload.name = "/etc/passwd"
    >>> name_of_file(upload)
    '</etc/passwd>'
    """
    name = getattr(file, "name", "")
    if not isinstance(name, str) or not name:
        return ""
    try:
        if os.path.samestat(os.fstat(file.fileno()), Path(name).stat()):
            return name
    except (OSError, ValueError, AttributeError, TypeError):
        pass
    return name if name.startswith("<") else f"<{name}>"


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        hint = "iter_records reads larger files of CSL-JSON"
        raise SourceError(f"{name or 'the input'} has more than {max_bytes:,} bytes; {hint}")


def _read_file(name: str, encoding: str | None, max_bytes: int) -> Source:
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(f"{name} is a folder, not a file")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not name.startswith(_DESCRIPTORS):
            # A FIFO may never have a writer, and a device may never end.
            raise SourceError(f"{name} is not a regular file")
        _check_size(status.st_size, name, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise SourceError(f"there is no file named {name!r}") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{name} cannot be read: {reason_of(error)}") from error
    return decode(data, name, encoding, max_bytes)


def decode(
    data: bytes, name: str, encoding: str | None = None, max_bytes: int = MAX_BYTES
) -> Source:
    """Decompress and decode the bytes of a file.

    Args:
        data: The bytes.
        name: What messages call the file, or `""`.
        encoding: Their encoding. The default is UTF-8, then Windows-1252.
        max_bytes: How many bytes they may be, after they are decompressed.

    Raises:
        SourceError: They are not text, or too many.

    >>> decode(b"M\\xfcnchen", "refs.bib").text
    'München'
    """
    what = name or "the input"
    _check_size(len(data), name, max_bytes)
    if data.startswith(GZIP):
        packed, content = Unpacked(io.BytesIO(data)), io.BytesIO()
        while content.tell() <= max_bytes and (piece := packed.read(_PIECE)):
            content.write(piece)
        source = decode(content.getvalue(), name, encoding, max_bytes)
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
        hint = "; save a spreadsheet as CSV" if data.startswith(_ZIP) else ""
        raise SourceError(f"{what} is not a text file{hint}")
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
        "save the file as UTF-8, or name its encoding: read(..., encoding=...)",
    )
    return Source(_clean(text), name, (problem,))


def _clean(text: str) -> str:
    """Remove a byte order mark and NUL characters, and end each line with a line feed."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "")
