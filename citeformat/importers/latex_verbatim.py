"""TeX source of a field that is no text (a URL, a DOI, a file name) → the thing itself.

In: the field's source. Out: the same without the escapes that TeX, not the address, needs.
Source: the BibLaTeX manual, section 2.2.1, "uri" and "verbatim" fields.
"""

from __future__ import annotations

import re

__all__ = ["verbatim"]


def verbatim(source: str) -> str:
    """A field such as a URL or DOI, in which TeX's specials only may be escaped.

    >>> verbatim(r"\\url{http://a.org/b\\_c\\%20d}")
    'http://a.org/b_c%20d'
    """
    if "\\" not in source and "{" not in source:
        return source.strip()
    text = re.sub(r"\\(?:url|path|nolinkurl|href)\s*", "", source)
    text = re.sub(r"\{?\\(?:textasciitilde|string\s*~|~\s*\{\s*\}|sim)(?:\{\})?\}?\s?", "~", text)
    text = re.sub(r"\\textunderscore(?:\{\})?\s?", "_", text)
    text = re.sub(r"\\(?:slash|-|/)(?:\{\})?", lambda m: "/" if "slash" in m.group() else "", text)
    text = re.sub(r"\\([^A-Za-z\s])", r"\1", text)
    text = text.replace("{", "").replace("}", "").replace("$~$", "~")
    return text.strip()
