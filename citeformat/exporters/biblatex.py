"""Records → BibLaTeX.

In: records. Out: a .bib file for biber: `date` in EDTF, `journaltitle`, `location`, the entry
types and roles of the BibLaTeX manual, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.exporters.bibtex_core import write_file
from citeformat.exporters.bibtex_draft import Dialect
from citeformat.exporters.bibtex_fields import BIBLATEX_NAMES
from citeformat.exporters.losses import Losses
from citeformat.importers.keys import make_keys
from citeformat.record import Record

__all__ = ["write"]


def write(
    records: Sequence[Record],
    losses: Losses,
    *,
    ascii: bool = False,
    keys: str | None = None,
    protect_case: bool = True,
) -> str:
    """Write BibLaTeX.

    Args:
        records: The records.
        losses: Is told what BibLaTeX cannot carry.
        ascii: Whether accents and symbols become TeX commands; otherwise the text is UTF-8.
        keys: A pattern for new keys, such as `[auth:lower][year][title:1]`.
        protect_case: Whether capitals are put in braces in titles that come from formats
            without such braces.

    >>> from citeformat.record import Date
    >>> print(write([Record("tb", "book", {"title": "TeX", "issued": Date(((1984, 7),))})],
    ...             Losses("BibLaTeX")), end="")
    @book{tb,
      title = {{TeX}},
      date = {1984-07},
    }
    """
    dialect = Dialect("BibLaTeX", False, BIBLATEX_NAMES, ascii, protect_case)
    made = make_keys(records, keys) if keys is not None else None
    return write_file(records, dialect, losses, made)
