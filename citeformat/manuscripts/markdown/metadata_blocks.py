"""Read the blocks of metadata in a Markdown text, which are YAML between `---` and `---` or `...`.

In: the text and its lines. Out: each block with its values, the lines of its keys and its place.

Source: pandoc's manual, "Extension: yaml_metadata_block".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from citeformat.errors import CiteformatError, Problem
from citeformat.interchange.registry import READERS
from citeformat.interchange.shared.markdown_markup import from_markdown
from citeformat.record import Records

__all__ = ["MetadataBlock", "metadata_blocks"]

_RULE = re.compile(r"^\ufeff?(?=---[ \t]*\r?$)", re.MULTILINE)
_BLOCK = re.compile(r"---[ \t]*\r?\n(?![ \t]*\r?\n)((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


class MetadataBlock(NamedTuple):
    """A block of metadata."""

    values: dict[str, Any]
    keys: dict[str, int]
    """Key -> its line."""
    first: int
    """The index of its first line."""
    last: int
    """The index of the line after it."""
    end: int
    """Where the text after it begins."""


def metadata_blocks(
    text: str,
    starts: Sequence[int],
    lines: Sequence[str],
    *,
    file: str = "",
    problems: list[Problem],
) -> Iterator[MetadataBlock]:
    """Yield the blocks of metadata. A block is at the beginning of the text or after a blank line.

    Args:
        text: The text.
        starts: Where its lines begin.
        lines: Its lines. Those of a block may be blanked when it has been read.
        file: The name of the file, for problems.
        problems: Receives what cannot be read.

    >>> text = "---\\ncsl: apa\\n---\\n"
    >>> [block] = metadata_blocks(text, [0, 4, 13], text.splitlines(), problems=[])
    >>> block.values, block.keys, block.end
    ({'csl': 'apa'}, {'csl': 2}, 17)
    """
    end = 0
    for rule in _RULE.finditer(text):
        first = bisect_right(starts, rule.start()) - 1
        if rule.start() < end or (first > 0 and lines[first - 1].strip()):
            continue
        match = _BLOCK.match(text, rule.end())
        if match is None:
            continue
        try:
            values, keys = _values(match[1], first + 1, file, problems)
        except CiteformatError as error:
            if rule.start() > 0:
                continue  # two rules with text between them
            problems.append(Problem("error", str(error), file, first + 1))
            values, keys = {}, {}
        if values is None:
            continue
        end = match.end()
        last = first + match[0].count("\n") + (not match[0].endswith("\n"))
        yield MetadataBlock(values, keys, first, last, end)


def _values(
    text: str, line: int, file: str, problems: list[Problem]
) -> tuple[dict[str, Any] | None, dict[str, int]]:
    """Read the YAML of a block.

    Args:
        text: The text between the rules.
        line: The line of the first rule.
        file: The name of the file, for problems.
        problems: Receives the problems of `references`.

    Returns:
        The values and the lines of the keys; `None` if the block is not an object.

    Raises:
        CiteformatError: It is not YAML, or PyYAML is not installed.
    """
    from citeformat.interchange.shared.yaml_text import load

    root = load("\n" * line + text, "the metadata")
    if not isinstance(root.value, dict):
        return None, {}
    values = dict(root.value)
    lines = {key: node.line for key, node in root.keys}
    title = values.get("reference-section-title")
    if isinstance(title, str):
        values["reference-section-title"] = from_markdown(title)
    if "references" in values:
        try:
            records = READERS["csl-yaml"].read("\n" * line + text, file=file)
        except CiteformatError as error:
            problems.append(Problem("error", str(error), file, lines["references"]))
            records = Records()
        problems += records.problems
        values["references"] = list(records)
    return values, lines
