"""The pages of the service for people.

In: the renderer of a service. Out: routes, which `create_app` adds to its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import Route

    from citeformat.service.rendering import Renderer

__all__ = ["routes"]


def routes(renderer: Renderer) -> list[Route]:
    """Return the routes of the pages.

    Args:
        renderer: Reads and renders references. `request.app.state.worker.run` calls its methods in
            threads.
    """
    return []
