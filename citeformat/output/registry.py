"""The output formats by name.

In: a format's name. Out: the format, whose module is imported when it is first used: most programs
need one of them. Another package adds formats by entry points of the group `citeformat.formats`;
each names an object with `name`, `write` and `bibliography` (`Format`).
"""

from __future__ import annotations

from citeformat._util.registry import Plugin, Registry
from citeformat.errors import FormatError
from citeformat.output.protocol import Format

__all__ = ["FORMATS", "get_format"]


def _adopt(name: str, target: str, value: object) -> Plugin[Format]:
    if not isinstance(value, Format):
        raise TypeError("it is not an output format")
    return Plugin(name, target)


_WRITERS = "citeformat.output.writers"

FORMATS: Registry[Plugin[Format]] = Registry(
    "output format",
    (
        Plugin("text", f"{_WRITERS}.plain:PLAIN", ("plain", "txt"), (".txt",)),
        Plugin("ansi", f"{_WRITERS}.ansi:ANSI", ("terminal",)),
        Plugin("html", f"{_WRITERS}.html:HTML", (), (".html", ".htm")),
        Plugin("markdown", f"{_WRITERS}.markdown:MARKDOWN", ("md",), (".md", ".markdown")),
        Plugin("latex", f"{_WRITERS}.latex:LATEX", ("tex",), (".tex",)),
        Plugin("rtf", f"{_WRITERS}.rtf:RTF", (), (".rtf",)),
        Plugin("rst", f"{_WRITERS}.rst:RST", ("restructuredtext",), (".rst",)),
        Plugin("typst", f"{_WRITERS}.typst:TYPST", (), (".typ",)),
        Plugin("asciidoc", f"{_WRITERS}.asciidoc:ASCIIDOC", ("adoc",), (".adoc",)),
        Plugin("org", f"{_WRITERS}.org:ORG", (), (".org",)),
        Plugin("json", f"{_WRITERS}.json_text:JSON", (), (".json",)),
        Plugin("pandoc", f"{_WRITERS}.pandoc:PANDOC"),
    ),
    error=FormatError,
    group="citeformat.formats",
    adopt=_adopt,
)


def get_format(name: str) -> Format:
    """Return the output format of a name.

    Raises:
        FormatError: No format has this name, or another package's format cannot be used.

    >>> get_format("html").name
    'html'
    """
    try:
        return FORMATS.find(name).load()
    except FormatError:
        if isinstance(name, str) and name.strip().lower().lstrip(".") in ("docx", "word", "doc"):
            hint = "Word documents are not text: citeformat.to_docx writes them as bytes"
            raise FormatError(hint) from None
        raise
