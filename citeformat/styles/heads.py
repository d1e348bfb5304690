"""Read the first lines of a CSL style: its titles, id, date, default locale, and its parent.

In: the bytes of a .csl file. Out: a `Head`. Reading stops at `</info>`, which takes 0.05 ms. lxml
takes a hundred times as long for the whole style, and has to be imported.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from xml.parsers import expat

from citeformat._util.patterns import lazy_pattern
from citeformat.errors import InvalidStyle, Problem

__all__ = ["MAX_BYTES", "NAMESPACE", "Head", "as_utf8", "quick_titles", "read_head"]

MAX_BYTES = 4_000_000
"""The size of the largest style that is read. The largest real style has 0.3 MB."""
_NOT_OF_FILES = frozenset(
    ("idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined",
     "unicode-escape")
)  # fmt: skip
"""Codecs of Python that are not encodings of files. Punycode takes quadratic time."""
NAMESPACE = "http://purl.org/net/xbiblio/csl"
"""The XML namespace of CSL."""
_COMMENT = lazy_pattern(rb"<!--.*?-->", re.DOTALL)
_TITLES = lazy_pattern(
    rb"<title(?:\s[^>]*)?>([^<]*)</title>(?:\s*<title-short[^>]*>([^<]*)</title-short>)?"
)
_ENTITY = lazy_pattern(rb"&(?!amp;|lt;|gt;|quot;|apos;)")
_TEXTS = ("title", "title-short", "id", "updated")
"""The elements of `info` whose text is read."""
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


class Head(NamedTuple):
    """What a style says about itself."""

    title: str = ""
    """Its title, with single spaces."""
    default_locale: str = ""
    """The `default-locale`, or `""`."""
    parent: str = ""
    """The name of the independent style whose rules a dependent style uses, or `""`."""
    short_title: str = ""
    """Its `title-short`, such as an acronym, or `""`."""
    id: str = ""
    """Its `id`, which is an address as a rule."""
    updated: str = ""
    """When it was changed last, as an ISO 8601 time."""
    kind: str = ""
    """Its `class`: `"in-text"` or `"note"`."""
    citation_format: str = ""
    """The `citation-format` of its category, such as `"numeric"`, or `""`."""


def read_head(text: bytes, name: str) -> Head:
    """Read the head of a style.

    Args:
        text: The style, in UTF-8 (see `as_utf8`).
        name: What messages call it.

    Raises:
        InvalidStyle: The text is not well-formed up to the end of its `info`, or not a CSL style.

    >>> head = read_head(b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note"><info>'
    ...                  b'<title>My Style</title></info></style>', "my")
    >>> head.title, head.kind
    ('My Style', 'note')
    """
    handlers = _HeadHandlers()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = handlers.start_element
    parser.EndElementHandler = handlers.end_element
    parser.CharacterDataHandler = handlers.character_data
    try:
        parser.Parse(text, True)
    except _EndOfInfo:
        pass
    except _NotCsl as error:
        message = f"this is not a CSL style, but an XML document of <{error}>"
        problem = Problem("error", message, name, parser.CurrentLineNumber)
        raise InvalidStyle(name, [problem]) from None
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        problem = Problem("error", f"this is not well-formed XML: {reason}", name, error.lineno)
        raise InvalidStyle(name, [problem]) from None
    except ValueError as error:  # an encoding that expat does not read
        problem = Problem("error", f"this is not XML in UTF-8: {error}", name)
        raise InvalidStyle(name, [problem]) from None
    title, short, id, updated = (
        " ".join("".join(handlers.texts[element]).split()) for element in _TEXTS
    )
    return Head(
        title, handlers.locale, handlers.parent, short, id, updated, handlers.kind,
        handlers.citation_format,
    )  # fmt: skip


def quick_titles(head: bytes) -> tuple[str, str] | None:
    """Find the title and short title in the first bytes of a style, without a parser.

    The list of ten thousand styles is made with it. It takes 2 µs, `read_head` takes 50.

    Returns:
        Both titles, or `None` if they can only be read by a parser.

    >>> quick_titles(b"<style><!-- <title>no</title> --><info><title>A &amp; B</title>")
    ('A & B', '')
    """
    bare = _COMMENT().sub(b"", head) if b"<!--" in head else head
    found = _TITLES().search(bare)
    if not found or (found[2] is None and b"<title-short" in bare):
        return None
    both = found[1] + b"\0" + (found[2] or b"")
    if _ENTITY().search(both):
        return None
    try:
        text = both.decode()
    except UnicodeDecodeError:
        return None
    if "&" in text:
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    title, _, short = text.partition("\0")
    return " ".join(title.split()), " ".join(short.split())


_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def as_utf8(text: bytes | str, name: str) -> bytes:
    """Encode a style in UTF-8, without byte order mark and XML declaration. Line numbers stay.

    Raises:
        InvalidStyle: The bytes are not in the encoding that they declare, or there are more than
            `MAX_BYTES`.

    >>> as_utf8('<?xml version="1.0" encoding="latin-1"?>\\n<é/>'.encode("latin-1"), "x").decode()
    '\\n<é/>'
    """
    if isinstance(text, str):
        data = text.removeprefix("\ufeff").encode("utf-8", "replace")
        return _DECLARATION.sub(b"", data)
    encoding = next((name for mark, name in _MARKS if text.startswith(mark)), "")
    if not encoding:
        declaration = _DECLARATION.match(text)
        declared = _ENCODING.search(declaration[0]) if declaration else None
        encoding = declared[1].decode() if declared else "utf-8"
    message = f"the text is not in the encoding {encoding}"
    if len(text) > MAX_BYTES:  # some codecs take long
        message = f"the style has {len(text):,} bytes; at most {MAX_BYTES:,} are read"
        raise InvalidStyle(name, [Problem("error", message, name)])
    try:
        if codecs.lookup(encoding).name in _NOT_OF_FILES:
            raise LookupError
        decoded = text.decode(encoding)
    except (UnicodeError, LookupError):
        raise InvalidStyle(name, [Problem("error", message, name)]) from None
    return _DECLARATION.sub(b"", decoded.removeprefix("\ufeff").encode())


class _EndOfInfo(Exception):
    """The `info` has been read. Nothing after it is needed."""


class _NotCsl(Exception):
    """The root element is not `style` in the namespace of CSL."""


class _HeadHandlers:
    """Handlers for expat that collect the values of a `Head`."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {element: [] for element in _TEXTS}
        self.locale = ""
        self.parent = ""
        self.kind = ""
        self.citation_format = ""
        self._path: list[str] = []

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, element = tag.rpartition(" ")
        if not self._path:
            if element != "style" or namespace != NAMESPACE:
                raise _NotCsl(element)
            self.locale = attributes.get("default-locale", "")
            self.kind = attributes.get("class", "")
        elif element == "link" and attributes.get("rel") == "independent-parent":
            self.parent = attributes.get("href", "").rstrip("/").rpartition("/")[2]
        elif element == "category" and not self.citation_format:
            self.citation_format = attributes.get("citation-format", "")
        self._path.append(element)

    def end_element(self, tag: str) -> None:
        self._path.pop()
        if self._path == ["style"] and tag.endswith(" info"):
            raise _EndOfInfo

    def character_data(self, text: str) -> None:
        if len(self._path) == 3 and self._path[1] == "info" and self._path[2] in self.texts:
            self.texts[self._path[2]].append(text)
