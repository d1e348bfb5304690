"""Answer the requests of the page.

In: requests. Out: pages, parts of them, files to download, and the files that the page loads.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncGenerator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import anyio
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from citeformat import __version__
from citeformat.engine.compiler.parse import locale_names
from citeformat.errors import StyleError
from citeformat.interchange import WRITERS
from citeformat.output.writers.html import STYLE_VALUES
from citeformat.service.media_types import MEDIA_TYPES
from citeformat.service.middleware import log_failure
from citeformat.service.page.assets import assets
from citeformat.service.page.results import DOWNLOADS, Result, read_records, render_result
from citeformat.service.page.style_choice import PREPARING, choose_style
from citeformat.service.page.submission import Submission, read_form, read_query
from citeformat.service.problems import Refusal
from citeformat.styles import names

if TYPE_CHECKING:
    from citeformat.service.rendering import Renderer

__all__ = ["CONTENT_POLICY", "download", "read_asset", "show_page", "show_result"]

_STYLES = " ".join([f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'"
                    for each in STYLE_VALUES])  # fmt: skip
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    f"style-src 'self' 'unsafe-hashes' {_STYLES}; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the page. The hashes are those of small capitals and the like."""

PARTS = ("result", "styles")
"""The parts of the page that its script asks for."""
_FORM_LIMITS = {"max_files": 1, "max_fields": 20}
_OTHER_BYTES = 100_000
_MOST_LINES = 100
"""The number of problems and of losses that are shown."""


async def show_page(request: Request) -> Response:
    """Show the page with an empty form. The address may name a style and a language."""
    renderer: Renderer = request.app.state.renderer
    submission = read_query(request.query_params, renderer.settings.default_style)
    return await _answer(request, submission)


async def show_result(request: Request) -> Response:
    """Show what the form asks for: the list, or styles to choose from."""
    return await _answer(request, await _submission(request))


async def download(request: Request) -> Response:
    """Send the references as a file."""
    submission = await _submission(request)
    renderer: Renderer = request.app.state.renderer
    if submission.error or submission.to not in DOWNLOADS:
        return await _answer(request, submission)

    def convert() -> str:
        return renderer.convert(read_records(renderer, submission.text), submission.to)

    content = await request.app.state.worker.run(convert)
    suffix = WRITERS[submission.to].suffixes[0]
    return Response(
        content,
        headers={
            "Content-Type": f"{MEDIA_TYPES[submission.to][0]}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="references{suffix}"',
            "Cache-Control": "no-store",
        },
    )


async def read_asset(request: Request) -> Response:
    """Send a stylesheet, a script or a picture. Its address changes with the version."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    headers = {"Cache-Control": "public, max-age=86400", "ETag": asset.tag}
    if request.headers.get("if-none-match") == asset.tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


class _LimitedRequest(Request):
    """A request whose body may have so many bytes. Starlette limits texts, but not files."""

    def __init__(self, request: Request, limit: int) -> None:
        super().__init__(request.scope, request.receive)
        self._limit = limit

    async def stream(self) -> AsyncGenerator[bytes, None]:
        left = self._limit
        async for chunk in super().stream():
            left -= len(chunk)
            if left < 0:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            yield chunk


async def _submission(request: Request) -> Submission:
    settings = request.app.state.renderer.settings
    limit = settings.max_bytes
    # The text, a file, which replaces it, and the small fields.
    limited = _LimitedRequest(request, 3 * limit + _OTHER_BYTES)
    try:
        with anyio.fail_after(settings.max_seconds):
            # Browsers send two characters for the end of a line.
            async with limited.form(**_FORM_LIMITS, max_part_size=2 * limit) as form:
                return await read_form(form, settings.default_style, limit)
    except HTTPException as reason:
        # Starlette says only in words which of its limits is exceeded.
        if reason.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or "size" in reason.detail:
            error = f"The text is too long: the limit is {limit:,} bytes."
        else:
            error = "The form cannot be read."
    except (TimeoutError, ClientDisconnect):
        error = f"The text did not arrive in {settings.max_seconds:g} seconds."
    return Submission(style=settings.default_style, error=error)


async def _answer(request: Request, submission: Submission) -> Response:
    """Write the page, or the part of it that the script asks for."""
    renderer: Renderer = request.app.state.renderer
    part = request.query_params.get("part", "")
    if part not in PARTS:
        part = ""
    status = HTTPStatus.BAD_REQUEST if submission.error else HTTPStatus.OK
    failure = ""
    try:
        html = await request.app.state.worker.run(write_page, renderer, submission, part)
    except Refusal as refusal:  # it takes too long
        status, failure = refusal.status, f"Sorry, {refusal}."
        if submission.like:
            failure += f" {PREPARING} What is ready is kept."
    except Exception as error:  # a bug costs one request
        log_failure(error)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        failure = "Sorry, the service has an error, and cannot show this."
    if failure:
        html = write_page(renderer, submission, part, failure)
    headers = {"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers)


def write_page(
    renderer: Renderer, submission: Submission, part: str = "", failure: str = ""
) -> str:
    """Write the page in HTML.

    Args:
        renderer: The renderer of the service.
        submission: What the user has sent.
        part: `"result"` or `"styles"` for one part of the page.
        failure: Why nothing can be shown, or `""`.
    """
    error = failure or submission.error
    asked = Submission(style="") if failure else submission
    try:
        style, matches = choose_style(renderer, asked)
    except StyleError as reason:
        error = str(reason)
        asked = submission = replace(submission, locale="", style="")
        style, matches = choose_style(renderer, asked)
    result = Result()
    if part != "styles":
        result = render_result(renderer, asked, style)
    context: dict[str, Any] = {
        "downloads": [(name, WRITERS[name].title) for name in DOWNLOADS],
        "error": error,
        "matches": matches,
        "most_lines": _MOST_LINES,
        "part": part,
        "result": result,
        "style": style,
        "submission": submission,
    }
    if not part:
        context |= {"locales": locale_names(), "count": len(names(renderer.settings.styles_folder))}
    return _templates().get_template(f"{part or 'page'}.html").render(context)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("citeformat.service.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["version"] = __version__
    return environment
