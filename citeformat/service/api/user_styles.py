"""Render with a style that a request brings, in a process of its own.

In: a `Message` whose body has CSL text. Out: the `Answer`. The process ends with the answer, and is
stopped when the time of a request is over, so a style that takes forever costs nothing but this
time. It stores nothing: compiled code of strangers does not get into the cache folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from citeformat.errors import CiteformatError
from citeformat.service.api.routes import RESOURCES, Resource
from citeformat.service.library import RecordLibrary
from citeformat.service.messages import Answer, Message, json_bytes
from citeformat.service.problems import Refusal, refusal_of
from citeformat.service.rendering import Renderer
from citeformat.service.settings import Settings
from citeformat.service.style_cache import LoadedStyle
from citeformat.style import Style

__all__ = ["answer_with_style", "main", "user_style"]

_MOST_MEMORY = 1_500_000_000
"""The bytes of address space that the process may use."""


def user_style(message: Message) -> str:
    """Return the CSL text that a request brings, or `""`.

    `style` of the body is CSL text if it begins as XML does; otherwise it is a name.

    Raises:
        Refusal: It is something else than text.
    """
    members = message.members
    csl, sent = members.get("styleXML", ""), members.get("style", "")
    if not isinstance(csl, str) or not isinstance(sent, str):
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "the style is not text")
    return csl or (sent if sent.lstrip("\ufeff \t\r\n").startswith("<") else "")


def answer_with_style(renderer: Renderer, resource: Resource, message: Message, csl: str) -> Answer:
    """Answer a request in the style that it brings.

    Args:
        renderer: The renderer of the service, whose settings are the limits.
        resource: The resource that is asked.
        message: The request.
        csl: The text of the style.

    Raises:
        Refusal: The service takes no styles; or the style is invalid, or takes too much time or
            memory.
    """
    settings = renderer.settings
    if not settings.user_styles:
        raise Refusal(HTTPStatus.FORBIDDEN, "this service takes no styles, only their names")
    if not resource.takes_styles:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "this resource takes no style")
    records = message.records(renderer)  # also those that only the library has
    body = {
        **{name: value for name, value in message.members.items() if name not in _REPLACED},
        "items": records.to_csl(),
    }
    task = {
        "resource": resource.name, "csl": csl, "body": body, "accept": message.accept,
        "query": {name: value for name, value in message.query.items() if name != "style"},
        "settings": asdict(settings),
    }  # fmt: skip
    environment = {
        **os.environ,
        "CITEFORMAT_CACHE_DIR": "",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json_bytes(task),
            capture_output=True,
            env=environment,
            timeout=settings.max_seconds,
        )
    except subprocess.TimeoutExpired:
        limit = settings.max_seconds
        detail = f"the style takes more than {limit:g} seconds"
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail, {"max_seconds": limit}) from None
    if done.returncode:
        detail = "the style takes too much memory or time"
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
    made: dict[str, Any] = json.loads(done.stdout)
    if "detail" in made:
        raise Refusal(HTTPStatus(made["status"]), made["detail"], made["members"])
    return Answer(b64decode(made["body"]), made["media_type"], made["etag"], made["headers"])


_REPLACED = frozenset(("items", "references", "ids", "style", "styleXML"))


class _OneStyle:
    """The style of the request, by any name."""

    def __init__(self, csl: str) -> None:
        self._csl = csl

    def get(self, name: str, locale: str = "") -> LoadedStyle:
        style = Style.from_string(self._csl, locale=locale or None)
        return LoadedStyle(style, style.version.checksum)


def main() -> None:
    """Read a task from standard input, and write its answer to standard output."""
    task = json.load(sys.stdin.buffer)
    settings = Settings(**task["settings"])
    if sys.platform != "win32":
        import resource

        seconds = int(settings.max_seconds) + 1  # if the service itself is stopped
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    renderer = Renderer(settings, _OneStyle(task["csl"]), RecordLibrary())
    message = Message(
        task["query"], task["accept"], json_bytes(task["body"]), content_type="application/json"
    )
    handler = next(each.handler for each in RESOURCES if each.name == task["resource"])
    try:
        answer = handler(renderer, message)
        body = answer.body if isinstance(answer.body, bytes) else b"".join(answer.body)
        made: dict[str, Any] = {
            "body": b64encode(body).decode(), "media_type": answer.media_type,
            "etag": answer.etag, "headers": dict(answer.headers),
        }  # fmt: skip
    except CiteformatError as error:
        refusal = refusal_of(error)
        made = {
            "status": int(refusal.status), "detail": refusal.detail,
            "members": dict(refusal.members),
        }  # fmt: skip
    sys.stdout.buffer.write(json_bytes(made))


if __name__ == "__main__":
    main()
