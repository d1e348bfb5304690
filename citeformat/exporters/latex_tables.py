"""Unicode characters, and what TeX calls them. Made of the importer's tables, turned round.

In: the tables of `importers.latex_tables` and `importers.latex_math_tables`. Out: one table for
text, one for combining accents, one for formulas. Where several commands print one character, the
first that the importer lists is the usual one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citeformat.importers import latex_math_tables as math
from citeformat.importers import latex_tables as text

__all__ = ["ACCENTS", "LETTERS", "LIGATURES", "MATH", "SPECIALS", "SYMBOLS"]

SPECIALS = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "`": r"{\textasciigrave}",
    "<": r"{\textless}", ">": r"{\textgreater}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_",
}  # fmt: skip
"""ASCII characters that mean something else in TeX. Braces are spelled as words, because BibTeX
counts those behind a backslash as well ("BibTeXing", section 4)."""

LIGATURES = {
    "\u00a0": "~", "\u202f": r"\,", "‘": "`", "’": "'", "“": "``", "”": "''", "–": "--",
    "—": "---",
}  # fmt: skip
"""Characters that people type in ASCII in any .bib file, whatever its encoding."""


def _inverted(commands: Mapping[str, str], skip: Iterable[str] = ()) -> dict[str, str]:
    """Character -> the first command that prints it and nothing else."""
    found: dict[str, str] = {}
    for command, printed in commands.items():
        single = len(printed) == 1 and not printed.isascii() and not printed.isspace()
        if single and printed not in skip:
            found.setdefault(printed, command)
    return found


SYMBOLS = _inverted(text.SYMBOLS, skip=LIGATURES)
"""Character -> the command that prints it in text."""

ACCENTS = {mark: command for command, mark in reversed(text.ACCENTS.items())}
"""Combining character -> accent command."""

LETTERS = _inverted(math.LETTERS)
"""Character -> the command that prints it, in italics, in a formula."""

MATH = _inverted({**math.ORDINARY, **math.RELATIONS, **math.BINARY}, skip=SYMBOLS)
"""Character -> the command that prints it, upright, in a formula."""
