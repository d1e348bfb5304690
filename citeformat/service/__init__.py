"""Citations over HTTP: content negotiation, and an ASGI application.

`create_app` makes the application, which `citeformat serve` runs. `negotiate` is the part that a
program with a web framework of its own uses. Importing this package imports no framework.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeformat._util.extras import installed_by
from citeformat.service.negotiation import Representation, negotiate
from citeformat.service.settings import Settings

if TYPE_CHECKING:
    from citeformat.service.application import create_app
    from citeformat.service.library import Library, write_store

__all__ = [
    "Library",
    "Representation",
    "Settings",
    "create_app",
    "negotiate",
    "write_store",
]

_MODULES = {"create_app": "application", "Library": "library", "write_store": "library"}


def __getattr__(name: str) -> Any:
    # Starlette is optional, and SQLite takes time to import.
    if name in _MODULES:
        from importlib import import_module

        with installed_by("service"):
            return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
