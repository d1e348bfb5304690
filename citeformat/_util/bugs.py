"""Say on one line that the program has a bug.

In: an exception that nothing expected. Out: a message for users, or the traceback for those who
look for the bug.
"""

from __future__ import annotations

import os

__all__ = ["bug_message"]

_VARIABLE = "CITEFORMAT_TRACEBACK"
"""The environment variable that asks for tracebacks."""


def bug_message(error: Exception) -> str:
    """Return the message of a command that an unexpected exception has ended.

    Raises:
        Exception: The exception itself, if the environment asks for tracebacks.

    >>> bug_message(ZeroDivisionError("oops")).partition(" (")[0]
    'error: unexpected ZeroDivisionError: oops'
    """
    if os.environ.get(_VARIABLE):
        raise error
    return (
        f"error: unexpected {type(error).__name__}: {error} (this is a bug in citeformat; "
        f"set {_VARIABLE}=1 to see where)"
    )
