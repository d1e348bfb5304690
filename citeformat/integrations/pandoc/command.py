"""The command `pandoc-citeformat`, which pandoc runs as a filter.

In: the JSON of a document from standard input. Out: the document with citations, to standard
output, and problems to standard error. The exit code is 0, or 2 if the document, its style or its
bibliography cannot be read. An error is one line, not a traceback.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from citeformat import __version__
from citeformat.errors import CiteformatError

__all__ = ["main", "run"]

_USAGE = """\
Usage: pandoc --filter pandoc-citeformat [OPTIONS OF PANDOC] FILE
       pandoc-citeformat [--zotero-fields] [--no-cache] [FORMAT] < JSON > JSON

Renders the citations of a document, as pandoc --citeproc does. The metadata of the document says
what to use: bibliography, references, csl, lang, nocite, link-citations, link-bibliography,
notes-after-punctuation, suppress-bibliography, reference-section-title, citation-abbreviations,
zotero-fields.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The options, and the format that pandoc will write; by default, those of the
            process.

    Returns:
        The exit code.
    """
    gc.disable()  # one document is not much memory
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--help" in words or "-h" in words:
        print(_USAGE, end="")
        return 0
    if "--version" in words:
        print(f"pandoc-citeformat {__version__}")
        return 0
    flags = {word for word in words if word.startswith("-")}
    unknown = flags - {"--zotero-fields", "--no-cache"}
    targets = [word for word in words if word not in flags]
    if unknown or len(targets) > 1:
        wrong = min(unknown) if unknown else targets[1]
        print(f"pandoc-citeformat: error: unknown argument {wrong}\n{_USAGE}", file=sys.stderr)
        return 2
    from citeformat.integrations.pandoc.ast import dump, load
    from citeformat.integrations.pandoc.document import filter_document
    from citeformat.manuscripts.settings import Settings

    try:
        try:
            document = load(sys.stdin.buffer.read().decode("utf-8"))
        except ValueError as error:
            _report(f"error: the document is not JSON: {error}")
            return 2
        options = Settings(zotero_fields="--zotero-fields" in flags or None)
        made = filter_document(
            document,
            target=targets[0] if targets else "",
            options=options,
            cache="--no-cache" not in flags,
            encode=True,
        )
        text = dump(made.document)
    except CiteformatError as error:
        _report(f"error: {error}")
        return 2
    except KeyboardInterrupt:
        _report("error: interrupted")
        return 130
    except Exception as error:
        from citeformat._util.bugs import bug_message  # nothing else needs it

        _report(bug_message(error))
        return 2
    for problem in made.problems:
        if problem.severity != "info":
            _report(str(problem).removeprefix("<text>: "))
    sys.stdout.buffer.write(text.encode("ascii"))
    sys.stdout.buffer.flush()
    return 0


def run() -> NoReturn:
    """Run the command, and end the process without freeing each object of the document, which would
    take a tenth of the time."""
    code = main()
    sys.stdout.flush()
    os._exit(code)


def _report(message: str) -> None:
    """Write a message to standard error."""
    text = f"pandoc-citeformat: {message}\n"
    sys.stderr.buffer.write(text.encode("utf-8", "replace"))
    sys.stderr.buffer.flush()


if __name__ == "__main__":
    run()
