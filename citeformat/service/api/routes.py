"""The table of resources: their paths, methods, parameters and answers.

In: nothing. Out: `RESOURCES`, from which the application makes its routes and `openapi.py` the
description of the service.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from citeformat.service.api import resources
from citeformat.service.api.citeproc_js import citeproc_js
from citeformat.service.messages import Answer, Message
from citeformat.service.negotiation import OFFERS
from citeformat.service.rendering import Renderer

__all__ = ["RESOURCES", "Handler", "Resource"]

Handler: TypeAlias = Callable[[Renderer, Message], Answer]
"""What answers the requests of a resource."""


@dataclass(frozen=True)
class Resource:
    """One resource of the service."""

    name: str
    """Its name in logs, metrics and the description of the service."""
    method: str
    path: str
    """Its path, in the form of Starlette."""
    handler: Handler
    offers: tuple[str, ...]
    """The formats of its answers, the preferred one first."""
    query: tuple[str, ...] = ()
    """The names of its query's parameters."""
    is_private: bool = True
    """Whether its answers must not be stored by caches."""
    takes_styles: bool = False
    """Whether a request may bring a style of its own."""
    is_quick: bool = True
    """Whether a small request takes less than a few milliseconds."""

    @property
    def summary(self) -> str:
        """What it answers, in one sentence."""
        return (self.handler.__doc__ or "").strip().partition("\n")[0]


_STYLED = ("style", "locale", "format")

RESOURCES = (
    Resource("citeproc-js", "POST", "/", citeproc_js, ("json", "html", "rtf"),
             ("style", "locale", "bibliography", "citations", "outputformat", "responseformat",
              "linkwrap"), takes_styles=True),
    Resource("record", "GET", "/records/{id:path}", resources.record, OFFERS, _STYLED, False),
    Resource("bibliography", "POST", "/bibliography", resources.bibliography,
             resources.LISTED_OFFERS, (*_STYLED, "from"), takes_styles=True),
    Resource("citations", "POST", "/citations", resources.citations,
             resources.RENDERED_OFFERS, (*_STYLED, "from"), takes_styles=True),
    Resource("convert", "POST", "/convert", resources.convert,
             resources.CONVERTED_OFFERS, ("format", "to", "from")),
    Resource("cite-this", "POST", "/cite-this", resources.cite_this,
             resources.CITED_OFFERS, ("styles", *_STYLED, "from")),
    Resource("check", "POST", "/check", resources.check,
             ("json", "text"), (*_STYLED, "from"), takes_styles=True),
    Resource("styles", "GET", "/styles", resources.styles, ("json",), ("q", "limit"), False,
             is_quick=False),
    Resource("style", "GET", "/styles/{id:path}", resources.style,
             ("json", "csl"), ("format",), False),
    Resource("locales", "GET", "/locales", resources.locales, ("json",), (), False),
    Resource("readiness", "GET", "/readyz", resources.readiness, ("json",),
             is_quick=False),
)  # fmt: skip
