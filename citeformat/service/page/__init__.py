"""The page of the service: paste references, and read them in any style.

In: nothing. Out: routes, which `create_app` adds to its own. The page works without JavaScript: its
form is sent, and a page comes back. Its script sends the same form while the user types, and asks
for a part of the page only.
"""

from __future__ import annotations

from starlette.routing import Route

from citeformat.service.page.views import download, read_asset, show_page, show_result

__all__ = ["routes"]


def routes() -> list[Route]:
    """Return the routes of the page.

    Their application has a renderer and a worker: `app.state.renderer` and `app.state.worker`.
    """
    return [
        Route("/", show_page, methods=["GET"]),
        Route("/page", show_page, methods=["GET"]),
        Route("/page", show_result, methods=["POST"]),
        Route("/download", download, methods=["POST"]),
        Route("/static/{name}", read_asset, methods=["GET"]),
    ]
