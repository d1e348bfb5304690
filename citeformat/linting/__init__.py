"""Check a CSL style: the schema, the compiler, and what the CSL style repository asks for."""

from citeformat.linting.check import lint_style

__all__ = ["lint_style"]
