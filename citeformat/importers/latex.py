"""TeX source of one field → text with CSL-JSON's markup.

In: a field's source, such as ``The {NASA} story of {\\em Apollo~11}``. Out: its text, in which
`<i>`, `<b>`, `<sup>`, `<sub>` and two kinds of `<span>` stand for formatting, with the name of
each command that is not known. In fields that styles set in title or sentence case, braces become
`<span class="nocase">`, as they protect case in BibTeX.

Sources: "BibTeXing" (btxdoc), section 4, for braces and special characters; "The TeXbook".
"""

from __future__ import annotations

import re
import unicodedata

from citeformat.importers.latex_reader import Reader

__all__ = ["SPECIAL", "decode"]

_BLANKS = re.compile(r" {2,}")
SPECIAL = re.compile(r"[\\{}$~`']|--")
"""What makes TeX source differ from its text; most fields have none of it."""


def decode(source: str, *, title: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text of a field.

    Args:
        source: TeX source, without the delimiters of the field.
        title: Whether styles may change this field's case, so that braces protect it.

    Returns:
        The text, and the names of commands that are not known, in order.

    >>> decode(r"G{\\"o}del's {\\em proof} of {NASA}", title=True)[0]
    'Gödel’s <i>proof</i> of <span class="nocase">NASA</span>'
    """
    if SPECIAL.search(source) is None:
        return source, ()
    reader = Reader(source, protect=title)
    text = reader.sequence()
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text, tuple(reader.unknown)
