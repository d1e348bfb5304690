"""Say which extra installs a package that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["installed_by"]


@contextmanager
def installed_by(extra: str) -> Iterator[None]:
    """Import optional packages, and name the extra if one is missing.

    Args:
        extra: The extra that installs them.

    Raises:
        ModuleNotFoundError: A package is not installed.

    >>> with installed_by("service"):
    ...     import no_such_package
    Traceback (most recent call last):
    ModuleNotFoundError: No module named 'no_such_package': pip install 'citeformat[service]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{error.msg}: pip install 'citeformat[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from None
