"""Replace lone surrogates, which a Python string can contain but no encoding can.

JSON and YAML let a file write one (`"\\ud800"`). Text that was decoded with `surrogateescape` has
one for each byte that could not be read.
"""

from __future__ import annotations

import marshal
import re
from typing import Any, TypeVar

__all__ = ["replace_surrogates"]

_T = TypeVar("_T")
_ENCODED = re.compile(b"\xed[\xa0-\xbf]")
"""The first bytes of a surrogate, written as UTF-8 would write it."""


def replace_surrogates(value: _T) -> _T:
    """Replace each lone surrogate by U+FFFD, in text or in the text of a JSON value.

    Returns:
        The value itself if nothing is replaced, otherwise a copy.

    >>> ascii(replace_surrogates({"title": ["x\\ud800y"]}))
    "{'title': ['x\\\\ufffdy']}"
    """
    known: Any = value
    if known.__class__ is str and known.isascii():
        return value
    try:
        # Most values have no surrogates. This takes half as long as visiting every part.
        if not _ENCODED.search(marshal.dumps(known)):
            return value
    except ValueError:  # some part is not a JSON value
        pass
    made: _T = _replaced(value)
    return value if made is value or made == value else made


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        # The two halves of a pair become one character.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_replaced(key): replace_surrogates(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part) for part in value]
    return value
