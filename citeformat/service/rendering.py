"""Read and render references: what the resources of the service and its pages have in common.

In: text or bytes that somebody has sent, and the name of a style. Out: records, and rendered
references as text or as values for JSON. Nothing here knows about HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from citeformat.cite_this.box import CiteThis
from citeformat.cite_this.sets import BOXES, Box, Output
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import FormatError
from citeformat.interchange import read
from citeformat.interchange.convert import convert
from citeformat.interchange.registry import WRITERS
from citeformat.record import Record, Records
from citeformat.richtext.links import Links
from citeformat.service.library import Library
from citeformat.service.problems import Refusal, problem_dicts
from citeformat.service.settings import Settings
from citeformat.service.style_cache import LoadedStyle, StyleCache

__all__ = ["Renderer", "bibliography_dict", "too_large"]

_LINKS = Links(titles=False)


@dataclass(frozen=True)
class Renderer:
    """The settings, the styles and the records of a service, and what it does with them.

    The methods are ordinary functions that take time. A page calls them in a thread:
    `await application.run(renderer.bibliography, records, "apa")`.

    >>> from citeformat.service.library import RecordLibrary
    >>> renderer = Renderer(Settings(), StyleCache(10), RecordLibrary())
    >>> records = renderer.read("@book{x, author={Knuth, Donald}, title={TeX}, year=1984}")
    >>> renderer.bibliography(records, "ieee").text
    '[1] D. Knuth, TeX. 1984.\\n'
    """

    settings: Settings
    styles: StyleCache
    library: Library

    def read(self, data: str | bytes, format: str = "") -> Records:
        """Read the references that somebody has sent.

        Args:
            data: Text or bytes, which are never the name of a file.
            format: The name of a format; by default, the text decides.

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
        self.check_count(len(records))
        return records

    def check_count(self, count: int) -> None:
        """Make sure that one request may have so many records.

        Raises:
            Refusal: There are too many.
        """
        limit = self.settings.max_items
        if count > limit:
            detail = f"the request has {count:,} records; at most {limit:,} are rendered together"
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail, {"max_items": limit})

    def style(self, name: str = "", locale: str = "") -> LoadedStyle:
        """Return a style that is ready to render.

        Args:
            name: A name, as `Style.named` takes it; `""` is the service's own choice.
            locale: A BCP 47 tag; `""` is the locale of the style.

        Raises:
            StyleNotFound: No style has the name; `suggestions` has similar names.
            StyleError: The style cannot be used, or `locale` is not a language tag.
        """
        return self.styles.get(name or self.settings.default_style, locale)

    def bibliography(
        self, records: Records | Sequence[Record], style: str = "", locale: str = ""
    ) -> Bibliography:
        """Render a reference list, with links of the identifiers that it prints.

        Raises:
            StyleError: As for `style`.
        """
        made = self.style(style, locale).style.bibliography(records)
        return made.with_links(_LINKS)

    def convert(self, records: Records | Sequence[Record], format: str) -> str:
        """Write records in a format of `citeformat.convert`.

        Raises:
            FormatError: No format has this name.
        """
        return str(convert(records, to=format))

    def cite_this(
        self, records: Records | Sequence[Record], formats: Sequence[str] = (), locale: str = ""
    ) -> list[dict[str, Any]]:
        """Make the texts of a "Cite this" box for each record.

        Args:
            records: The records.
            formats: Names of styles and of export formats, or the name of one set; by default, the
                set of research portals.
            locale: The language of the texts, as a BCP 47 tag.

        Returns:
            For each record an object with its `id`, and `outputs` with label, text and HTML.

        Raises:
            StyleNotFound: A name is neither a style nor an export format.
        """
        ready = CiteThis(self._box(formats, locale))
        return [{"id": record.id, "outputs": ready.texts(record).as_dicts()} for record in records]

    def _box(self, formats: Sequence[str], locale: str) -> Box:
        """Return the box with the styles and formats that a request names."""
        if not formats or (len(formats) == 1 and formats[0] in BOXES):
            box = BOXES[formats[0] if formats else "research-portal"]
            styled = [
                replace(each, style=self.style(str(each.style), locale).style)
                if each.style
                else each
                for each in box.outputs
            ]
            return Box(tuple(styled), links=box.links)
        outputs: list[Output] = []
        for name in formats:
            try:
                outputs.append(Output(name, export=WRITERS.find(name).name))
            except FormatError:
                style = self.style(name, locale).style
                outputs.append(Output(style.title or style.name, style=style))
        return Box(tuple(outputs))


def too_large(limit: int) -> Refusal:
    """Return the refusal of a body that is too large."""
    detail = f"the request has more than {limit:,} bytes"
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"max_bytes": limit})


def bibliography_dict(made: Bibliography, style: LoadedStyle) -> dict[str, Any]:
    """Return a reference list as an object of JSON."""
    return {
        "style": style.style.name,
        "locale": style.style.locale,
        "entries": [{"id": each.id, "text": each.text, "html": each.html} for each in made],
        "html": made.html,
        "problems": problem_dicts(made.problems),
    }
