"""Render batches with citeproc-js, or read its renderings from the cache.

A rendering takes seconds, and citeproc-js does not change while we work. So a temporary folder
keeps renderings under the checksum of everything that they depend on.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.node import find_citeproc, find_node, locales_folder
from tools.sidebyside.batches import Batch

__all__ = ["NoReferenceError", "Rendered", "render"]

Rendered = dict[str, Any]
"""`entries` (pairs of id and text, or null), `singles`, `located`, `clusters`, `notes` (texts); a
text may be `{"error": ...}` instead."""

_DRIVER = Path(__file__).with_name("driver.js")


class NoReferenceError(Exception):
    """This machine does not have node or citeproc-js."""


def render(style: str, batches: Sequence[Batch], locale: str = "") -> list[Rendered]:
    """Render batches in a style (its text).

    Raises:
        NoReferenceError: This machine does not have node or citeproc-js.
    """
    files = [_cache_file(style, batch, locale) for batch in batches]
    missing = [index for index, file in enumerate(files) if not file.exists()]
    if missing:
        made = _run(style, [batches[index] for index in missing], locale)
        for index, rendered in zip(missing, made, strict=True):
            _write(files[index], rendered)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def _run(style: str, batches: Sequence[Batch], locale: str) -> Iterator[str]:
    """Yield a line of JSON for each batch, as soon as node has written it."""
    if not find_node() or not find_citeproc():
        raise NoReferenceError("this needs node and the npm package citeproc (set CITEPROC_JS)")
    job = {
        "citeproc": find_citeproc(), "locales": str(locales_folder()), "style": style,
        "locale": locale, "batches": [batch.to_json() for batch in batches],
    }  # fmt: skip
    with tempfile.TemporaryFile("w+", encoding="utf-8") as stdin:
        json.dump(job, stdin)
        stdin.seek(0)
        command = [find_node(), str(_DRIVER)]
        with subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.PIPE, encoding="utf-8"
        ) as node:
            assert node.stdout is not None
            yield from node.stdout
    if node.returncode:
        raise RuntimeError(f"citeproc-js stopped with exit code {node.returncode}")


def _folder() -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"citeformat-side-by-side-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _cache_file(style: str, batch: Batch, locale: str) -> Path:
    key = hashlib.sha256()
    for part in (_DRIVER.read_text(), find_citeproc(), style, locale, json.dumps(batch.to_json())):
        key.update(part.encode() + b"\0")
    return _folder() / f"{key.hexdigest()[:32]}.json"


def _write(file: Path, rendered: str) -> None:
    aside = file.with_suffix(f".{os.getpid()}")
    aside.write_text(rendered, encoding="utf-8")
    aside.replace(file)
