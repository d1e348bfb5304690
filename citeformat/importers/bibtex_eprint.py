"""What the number of an archive says: variables that follow from `eprint`.

In: the fields `eprint` and `eprinttype`. Out: CSL variables. The fields themselves are kept, so
the exporter need not write what follows from them again; it asks the same function.

Source: the BibLaTeX manual, section 3.14.7, "Electronic Publishing Information".
"""

from __future__ import annotations

import re

from citeformat.importers.latex_verbatim import verbatim

__all__ = ["from_eprint"]

_ARXIV = re.compile(r"(?i)\Aarxiv:")


def from_eprint(eprint: str, archive: str, type: str, *, addressed: bool) -> dict[str, str]:
    """The variables of an archive's number.

    Args:
        eprint: The source of `eprint`.
        archive: The archive's name.
        type: The record's CSL type.
        addressed: Whether the entry has a DOI or an address of its own.

    >>> from_eprint("1501.00001", "arXiv", "article-journal", addressed=False)
    {'URL': 'https://arxiv.org/abs/1501.00001'}
    """
    number = verbatim(eprint)
    archive = archive.lower()
    if archive == "pubmed":
        return {"PMID": number}
    found: dict[str, str] = {}
    if archive == "arxiv" or (not archive and type == "article"):
        number = _ARXIV.sub("", number)
        if type == "article":
            found = {"number": f"arXiv:{number}", "publisher": "arXiv"}
        if not addressed:
            found["URL"] = f"https://arxiv.org/abs/{number}"
    elif archive == "jstor" and not addressed:
        found["URL"] = f"https://www.jstor.org/stable/{number}"
    return found
