"""Records → classic BibTeX, or BibLaTeX."""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.interchange.bibtex.writing.entry_builder import Dialect
from citeformat.interchange.bibtex.writing.fields import BIBLATEX_NAMES, BIBTEX_NAMES
from citeformat.interchange.bibtex.writing.from_record import write_file
from citeformat.interchange.losses import Losses
from citeformat.interchange.shared.citation_keys import make_keys
from citeformat.record import Record

__all__ = ["write_biblatex", "write_bibtex"]


def write_bibtex(
    records: Sequence[Record],
    losses: Losses,
    *,
    ascii: bool = False,
    keys: str | None = None,
    protect_case: bool = True,
) -> str:
    """Write records as BibTeX.

    Args:
        records: The records.
        losses: Collects what BibTeX cannot carry.
        ascii: Whether accents and symbols become TeX commands. If not, the text is UTF-8.
        keys: A pattern for new keys, such as `[auth:lower][year][title:1]`.
        protect_case: Whether capitals are put in braces in titles that come from formats
            without such braces.

    >>> from citeformat.record import Date
    >>> print(write_bibtex([Record("tb", "book", {"title": "TeX", "issued": Date(((1984, 7),))})],
    ...             Losses("BibTeX")), end="")
    @book{tb,
      title = {{TeX}},
      year = {1984},
      month = jul,
    }
    """
    dialect = Dialect("BibTeX", True, BIBTEX_NAMES, ascii, protect_case)
    made = None if keys is None else make_keys(records, keys)
    return write_file(records, dialect, losses, made)


def write_biblatex(
    records: Sequence[Record],
    losses: Losses,
    *,
    ascii: bool = False,
    keys: str | None = None,
    protect_case: bool = True,
) -> str:
    """Write records as BibLaTeX.

    Args:
        records: The records.
        losses: Collects what BibLaTeX cannot carry.
        ascii: Whether accents and symbols become TeX commands. If not, the text is UTF-8.
        keys: A pattern for new keys, such as `[auth:lower][year][title:1]`.
        protect_case: Whether capitals are put in braces in titles that come from formats
            without such braces.

    >>> from citeformat.record import Date
    >>> print(write_biblatex([Record("tb", "book", {"title": "TeX", "issued": Date(((1984, 7),))})],
    ...             Losses("BibLaTeX")), end="")
    @book{tb,
      title = {{TeX}},
      date = {1984-07},
    }
    """
    dialect = Dialect("BibLaTeX", False, BIBLATEX_NAMES, ascii, protect_case)
    made = None if keys is None else make_keys(records, keys)
    return write_file(records, dialect, losses, made)
