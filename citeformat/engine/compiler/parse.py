"""Read a style with citeproc-py: with `schema`, the only module that imports citeproc and lxml.

In: the bytes of a style and a locale. Out: a `Tree`: plain elements (`Element`) that can be walked
without knowing either library, the locales in the order of fallback, and what the schema says.

citeproc-py reads, validates and localises; its elements are a read-only syntax tree here, since
its own renderer rewrites them. Entities and document types are refused before anything is parsed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from citeformat.engine.compiler.schema import schema_faults
from citeformat.errors import InvalidStyle, Problem
from citeformat.richtext.spans import GUARD, clean

__all__ = ["Element", "Tree", "parse_style"]

_MAX_BYTES = 4_000_000
_MOST_ATTRIBUTES = 100
"""Of one element; the most are 15."""
_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANK_MARK = re.compile(r"(?<= )(?=[.,;] )")
"""A blank before a mark that a style's author wants, as in ` ; `; others are cleaned away."""
_SCHEMA_NOISE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, eq=False)
class Element:
    """One element of a style or locale."""

    tag: str
    """The name without its namespace."""
    attributes: dict[str, str]
    children: tuple[Element, ...]
    text: str
    line: int

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value, or `default`."""
        return self.attributes.get(name, default)

    def find(self, tag: str) -> Element | None:
        """The first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def find_all(self, tag: str) -> list[Element]:
        """The children with this tag."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[Element]:
        """This element and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Tree:
    """A style, its locales and its faults."""

    name: str
    root: Element
    locales: tuple[Element, ...]
    """The locale elements in the order of fallback: the first that has something decides."""
    lang: str
    """The locale that was asked for."""
    remarks: Callable[[], tuple[Problem, ...]] = field(default=tuple)
    """Asks the schema of CSL, which takes long, what it finds wrong with the style."""


def parse_style(data: bytes, name: str, locale: str | None = None, validate: bool = True) -> Tree:
    """Parse, validate and localise a style.

    Args:
        data: The XML.
        name: What messages call the style.
        locale: BCP 47; `None` for the style's default-locale, else en-US.
        validate: Whether to check it against the schema (slow).

    Raises:
        InvalidStyle: It is no well-formed XML, or no CSL style.
    """
    _refuse_entities(data, name)
    xml = _parsed(data, name)
    _refuse_attributes(xml, name)
    root = _element(xml.getroot())
    remarks = partial(_validate, xml, name) if validate else tuple
    lang = _primary_dialect(locale or root.get("default-locale") or "en-US")
    return Tree(name, root, (*_own_locales(root, lang), *_locale_files(lang)), lang, remarks)


def _refuse_entities(data: bytes, name: str) -> None:
    if len(data) > _MAX_BYTES:
        message = f"the style has {len(data):,} bytes; at most {_MAX_BYTES:,} are read"
        raise InvalidStyle(name, [Problem("error", message, name)])
    head = data.lower()
    for word in (b"<!entity", b"<!doctype"):
        position = head.find(word)
        if position >= 0:
            line = data.count(b"\n", 0, position) + 1
            message = "document types and entities are not allowed in a style"
            raise InvalidStyle(name, [Problem("error", message, name, line, "remove it")])


def _parsed(data: bytes, name: str) -> Any:
    from citeproc.frontend import CitationStylesXML
    from lxml import etree

    try:
        xml = CitationStylesXML(io.BytesIO(data), validate=False).xml
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise InvalidStyle(name, [Problem("error", str(error.msg), name, line)]) from None
    if xml.getroot().tag != f"{_NAMESPACE}style":
        hint = "the root element must be cs:style, in the namespace of CSL"
        problem = Problem("error", "this is no CSL style", name, 1, hint)
        raise InvalidStyle(name, [problem])
    return xml


def _refuse_attributes(xml: Any, name: str) -> None:
    """Refuse elements with very many attributes: to read each takes as long as there are others."""
    faults = [
        Problem("error", f"an element has more than {_MOST_ATTRIBUTES} attributes", name,
                element.sourceline or 0)
        for element in xml.iter("*")
        if len(element.attrib) > _MOST_ATTRIBUTES
    ]  # fmt: skip
    if faults:
        raise InvalidStyle(name, faults)


def _primary_dialect(lang: str) -> str:
    """A language's primary dialect, which is meant where a locale is a language ("Locale
    Fallback"); a dialect is itself."""
    from citeproc.model import PRIMARY_DIALECTS

    return str(PRIMARY_DIALECTS.get(lang, lang))


def _own_locales(style: Element, lang: str) -> list[Element]:
    """A style's own locales in the order of fallback; of two for one language, the later one
    comes first."""
    own = style.find_all("locale")[::-1]
    wanted = dict.fromkeys((lang, lang.split("-")[0], ""))
    return [locale for each in wanted for locale in own if locale.get("lang") == each]


def _locale_files(lang: str) -> list[Element]:
    """The files of the dialect, of the language's primary dialect, and of American English."""
    from citeproc.frontend import CitationStylesLocale
    from citeproc.model import LANGUAGE_NAMES

    wanted = dict.fromkeys((lang, _primary_dialect(lang.split("-")[0]), "en-US"))
    return [
        _element(CitationStylesLocale(each, validate=False).root)
        for each in wanted
        if each in LANGUAGE_NAMES
    ]


def _validate(xml: Any, name: str) -> tuple[Problem, ...]:
    found = [(line, _SCHEMA_NOISE.sub("", message)) for line, message in schema_faults(xml)]
    return tuple(
        Problem("warning", f"the schema of CSL says: {message}", name, line)
        for line, message in dict.fromkeys(found)
    )


def _element(element: Any) -> Element:
    """A plain copy of an element, without what is not of CSL's namespace."""
    children = tuple(
        _element(child)
        for child in element
        if isinstance(child.tag, str) and child.tag.startswith(_NAMESPACE)
    )
    attributes = {
        ("lang" if key == _LANG else key): clean(value) for key, value in element.attrib.items()
    }
    if "delimiter" in attributes:
        attributes["delimiter"] = _BLANK_MARK.sub(GUARD, attributes["delimiter"])
    tag = element.tag.removeprefix(_NAMESPACE)
    return Element(tag, attributes, children, clean(element.text or ""), element.sourceline or 0)
