"""The TeX commands that a .bib file defines in its `@preamble`.

In: the TeX source of the preamble, and the source of a field. Out: the field's source with each of
these commands replaced by its definition. Commands that the decoder knows keep their meaning.

Sources: "BibTeXing" (btxdoc), section 2.1, for `@preamble`; "The TeXbook", chapter 20, for `def`;
"LaTeX: A Document Preparation System", section C.8.1, for `newcommand`; the documentation of amsopn
for `DeclareMathOperator`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from citeformat.interchange.bibtex.macros import closing_brace, skip_blanks
from citeformat.interchange.latex.decoder import is_known

__all__ = ["Definition", "expand_commands", "read_definitions"]

_NAME = r"\\[A-Za-z@]+"
_DEFINITION = re.compile(
    rf"""
    \\(?P<kind>(?:re)?newcommand|providecommand|DeclareRobustCommand|DeclareMathOperator)\*?\s*
        (?:\{{\s*(?P<braced>{_NAME})\s*\}}|(?P<bare>{_NAME}))\s*
        (?:\[(?P<count>\d)\]\s*)?(?:\[(?P<default>[^\[\]]*)\]\s*)?(?=\{{)
    | \\[gex]?def\s*(?P<defined>{_NAME})\s*(?P<parameters>(?:\#\d\s*)*)(?=\{{)
    | \\let\s*(?P<alias>{_NAME})\s*=?\s*(?P<target>{_NAME})
    """,
    re.VERBOSE,
)
_COMMAND = re.compile(r"\\([A-Za-z@]+)")
_OPTION = re.compile(r"\[([^\[\]]*)\]")
_TOKEN = re.compile(r"\\[A-Za-z]+|\\?[^{}]", re.DOTALL)
_PARAMETER = re.compile(r"#([1-9])")
_CAPITAL = re.compile(r"(?<![\\A-Za-z])[a-z]*[A-Z]")
_MOST_EXPANSIONS = 500
"""The number of expansions in one field. A definition that uses itself has no end."""
_LONGEST = 50_000


class Definition(NamedTuple):
    """What a command expands to."""

    body: str
    """Its TeX source, with `#1` for the first argument."""
    arguments: int = 0
    """The number of its arguments."""
    default: str | None = None
    """The first argument if it is left out; `None` if it cannot be left out."""


def read_definitions(source: str) -> dict[str, Definition]:
    r"""Find the definitions in a preamble.

    Args:
        source: TeX source. Other commands in it are skipped.

    Returns:
        Name without the backslash → its definition. Commands that the decoder knows are left out.

    >>> read_definitions(r"\newcommand{\JX}[1]{Journal of #1}")["JX"]
    Definition(body='Journal of #1', arguments=1, default=None)
    """
    found: dict[str, Definition] = {}
    position = 0
    while match := _DEFINITION.search(source, position):
        position = match.end()
        name = match["braced"] or match["bare"] or match["defined"] or match["alias"]
        body, default = match["target"], match["default"]
        count = int(match["count"] or 0) or (match["parameters"] or "").count("#")
        if body is None:
            end = closing_brace(source, position)
            body, position = source[position + 1 : end].strip(), end
        if match["kind"] == "DeclareMathOperator":
            body = rf"\operatorname{{{body}}}"
        is_first = name[1:] not in found
        if not is_known(name[1:]) and (is_first or match["kind"] != "providecommand"):
            found[name[1:]] = Definition(body, count, default)
    return found


def expand_commands(source: str, definitions: Mapping[str, Definition]) -> tuple[str, str]:
    r"""Replace the commands that a preamble defines.

    Args:
        source: The source of a field.
        definitions: The definitions, from `read_definitions`.

    Returns:
        The source, and the name of a command whose expansion has no end, or `""`; with such a
        command, nothing is replaced. Capitals that a command prints are in braces, so that styles
        do not change their case.

    >>> expand_commands(r"\JX{Trees}, 3", {"JX": Definition("Journal of #1", 1)})
    ('{Journal of Trees}, 3', '')
    """
    given = source
    position = expansions = 0
    while match := _COMMAND.search(source, position):
        position = match.end()
        definition = definitions.get(match[1])
        if definition is None:
            continue
        expansions += 1
        if expansions > _MOST_EXPANSIONS or len(source) > _LONGEST:
            return given, match[1]
        arguments, position = _read_arguments(source, position, definition)
        text = _insert_arguments(definition.body, arguments)
        if _CAPITAL.search(text):
            text = f"{{{text}}}"
        elif source[position : position + 1].isalpha() and _COMMAND.search(text[-80:]):
            text += "{}"  # a command at its end must not run into the text that follows
        source = source[: match.start()] + text + source[position:]
        position = match.start()
    return source, ""


def _insert_arguments(body: str, arguments: Sequence[str]) -> str:
    def argument(parameter: re.Match[str]) -> str:
        number = int(parameter[1])
        return arguments[number - 1] if number <= len(arguments) else ""

    return _PARAMETER.sub(argument, body)


def _read_arguments(source: str, position: int, definition: Definition) -> tuple[list[str], int]:
    """Read the arguments of a command, and return them with the position after them."""
    arguments: list[str] = []
    if definition.default is not None:
        option = _OPTION.match(source, skip_blanks(source, position))
        arguments.append(definition.default if option is None else option[1])
        position = position if option is None else option.end()
    while len(arguments) < definition.arguments:
        start = skip_blanks(source, position)
        token = _TOKEN.match(source, start)
        if source[start : start + 1] == "{":
            end = closing_brace(source, start)
            arguments.append(source[start + 1 : end])
            position = end + 1
        elif token is not None:
            arguments.append(token[0])
            position = token.end()
        else:
            break
    return arguments, position
