"""The text of a role: `{see}knuth1984{p. 7},{also}turing1950`.

Source: the documentation of sphinxcontrib-bibtex, "Roles and Directives".
"""

from __future__ import annotations

import re

from citeformat.manuscripts.grammar import FoundCite

__all__ = ["parse_targets"]

_TARGET = re.compile(
    r"\s*(?:\{(?P<prefix>[^{}]+)\})?\s*(?P<key>[^{}\s,]+)\s*(?:\{(?P<suffix>[^{}]+)\})?\s*(?:,|\Z)"
)


def parse_targets(text: str) -> tuple[FoundCite, ...]:
    """Return the cites in the text of a role.

    Raises:
        ValueError: The text is not a list of keys.

    >>> [(cite.prefix, cite.id, cite.suffix) for cite in parse_targets("{see}a{p. 3}, b")]
    [('see', 'a', 'p. 3'), ('', 'b', '')]
    """
    cites: list[FoundCite] = []
    position = 0
    while position < len(text) or not cites:
        match = _TARGET.match(text, position)
        if match is None:
            raise ValueError(f"keys with commas between them are needed, not {text!r}")
        cites.append(FoundCite(match["key"], match["prefix"] or "", match["suffix"] or ""))
        position = match.end()
    return tuple(cites)
