"""The command `citeformat serve`: citations over HTTP.

In: files of references, and limits. Out: a server, until it is interrupted. `citeformat.service`
has the application.
"""

from __future__ import annotations

import gc
import logging
import socket
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from citeformat import __version__
from citeformat.cli.input import file_names, read_files
from citeformat.cli.options.styles import styles_folder_option
from citeformat.cli.output import Failure, report
from citeformat.service.settings import Settings
from citeformat.styles.catalogue import user_folder

if TYPE_CHECKING:
    from citeformat.service.library import Library

__all__ = ["serve"]

_DEFAULTS = Settings()
_NEW_OBJECTS = 10_000
"""So many new objects make the garbage collector look for garbage."""
_NEEDED = {
    "jinja2": "jinja2", "mimeparse": "python-mimeparse", "prometheus_client": "prometheus-client",
    "starlette": "starlette", "uvicorn": "uvicorn",
}  # fmt: skip
"""Module -> the package that has it."""


@click.command("serve", short_help="Serve citations over HTTP.")
@click.option("-r", "--records", "files", metavar="FILE", multiple=True,
              help="A file of references, in any format; may be repeated.")  # fmt: skip
@click.option("--store", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
              help="An SQLite file of records, instead of --records.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535),
              help="The port; 0 is any that is free.")  # fmt: skip
@click.option("--root-path", default="", metavar="PATH",
              help="The path that a proxy removes from addresses, such as /cite.")  # fmt: skip
@click.option("-s", "--style", default=_DEFAULTS.default_style, show_default=True, metavar="NAME",
              help="The style of requests that name none.")  # fmt: skip
@styles_folder_option
@click.option("--styles-in-memory", default=_DEFAULTS.styles_in_memory, show_default=True,
              type=click.IntRange(1), metavar="N", help="Compiled styles to keep.")  # fmt: skip
@click.option("--max-items", default=_DEFAULTS.max_items, show_default=True,
              type=click.IntRange(1), metavar="N", help="Records of one request.")  # fmt: skip
@click.option("--max-bytes", default=_DEFAULTS.max_bytes, show_default=True,
              type=click.IntRange(1), metavar="N", help="Bytes of one request.")  # fmt: skip
@click.option("--max-seconds", default=_DEFAULTS.max_seconds, show_default=True,
              type=click.FloatRange(0, min_open=True), metavar="N",
              help="Seconds for one request.")  # fmt: skip
@click.option("--user-styles", is_flag=True, help="Take styles that requests bring.")
@click.option("--cors", "cors_origins", metavar="ORIGIN", multiple=True,
              help="A site whose pages may call the service, or *; may be repeated.")  # fmt: skip
@click.option("--no-page", is_flag=True, help="Serve no pages for people.")
@click.option("--no-log", is_flag=True, help="Do not log each request on standard error.")
def serve(
    files: tuple[str, ...],
    store: str | None,
    host: str,
    port: int,
    root_path: str,
    style: str,
    styles_folder: str | None,
    styles_in_memory: int,
    max_items: int,
    max_bytes: int,
    max_seconds: float,
    user_styles: bool,
    cors_origins: tuple[str, ...],
    no_page: bool,
    no_log: bool,
) -> int:
    """Serve citations over HTTP, until Ctrl-C.

    It makes no requests of its own. A request brings its records, or asks for those of --records
    or --store by their ids.
    """
    missing = [package for module, package in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise Failure(
            f"serve needs {', '.join(missing)}; pip install 'citeformat[service]' brings them"
        )
    if files and store:
        raise click.UsageError("--records and --store cannot be used together.")
    for origin in cors_origins:
        if origin != "*" and not origin.startswith(("http://", "https://")):
            raise click.UsageError(f"--cors needs a site with its scheme: https://{origin}.")
    if "://" in root_path:
        raise click.UsageError("--root-path needs the path alone, such as /cite.")
    root_path = f"/{root_path.strip('/')}".rstrip("/")
    user_folder(styles_folder)  # what is wrong with it is said here, and not to strangers
    from citeformat.service.application import create_app
    from citeformat.service.library import RecordLibrary, StoreLibrary

    settings = Settings(
        default_style=style,
        styles_folder=styles_folder,
        styles_in_memory=styles_in_memory,
        max_items=max_items,
        max_bytes=max_bytes,
        max_seconds=max_seconds,
        user_styles=user_styles,
        cors_origins=cors_origins,
        page=not no_page,
    )
    library: Library
    if store:
        library = StoreLibrary(store)
    else:
        records = read_files(file_names(files)) if files else ()
        library = RecordLibrary(records)
        report(getattr(records, "problems", ()))
    app = create_app(library, settings)
    app.state.renderer.style()  # a wrong name is an error now, and not in each request
    if not no_log:
        _log_requests()
    import uvicorn

    # What is there now stays. Other commands end before garbage counts.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)
    # asyncio sends small answers at once only if the socket says that it is one of TCP
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        reason = error.strerror or error
        raise Failure(f"cannot listen on {host}, port {port}: {reason}") from None
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    proxied = f", which a proxy serves as {root_path}/" if root_path else ""
    click.echo(f"citeformat {__version__} serves {address}{proxied} (Ctrl-C stops it)")
    config = uvicorn.Config(
        app, root_path=root_path, log_config=None, access_log=False, server_header=False,
        proxy_headers=False, timeout_keep_alive=30, lifespan="off", ws="none",
    )  # fmt: skip
    try:
        uvicorn.Server(config).run([listening])
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
    return 0


def _log_requests() -> None:
    """Write the lines of the service to standard error."""
    logger = logging.getLogger("citeformat.service")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
