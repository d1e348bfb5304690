"""Choose the format, the style and the locale of an answer.

In: the header `Accept` and the query of a request. Out: a `Representation`. Nothing here depends on
a web framework; `citeformat.negotiate` is for programs with a framework of their own.

Sources: RFC 9110, section 12.5.1; the documentation of content negotiation of Crossref and
DataCite, which put `style` and `locale` into the media type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from citeformat._util.extras import installed_by
from citeformat._util.text import did_you_mean
from citeformat.errors import FormatError, NotAcceptable
from citeformat.interchange.registry import WRITERS
from citeformat.output.registry import FORMATS
from citeformat.service.media_types import MEDIA_TYPES, RENDERED

__all__ = ["OFFERS", "Representation", "find_format", "negotiate"]

OFFERS = ("csl-json", *RENDERED, *(name for name in WRITERS if name != "csl-json"))
"""The formats of one record, the preferred one first."""


@dataclass(frozen=True, slots=True)
class Representation:
    """What a request asks for."""

    format: str
    """The name of a format: of `Bibliography.to` if `is_rendered`, otherwise of `convert`."""
    media_type: str
    """The media type of the answer, without parameters."""
    style: str = ""
    """The style that references are rendered in, as the request names it; `""` for records."""
    locale: str = ""
    """The locale, as a BCP 47 tag, or `""` for that of the style."""

    @property
    def is_rendered(self) -> bool:
        """Whether the answer is a reference in a style, and not a record."""
        return self.format in RENDERED

    @property
    def content_type(self) -> str:
        """The header `Content-Type` of the answer."""
        return f"{self.media_type}; charset=utf-8"


class _Range(NamedTuple):
    """One media range of the header `Accept`."""

    type: str
    subtype: str
    parameters: Mapping[str, str]
    quality: float
    position: int

    def fitness(self, media_type: str) -> int:
        """Return how closely the range names a media type, or 0 if it does not include it."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 3
        if (self.type, self.subtype) == (kind, "*"):
            return 2
        return (self.type, self.subtype) == ("*", "*")


def negotiate(
    accept: str | None = None,
    query: Mapping[str, str] | None = None,
    *,
    offers: Sequence[str] = OFFERS,
    style: str = "apa",
) -> Representation:
    """Choose what to answer to a request for references.

    Args:
        accept: The header `Accept`; `None` and `""` accept everything. A media type may have the
            parameters `style` and `locale`.
        query: The query of the request. Its `format`, `style` and `locale` come before the
            header. `format` is the name of a format or a media type. `style` prefers formats that
            have a style, if the header accepts several equally.
        offers: The formats that there are, the preferred one first.
        style: The style of requests that name none.

    Returns:
        The format, its media type, the style and the locale. The style is not looked up:
        `Style.named` does it, and says which styles have similar names.

    Raises:
        NotAcceptable: The header accepts none of the formats; `available` lists media types.
        FormatError: `format` of the query is none of the formats.

    >>> negotiate("text/x-bibliography; style=ieee; locale=de-DE")
    Representation(format='text', media_type='text/x-bibliography', style='ieee', locale='de-DE')
    >>> negotiate("application/rdf+xml;q=0.9, application/x-bibtex;q=0.5").format
    'bibtex'
    >>> negotiate("application/x-bibtex", {"format": "html", "style": "vancouver"}).style
    'vancouver'
    >>> negotiate("*/*").format, negotiate("*/*", {"style": "vancouver"}).format
    ('csl-json', 'text')
    """
    query = query or {}
    parameters: Mapping[str, str] = {}
    wanted = query.get("format", "")
    if wanted:
        format, media_type = _named_format(wanted, offers)
    else:
        if query.get("style"):
            offers = sorted(offers, key=WRITERS.__contains__)
        format, media_type, parameters = _accepted(accept or "*/*", tuple(offers))
    if format in WRITERS:
        return Representation(format, media_type)
    return Representation(
        format,
        media_type,
        query.get("style", "") or parameters.get("style", "") or style,
        query.get("locale", "") or parameters.get("locale", ""),
    )


def find_format(name: str, offers: Sequence[str]) -> str:
    """Return which of some formats has a name or an alias, or `""`. Case does not count.

    >>> find_format("bib", OFFERS), find_format("pdf", OFFERS)
    ('bibtex', '')
    """
    wanted = name.strip().lower()
    if wanted in offers:
        return wanted
    for format in offers:
        for registry in (WRITERS, FORMATS):
            if format in registry and wanted in registry[format].aliases:
                return format
    return ""


def _named_format(name: str, offers: Sequence[str]) -> tuple[str, str]:
    """Return the format and the media type that a query names."""
    media_type = name.strip().lower().replace(" ", "+")  # a plus sign in a query means a blank
    for format in offers:
        if media_type in MEDIA_TYPES.get(format, ()):
            return format, media_type
    found = find_format(name, offers)
    if not found:
        names = ", ".join(offers)
        near = did_you_mean(name, offers)
        hint = f"{near} ({names})" if near else f"the formats are {names}"
        raise FormatError(f"there is no format {name!r}; {hint}")
    return found, MEDIA_TYPES.get(found, ("text/plain",))[0]


@lru_cache(maxsize=256)
def _accepted(accept: str, offers: tuple[str, ...]) -> tuple[str, str, Mapping[str, str]]:
    """Return the format and media type that a header prefers, and the parameters of its range.

    The range that names a media type most closely decides about its quality (RFC 9110). Of equal
    qualities, the closer range wins, then the earlier range, then the earlier format.
    """
    ranges = _ranges(accept)
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen: tuple[str, str, Mapping[str, str]] | None = None
    for format in offers:
        for media_type in MEDIA_TYPES.get(format, ()):
            fitting = [(each.fitness(media_type), each.quality, -each.position) for each in ranges]
            fitness, quality, position = max(fitting, default=(0, 0.0, 0))
            if fitness and quality and (quality, fitness, position) > best:
                best = quality, fitness, position
                chosen = format, media_type, ranges[-position].parameters
    if chosen is None:
        raise NotAcceptable(
            accept, [each for format in offers for each in MEDIA_TYPES.get(format, ())[:1]]
        )
    return chosen


def _ranges(accept: str) -> list[_Range]:
    """Parse the header `Accept`. What is not a media range is left out."""
    with installed_by("service"):
        import mimeparse

    ranges: list[_Range] = []
    for part in accept.split(","):
        try:
            kind, subtype, parameters = mimeparse.parse_media_range(part)
        except mimeparse.MimeTypeParseException:
            continue
        quality = float(parameters.pop("q"))
        ranges.append(_Range(kind.lower(), subtype.lower(), parameters, quality, len(ranges)))
    return ranges
