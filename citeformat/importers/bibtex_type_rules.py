"""The CSL type of an entry, where its fields have a say in it.

In: an entry type and the entry's fields. Out: a CSL type. The exporters ask the same function what
will become of an entry that they write.

Sources: see bibtex_types.py, whose tables this completes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citeformat.importers.bibtex_types import SUBTYPES, TYPES

__all__ = ["ADDRESS", "csl_type"]

ADDRESS = re.compile(r"(?:\\url\s*\{([^{}]+)\}|(https?://[^\s{}]+))[.;]?\Z")
"""An address at the end of `howpublished`."""


def csl_type(like: str, fields: Mapping[str, str]) -> str | None:
    """The CSL type of an entry, or None where there is no such entry type.

    Args:
        like: The entry type.
        fields: The entry's fields, by the importer's names.

    >>> csl_type("misc", {"url": "http://example.org"}), csl_type("misc", {"publisher": "P"})
    ('webpage', 'document')
    """
    subtype = fields.get("entrysubtype", "").lower()
    type = SUBTYPES.get((like, subtype)) or TYPES.get(like)
    if like == "misc" and type == "document":
        if "eprint" in fields and fields.get("eprinttype", "").lower() in ("arxiv", ""):
            return "article"
        return "webpage" if _is_address(fields) else type
    if like == "unpublished" and ("eventtitle" in fields or "venue" in fields):
        return "speech"
    if like == "article" and "journal" not in fields and "eprint" in fields:
        return "article"
    return type


def _is_address(fields: Mapping[str, str]) -> bool:
    """Whether an address is all that tells where the work is."""
    if any(name in fields for name in ("publisher", "journal", "booktitle", "doi", "institution")):
        return False
    published = fields.get("howpublished", "")
    return ("url" in fields and not published) or bool(ADDRESS.search(published))
