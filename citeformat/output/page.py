"""Whole documents, for the formats whose reference lists are parts of documents.

In: a list or a citation that is written in a format. Out: a web page or a LaTeX document of it.
"""

from __future__ import annotations

from functools import cache
from html import escape

from citeformat.output.direction import text_direction
from citeformat.output.protocol import EntryText, Layout
from citeformat.output.registry import FORMATS

__all__ = ["standalone", "styled", "stylesheet"]


@cache
def stylesheet() -> str:
    """Return the stylesheet for reference lists in HTML.

    It sets hanging indents, aligns numbers, and follows the direction of the text. Its rules for
    `.csl-page` are for pages of their own, in light and dark.

    >>> ".hanging-indent > .csl-entry" in stylesheet()
    True
    """
    from importlib.resources import files

    return files("citeformat.output").joinpath("references.css").read_text("utf-8")


def styled(html: str) -> str:
    """Put the rules of the stylesheet for lists in front of a list, as notebooks need it."""
    rules = stylesheet().partition("/* Pages")[0].strip()
    return f"<style>\n{rules}\n</style>\n{html}"


def standalone(
    text: str,
    format: str,
    *,
    title: str = "References",
    language: str = "en",
    heading: bool = True,
) -> str:
    """Make a whole document of a written list or citation.

    HTML becomes a page with the stylesheet, LaTeX a document for any engine, and a citation in RTF
    a document. The texts of all other formats are whole documents already.

    Args:
        text: What `to` returned.
        format: The format that it is written in.
        title: The title of the document.
        language: The language of the document, as a BCP 47 tag.
        heading: Whether a web page has its title as a heading.

    Raises:
        FormatError: The format is unknown.
        TypeError: `text` is not a text.

    >>> standalone("See <i>TeX</i>.", "html", language="ar").splitlines()[1]
    '<html class="csl-page" lang="ar" dir="rtl">'
    """
    output = FORMATS.find(format)
    if not isinstance(text, str):
        raise TypeError(f"a written list is needed, such as bibliography.to({output.name!r})")
    if output.name == "html":
        return _HTML.format(
            language=escape(language),
            direction=text_direction(language),
            title=escape(title, quote=False),
            heading=f"<h1>{escape(title, quote=False)}</h1>\n" if heading else "",
            style=stylesheet(),
            text=text.rstrip("\n"),
        )
    if output.name == "latex":
        return _LATEX.format(title=output.load().write(title), text=text.rstrip("\n"))
    if output.name == "rtf" and not text.startswith("{\\rtf"):
        return output.load().bibliography([EntryText("", text.rstrip("\n"))], Layout())
    return text


_HTML = """<!DOCTYPE html>
<html class="csl-page" lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{heading}{text}
</main>
</body>
</html>
"""

_LATEX = r"""\documentclass{{article}}
\usepackage{{iftex}}
\ifpdftex
  \usepackage[T1]{{fontenc}}
  \usepackage[utf8]{{inputenc}}
\else
  \usepackage{{fontspec}}
\fi
\usepackage[hidelinks]{{hyperref}}
\begin{{document}}
\section*{{{title}}}
{text}
\end{{document}}
"""
