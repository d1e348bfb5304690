"""Tidy .bib files: `citeformat.tidy`.

In: a `BibFile` and `TidyOptions`. Out: the same file with the changes that were asked for; every
other byte stays.
"""

from __future__ import annotations

from citeformat.tidying.journals import read_journals
from citeformat.tidying.options import TidyOptions
from citeformat.tidying.steps import Tidied, tidy

__all__ = ["Tidied", "TidyOptions", "read_journals", "tidy"]
