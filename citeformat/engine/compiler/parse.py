"""Read a style with citeproc-py. Only this module and `schema` import citeproc and lxml.

In: the bytes of a style and a locale. Out: a `Tree`: plain elements (`Element`) that can be walked
without knowing either library, the locales in the order of fallback, and the schema's errors.

citeproc-py reads and localises; its elements are a read-only syntax tree here, since its own
renderer rewrites them. Entities and document types are refused before anything is parsed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from citeformat.csl.locale import DEFAULT_LOCALE
from citeformat.engine.compiler.schema import CSL, schema_errors
from citeformat.errors import InvalidStyle, Problem
from citeformat.richtext.spans import GUARD, clean
from citeformat.styles.heads import MAX_BYTES

__all__ = [
    "Element",
    "LocaleFile",
    "Tree",
    "is_number",
    "locale_names",
    "parse_style",
    "primary_dialect",
]

LocaleFile = tuple[str, bytes]
"""The tag of a locale, and the content of its file."""

_MAX_ATTRIBUTES = 100
"""The most attributes that one element may have; CSL knows up to 15. Reading each takes longer the
more there are."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANK_MARK = re.compile(r"(?<= )(?=[.,;] )")
"""A blank that a style's author wants before a mark, as in ` ; `; others are cleaned away."""
_NUMBER = re.compile(r"\s*[0-9]{1,6}\s*")


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
        """Return an attribute's value, or `default`."""
        return self.attributes.get(name, default)

    def find(self, tag: str) -> Element | None:
        """Return the first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def find_all(self, tag: str) -> list[Element]:
        """Return the children with this tag."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[Element]:
        """Yield this element and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Tree:
    """A style, its locales and the errors that the schema finds."""

    name: str
    root: Element
    locales: tuple[Element, ...]
    """The locale elements in the order of fallback: the first that defines something decides."""
    lang: str
    """The locale that was asked for."""
    schema_errors: Callable[[], list[tuple[int, str]]] = field(default=list)
    """Validates the style against the schema, which takes long; returns lines and messages."""
    files: tuple[LocaleFile, ...] = ()
    """The user's own locale files."""
    layout_locale: str = ""
    """The attribute `locale` of the layouts that code is written for; `""`: of the others."""

    def layout(self, area: Element) -> Element:
        """Return the layout of cs:citation or cs:bibliography that code is written for.

        An area has several if it has one for each of some languages, and a last one for the others.
        """
        layouts = area.find_all("layout")
        own = [each for each in layouts if each.get("locale").strip() == self.layout_locale]
        return own[0] if own else layouts[-1]

    def layout_locales(self) -> list[str]:
        """List the different attributes `locale` of the layouts, in order."""
        areas = [self.root.find("citation"), self.root.find("bibliography")]
        found = dict.fromkeys(
            layout.get("locale").strip()
            for area in areas
            for layout in (area.find_all("layout") if area is not None else ())
        )
        return [locale for locale in found if locale]

    def for_layouts(self, layout_locale: str) -> Tree:
        """Return the same style for the layouts of some languages, in the first of them."""
        lang = primary_dialect(layout_locale.split()[0])
        locales = _locales(self.root, lang, self.files)
        return replace(
            self, layout_locale=layout_locale, lang=lang, locales=locales, schema_errors=list
        )


def is_number(value: str | None) -> bool:
    """Return whether an attribute holds a number of a sensible size."""
    return value is not None and _NUMBER.fullmatch(value) is not None


def parse_style(
    data: bytes,
    name: str,
    locale: str | None = None,
    validate: bool = True,
    files: Sequence[LocaleFile] = (),
) -> Tree:
    """Parse and localize a style.

    Args:
        data: The XML.
        name: What messages call the style.
        locale: BCP 47; `None` for the style's default-locale, else en-US.
        validate: Whether `Tree.schema_errors` validates it (slow).
        files: The user's own locale files.

    Raises:
        InvalidStyle: It is not well-formed XML, or not a CSL style.
    """
    from citeproc.frontend import CitationStylesXML
    from lxml import etree

    if len(data) > MAX_BYTES:
        message = f"the style has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        raise InvalidStyle(name, [Problem("error", message, name)])
    lowered = data.lower()
    for word in (b"<!entity", b"<!doctype"):
        position = lowered.find(word)
        if position >= 0:
            line = data.count(b"\n", 0, position) + 1
            message = "document types and entities are not allowed in a style"
            raise InvalidStyle(name, [Problem("error", message, name, line, "remove it")])
    try:
        xml = CitationStylesXML(io.BytesIO(data), validate=False).xml
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).rpartition(", line ")[0] or error.msg
        message = f"this is not well-formed XML: {reason}"
        problem = Problem("error", message, name, error.lineno or 0)
        raise InvalidStyle(name, [problem]) from None
    if xml.getroot().tag != f"{CSL}style":
        hint = "the root element must be cs:style, in the namespace of CSL"
        raise InvalidStyle(name, [Problem("error", "this is not a CSL style", name, 1, hint)])
    message = f"an element has more than {_MAX_ATTRIBUTES} attributes"
    errors = [
        Problem("error", message, name, element.sourceline or 0)
        for element in xml.iter("*")
        if len(element.attrib) > _MAX_ATTRIBUTES
    ]
    if errors:
        raise InvalidStyle(name, errors)
    root = _element(xml.getroot())
    lang = primary_dialect(locale or root.get("default-locale") or DEFAULT_LOCALE)
    return Tree(
        name,
        root,
        _locales(root, lang, files),
        lang,
        partial(schema_errors, xml) if validate else list,
        tuple(files),
    )


def _locales(style: Element, lang: str, files: Sequence[LocaleFile]) -> tuple[Element, ...]:
    """Order the locales as "Locale Fallback" asks.

    First come the style's own: of the dialect, of the language, and without a language; of two for
    one language, the later one comes first. Then come the files of the dialect, of the language's
    primary dialect, and of American English; for each, the user's own file comes first.
    """
    from citeproc.frontend import CitationStylesLocale
    from citeproc.model import LANGUAGE_NAMES

    language = lang.split("-")[0]
    own = style.find_all("locale")[::-1]
    dialects = dict.fromkeys((lang, primary_dialect(language), language, DEFAULT_LOCALE))
    return (
        *[
            locale
            for wanted in dict.fromkeys((lang, language, ""))
            for locale in own
            if locale.get("lang") == wanted
        ],
        *[
            locale
            for dialect in dialects
            for locale in (
                *[_read_locale(file) for file in files if file[0] == dialect],
                *(
                    [_element(CitationStylesLocale(dialect, validate=False).root)]
                    if dialect in LANGUAGE_NAMES
                    else []
                ),
            )
        ],
    )


def _read_locale(file: LocaleFile) -> Element:
    """Parse a locale file of the user.

    Raises:
        InvalidStyle: It is not a locale file.
    """
    from lxml import etree

    lang, data = file
    name = f"locales-{lang}.xml"
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).rpartition(", line ")[0] or error.msg
        message = f"this is not well-formed XML: {reason}"
        problem = Problem("error", message, name, error.lineno or 0)
        raise InvalidStyle(name, [problem]) from None
    if root.tag != f"{CSL}locale":
        hint = "the root element must be cs:locale, in the namespace of CSL"
        raise InvalidStyle(name, [Problem("error", "this is not a CSL locale", name, 1, hint)])
    return _element(root)


def locale_names() -> dict[str, str]:
    """Return the locales that come with citeproc-py, and the name of each in its own language.

    >>> locale_names()["de-AT"]
    'Deutsch (Österreich)'
    """
    from citeproc import LANGUAGE_NAMES

    return {tag: str(own) for tag, (own, _english) in sorted(LANGUAGE_NAMES.items())}


def primary_dialect(lang: str) -> str:
    """Return the primary dialect of a language; a dialect is returned as it is."""
    from citeproc.model import PRIMARY_DIALECTS

    return str(PRIMARY_DIALECTS.get(lang, lang))


def _element(element: Any) -> Element:
    """Copy an element, without what is not in CSL's namespace."""
    children = tuple(
        _element(child)
        for child in element
        if isinstance(child.tag, str) and child.tag.startswith(CSL)
    )
    attributes = {
        ("lang" if key == _LANG else key): clean(value) for key, value in element.attrib.items()
    }
    if "delimiter" in attributes:
        attributes["delimiter"] = _BLANK_MARK.sub(GUARD, attributes["delimiter"])
    tag = element.tag.removeprefix(CSL)
    return Element(tag, attributes, children, clean(element.text or ""), element.sourceline or 0)
