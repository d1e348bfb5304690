"""Text -> LaTeX as research portals write it between quotation marks.

In: a value of a record, with CSL-JSON's markup. Out: LaTeX in which braces are balanced and no
quotation mark stands outside of them, so that nothing in a record can end the field.
"""

from __future__ import annotations

from citeformat.exporters.latex import encode
from citeformat.exporters.portal_facts import line

__all__ = ["escape", "verbatim"]

_QUOTE = "\ue000"
"""Stands for a quotation mark while the text is encoded; accents (`{\\"o}`) have marks too."""
_SPELLINGS = {r"{\textbackslash}": r"\textbackslash{}", r"{\copyright}": r"{\textcopyright}"}
"""A command as it is usually spelled -> as portals spell it."""
_UNSAFE = {ord(character): f"%{ord(character):02X}" for character in '"{}\\'}


def escape(value: object) -> str:
    """A value as LaTeX in ASCII, as far as LaTeX has commands.

    >>> escape('Mollá & "sons" 50%')
    'Moll{\\\\\\'a} \\\\& {"}sons{"} 50\\\\%'
    """
    text = line(value)
    if text.isascii() and text.replace(" ", "").isalnum():
        return text
    source, _ = encode(text.replace(_QUOTE, "").replace('"', _QUOTE), ascii=True)
    for usual, portal in _SPELLINGS.items():
        source = source.replace(usual, portal)
    return source.replace(_QUOTE, '{"}')


def verbatim(value: object) -> str:
    """An address or DOI, in which only what would end the field is written otherwise.

    >>> verbatim('10.1000/a_b"c')
    '10.1000/a_b%22c'
    """
    return line(value).translate(_UNSAFE)
