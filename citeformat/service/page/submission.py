"""What a user sends with the form of the page.

In: a request. Out: a frozen value, whichever way the form was sent: by a browser without
JavaScript, or by the script of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeformat.errors import SourceError
from citeformat.interchange.source import open_source

if TYPE_CHECKING:
    from starlette.datastructures import FormData, QueryParams

__all__ = ["Submission", "read_form", "read_query"]


_LONGEST_FIELD = 10_000
"""The number of characters of words to search for, and of references to compare. Comparing takes
the longer the longer they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The values of the form."""

    text: str = ""
    """The references, in any format that can be read."""
    error: str = ""
    """Why a file could not be read, or `""`."""
    style: str = ""
    """The name of the chosen style."""
    words: str = ""
    """What is in the field of the style: words to search for, or the title of the chosen style."""
    locale: str = ""
    """A BCP 47 tag, or `""` for the language of the style."""
    cited: str = ""
    """The id of the reference whose "Cite this" box is shown, or `""`."""
    wants_styles: bool = False
    """Whether the words are to be searched for, even if they name a style."""
    like: str = ""
    """A reference as it should look, if the styles that print it are to be found, or `""`."""
    to: str = ""
    """The format of a download."""


def read_query(query: QueryParams, default_style: str) -> Submission:
    """Read the address of the page, which may name a style and a language.

    Args:
        query: The query of the request.
        default_style: The style of addresses that name none.
    """
    return Submission(
        style=query.get("style") or default_style, locale=query.get("locale", "").strip()
    )


async def read_form(form: FormData, default_style: str, max_bytes: int) -> Submission:
    """Read the form.

    Args:
        form: The form, which may have a file. The file comes before the text.
        default_style: The style of forms that name none.
        max_bytes: The size of the largest text, and of the largest file after it is decompressed.
    """

    def value(name: str) -> str:
        found = form.get(name)
        return found if isinstance(found, str) else ""

    text, error = value("text").replace("\r\n", "\n"), ""
    words, like = value("words").strip(), value("like").strip()
    if max(len(words), len(like)) > _LONGEST_FIELD:
        words, like = "", ""
        error = f"A style or a reference to compare has at most {_LONGEST_FIELD:,} characters."
    if len(text) > max_bytes:
        text, error = "", f"The text is too long: the limit is {max_bytes:,} bytes."
    file = form.get("file")
    if file is not None and not isinstance(file, str) and file.filename:
        try:
            text = open_source(await file.read(), max_bytes=max_bytes).text.replace("\r\n", "\n")
        except SourceError as reason:
            error = f"{file.filename}: {reason}"
    # A button names the style or the reference that it chooses.
    chosen = value("choose")
    return Submission(
        text=text,
        error=error,
        style=chosen or value("style") or default_style,
        words="" if chosen else words,
        locale=value("locale").strip(),
        cited=value("cite"),
        wants_styles=value("find") == "words",
        like=like if value("find") == "like" else "",
        to=value("to"),
    )
