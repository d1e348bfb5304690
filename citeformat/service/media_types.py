"""The media types of formats.

In: the name of a format of `citeformat.read`, `citeformat.convert` or `Bibliography.to`, or the
media type of a request. Out: the other one.

Sources: the documentation of content negotiation of Crossref, of DataCite and of InvenioRDM;
RFC 4180 (CSV), RFC 6207 (MODS), RFC 7763 (Markdown), RFC 9512 (YAML).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["MEDIA_TYPES", "RENDERED", "format_of"]

MEDIA_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "json": ("application/json",),
    "jsonl": ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
    "csl": ("application/vnd.citationstyles.style+xml",),
    # references in a style
    "text": ("text/x-bibliography", "text/plain"),
    "html": ("text/html",),
    "markdown": ("text/markdown",),
    "latex": ("application/x-latex", "text/x-tex", "application/x-tex"),
    "rtf": ("application/rtf", "text/rtf"),
    "rst": ("text/x-rst",),
    "typst": ("text/x-typst",),
    "asciidoc": ("text/asciidoc",),
    "org": ("text/org",),
    # records
    "csl-json": (
        "application/vnd.citationstyles.csl+json",
        "application/citeproc+json",
        "application/json",
    ),
    "csl-jsonl": ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
    "bibtex": ("application/x-bibtex", "text/x-bibtex", "application/bibtex"),
    "biblatex": ("application/x-biblatex", "text/x-biblatex"),
    "ris": (
        "application/x-research-info-systems",
        "application/research-info-systems",
        "application/x-ris",
        "text/x-ris",
    ),
    "refer": ("application/x-endnote-refer", "application/x-endnote"),
    "csl-yaml": ("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"),
    "cff": ("application/vnd.cff+yaml", "application/x-cff"),
    "hayagriva": ("application/vnd.hayagriva+yaml", "application/x-hayagriva"),
    "endnote-xml": ("application/xml", "text/xml"),
    # records that are only read
    "crossref": ("application/vnd.crossref-api-message+json",),
    "datacite": ("application/vnd.datacite.datacite+json",),
    "mods": ("application/mods+xml",),
    "nbib": ("application/nbib", "application/x-nbib"),
    "web-of-science": ("application/x-inst-for-scientific-info",),
    "csv": ("text/csv", "text/tab-separated-values"),
})  # fmt: skip
"""Format -> its media types. Answers have the first one, unless the request names another."""

RENDERED = ("text", "html", "markdown", "latex", "rtf", "rst", "typst", "asciidoc", "org")
"""The formats of references in a style."""

_FORMATS = {
    media_type: name for name, types in reversed([*MEDIA_TYPES.items()]) for media_type in types
}


def format_of(media_type: str) -> str:
    """Return the format of a media type, or `""`. Case does not count.

    >>> format_of("application/x-bibtex"), format_of("image/png")
    ('bibtex', '')
    """
    return _FORMATS.get(media_type.strip().lower(), "")
