"""XML → elements of lxml, up to where it is broken.

In: text. Out: the root element. The parser resolves no entities and opens no other file or address.
"""

from __future__ import annotations

import re
from typing import Any

from citeformat.errors import Problem, SourceError

__all__ = ["parse"]

_SURROGATE = re.compile(
    r"&#(?:x0{0,8}[dD][89a-fA-F][0-9a-fA-F]{2}"
    r"|0{0,8}5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));"
)
"""A reference to a surrogate, by its hexadecimal or decimal number."""


def parse(text: str, file: str, problems: list[Problem]) -> Any:
    """Parse XML. What comes before a fault can still be read.

    Args:
        text: The text.
        file: The file's name, for problems.
        problems: Receives a problem for each place where the text is not XML.

    Returns:
        The root element, or `None` if nothing could be read.

    Raises:
        SourceError: The text is not XML.

    >>> parse("<a><b>text</b></a>", "", [])[0].text
    'text'
    """
    from lxml import etree  # takes 20 ms

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    start = text.find("<?xml")
    end = text.find("?>", start) if start >= 0 else -1
    # The text is decoded already, so the encoding in the declaration is wrong.
    body = "\n" * text.count("\n", 0, end) + text[end + 2 :] if end >= 0 else text
    # lxml cannot return the text of an element that refers to a surrogate.
    body = _SURROGATE.sub("\ufffd", body)
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{file or 'the text'} is not XML: {error}") from None
    problems += [
        Problem("error", f"this is not XML: {error.message}", file, error.line)
        for error in parser.error_log
    ]
    return root
