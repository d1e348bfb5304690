"""Read and render references: what the resources of the service and its pages have in common.

In: text or bytes that somebody has sent, and the name of a style. Out: records, and rendered
references as text or as values for JSON. Nothing here knows about HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from typing import Literal

from citeformat.cite_this.box import CiteThis
from citeformat.cite_this.sets import BOXES, Box, Output, export_label
from citeformat.engine.compiler.parse import locale_names
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import RecordError, RecordNotFound, StyleError
from citeformat.interchange import read
from citeformat.interchange.convert import convert
from citeformat.interchange.registry import WRITERS
from citeformat.record import Record, Records
from citeformat.richtext.links import Links
from citeformat.service.library import Library
from citeformat.service.negotiation import find_format
from citeformat.service.problems import Refusal, refuse_misspelled
from citeformat.service.settings import Settings
from citeformat.service.style_cache import LoadedStyle, Styles
from citeformat.style import Style

__all__ = ["LINKS", "LONGEST_NAME", "Renderer", "too_large"]

LINKS = Links(titles=False)
"""Identifiers become links, titles do not."""
LONGEST_NAME = 300
"""The length of the longest name of a style. No title has more than 200 characters."""
_CITE_MEMBERS = frozenset((
    "id", "locator", "label", "prefix", "suffix", "suppress-author", "author-only", "position",
    "near-note", "first-reference-note-number",
))  # fmt: skip
"""The members of a citation item."""
_LONGEST_TAG = 35
"""The length of the longest language tag that is taken (RFC 5646, section 4.4.1)."""


@dataclass(frozen=True)
class Renderer:
    """The settings, the styles and the records of a service, and what it does with them.

    The methods are ordinary functions that take time. A page calls them in a thread:
    `await app.state.worker.run(renderer.bibliography, records, "apa")`.

    >>> from citeformat.service.library import RecordLibrary
    >>> from citeformat.service.style_cache import StyleCache
    >>> renderer = Renderer(Settings(), StyleCache(10), RecordLibrary())
    >>> records = renderer.read("@book{x, author={Knuth, Donald}, title={TeX}, year=1984}")
    >>> renderer.bibliography(records, "ieee").text
    '[1] D. Knuth, TeX. 1984.\\n'
    """

    settings: Settings
    styles: Styles
    library: Library

    def read(self, data: str | bytes, format: str = "", *, limited: bool = True) -> Records:
        """Read the references that somebody has sent.

        Args:
            data: Text or bytes, which are never the name of a file.
            format: The name of a format; by default, the text decides.
            limited: Whether there may be only `max_items` records.

        Raises:
            Refusal: The text is too long, or it has too many records.
            SourceError: It is not text.
            FormatError: It is in no format that can be read.
        """
        limit = self.settings.max_bytes
        if len(data) > limit:
            raise too_large(limit)
        wanted = format or None
        if isinstance(data, str):
            records = read(text=data, format=wanted, max_bytes=limit)
        else:
            records = read(data, format=wanted, max_bytes=limit)
        if limited:
            self.check_count(len(records))
        return records

    def find(self, id: str) -> Record:
        """Return the record of the library with an id.

        Raises:
            RecordNotFound: No record has the id.
        """
        record = self.library.find(id)
        if record is None:
            raise RecordNotFound(id)
        return record

    def check_count(
        self,
        count: int,
        what: str = "records",
        limit: Literal["max_items", "max_cites"] = "max_items",
    ) -> None:
        """Make sure that one request may have so many records, or so many cites.

        Args:
            count: Their number.
            what: What a message calls them.
            limit: The setting that limits them.

        Raises:
            Refusal: There are too many.
        """
        most: int = getattr(self.settings, limit)
        if count > most:
            detail = f"the request has {count:,} {what}; at most {most:,} are rendered together"
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail, {limit: most})

    def check_locale(self, locale: str) -> None:
        """Make sure that CSL has a locale of a language.

        Raises:
            StyleError: It has none; the answer would be in English, which nobody asked for. Or the
                tag is too long.
        """
        language = locale.replace("_", "-").partition("-")[0].lower()
        if locale and language not in _languages():
            raise StyleError(f"there is no locale {locale!r}; /locales lists those that there are")
        if len(locale) > _LONGEST_TAG:
            raise StyleError(f"a language tag has at most {_LONGEST_TAG} characters")

    def style(self, name: str = "", locale: str = "") -> LoadedStyle:
        """Return a style that is ready to render.

        Args:
            name: A name, as `Style.named` takes it; `""` is the service's own choice.
            locale: A BCP 47 tag; `""` is the locale of the style.

        Raises:
            StyleNotFound: No style has the name; `suggestions` has similar names.
            StyleError: The style cannot be used, the name is too long, or CSL has no locale of this
                language.
        """
        if len(name) > LONGEST_NAME:  # the cache keeps the names that it is asked for
            raise StyleError(f"the name of a style has at most {LONGEST_NAME} characters")
        self.check_locale(locale)
        return self.styles.get(name or self.settings.default_style, locale)

    def bibliography(
        self, records: Sequence[Record], style: str = "", locale: str = ""
    ) -> Bibliography:
        """Render a reference list, with links of the identifiers that it prints.

        Raises:
            StyleError: As for `style`.
        """
        made = self.style(style, locale).style.bibliography(records)
        return made.with_links(LINKS)

    def convert(self, records: Sequence[Record], format: str) -> str:
        """Write records in a format of `citeformat.convert`.

        Raises:
            FormatError: No format has this name.
        """
        return str(convert(records, to=format))

    def citations(self, given: object) -> list[Citation]:
        """Make citations of what a request has.

        Args:
            given: A list. Each citation is an object with `citationItems` and `properties`, as
                CSL-JSON has it, or a list of ids or of citation items.

        Raises:
            Refusal: It has another form, an item has a misspelled member, or it cites too often.
        """
        if not isinstance(given, list):
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "the citations are not a list")
        self.check_count(len(given), "citations", "max_cites")
        made: list[Citation] = []
        names: dict[str, None] = {}
        for number, each in enumerate(given, 1):
            citation = {"citationItems": each} if isinstance(each, list) else each
            items = citation.get("citationItems") if isinstance(citation, dict) else None
            if not isinstance(items, list):
                detail = f"citation {number} has no list of citation items"
                raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
            items = [{"id": item} if isinstance(item, str) else item for item in items]
            for item in items:
                names |= dict.fromkeys(item if isinstance(item, dict) else ())
            try:
                made.append(Citation.from_csl({**citation, "citationItems": items}))
            except RecordError as error:
                detail = f"citation {number}: {error}"
                raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail) from None
            if not all(cite.id for cite in made[-1].cites):
                detail = f"citation {number} has an item without an id"
                raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
        refuse_misspelled("member", names, _CITE_MEMBERS)
        self.check_count(sum(len(citation.cites) for citation in made), "cites", "max_cites")
        return made

    def box(
        self, formats: Sequence[str] = (), locale: str = ""
    ) -> tuple[CiteThis, list[LoadedStyle]]:
        """Return a "Cite this" box and the styles in it.

        Args:
            formats: Names of styles and of formats to convert to, or the name of one set; by
                default, the set of research portals.
            locale: The language of the texts, as a BCP 47 tag.

        Raises:
            StyleNotFound: A name is neither a style nor a format.
        """
        styles: list[LoadedStyle] = []

        def load(name: str) -> Style:
            styles.append(self.style(name, locale))
            return styles[-1].style

        if not formats or (len(formats) == 1 and formats[0] in BOXES):
            box = BOXES[formats[0] if formats else "research-portal"]
            outputs = [
                replace(each, style=load(str(each.style))) if each.style else each
                for each in box.outputs
            ]
            return CiteThis(replace(box, outputs=tuple(outputs))), styles
        outputs = []
        for name in formats:
            format = find_format(name, tuple(WRITERS))
            if format:
                outputs.append(Output(export_label(format), export=format))
            else:
                style = load(name)
                outputs.append(Output(style.title or style.name, style=style))
        return CiteThis(Box(tuple(outputs))), styles


@cache
def _languages() -> frozenset[str]:
    """Return the languages that have a locale."""
    return frozenset(tag.partition("-")[0] for tag in locale_names())


def too_large(limit: int) -> Refusal:
    """Return the refusal of a body that is too large."""
    detail = f"the request has more than {limit:,} bytes"
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"max_bytes": limit})
