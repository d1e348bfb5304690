"""CSL variables as fields of BibTeX and BibLaTeX: the reader's tables inverted, and the layout.

Source: "BibTeXing" (btxdoc), section 3.2; the BibLaTeX manual, section 2.2.
"""

from __future__ import annotations

from citeformat.interchange.bibtex.entry_types import GENRES
from citeformat.interchange.bibtex.fields import COUNTRIES, EDITOR_ROLES, SERIES, FieldKind
from citeformat.interchange.bibtex.fields import DIRECT as READ
from citeformat.interchange.bibtex.fields import NAME_FIELDS as READ_NAMES
from citeformat.interchange.bibtex.fields import ORDINALS as WORDS
from citeformat.interchange.bibtex.fields import PUBSTATES as STATES
from citeformat.interchange.shared.languages import LANGUAGES

__all__ = [
    "BABEL",
    "BIBLATEX_NAMES",
    "BIBTEX_NAMES",
    "COUNTRY_KEYS",
    "DIRECT",
    "EDITOR_TYPES",
    "GENRE_KEYS",
    "LISTS",
    "NAME_FIELDS",
    "ORDER",
    "ORDINALS",
    "PUBSTATES",
    "SERIES_KEYS",
]

DIRECT: dict[str, tuple[str, FieldKind]] = {
    variable: (field, kind) for field, (variable, kind) in READ.items()
} | {"note": ("note", "text")}
"""CSL variable → (field, kind of value), for values that do not depend on others."""

NAME_FIELDS = {variable: field for field, variable in READ_NAMES.items()}
"""CSL variable of people → their field."""

EDITOR_TYPES = {
    variable: role
    for role, variable in EDITOR_ROLES.items()
    if variable not in (*NAME_FIELDS, "editor")
}
"""CSL variable of people without a field of their own → BibLaTeX's `editortype`."""

ORDINALS = {number: word.capitalize() for word, number in WORDS.items()}
"""Number of an edition → the word that BibTeX's styles print."""

PUBSTATES = {word: key for key, word in STATES.items()}
"""Status in words → BibLaTeX's localisation key."""

COUNTRY_KEYS = {word: key for key, word in reversed(COUNTRIES.items())}
"""Country in words → BibLaTeX's localisation key."""

SERIES_KEYS = {word: key for key, word in SERIES.items()}
"""Series in words → BibLaTeX's localisation key."""

GENRE_KEYS = {word: key for key, word in GENRES.items()}
"""Genre in words → BibLaTeX's localisation key."""

_PREFERRED = ("english", "ngerman", "french", "portuguese", "norwegian", "persian", "slovene",
              "brazilian", "hungarian", "indonesian", "greek", "austrian")  # fmt: skip
BABEL = {tag: name for name, tag in reversed(LANGUAGES.items())} | {
    LANGUAGES[name]: name for name in _PREFERRED
}
"""BCP 47 tag → babel's name of the language."""

BIBTEX_NAMES = {
    "eprinttype": "archiveprefix", "eprintclass": "primaryclass", "langid": "language",
}  # fmt: skip
"""The reader's name of a field → the one that classic BibTeX uses, if it differs."""

BIBLATEX_NAMES = {
    "journal": "journaltitle", "address": "location", "annote": "annotation",
}  # fmt: skip
"""The reader's name of a field → the one that BibLaTeX uses, if it differs."""

LISTS = frozenset("publisher institution organization address origlocation origpublisher".split())
"""BibLaTeX's lists, whose items are joined by "and"."""

ORDER = {
    name: number
    for number, name in enumerate(
        """
        author bookauthor editor editortype editora editoratype editorb editorbtype editorc
        editorctype translator illustrator title subtitle titleaddon booktitle maintitle issuetitle
        journaltitle journal shortjournal series volume number issue edition chapter part pages
        eid pagetotal volumes version type institution school organization publisher howpublished
        location address venue eventtitle eventdate date year month day origdate origtitle
        origpublisher origlocation doi isbn issn eprint eprinttype eprintclass archiveprefix
        primaryclass pmid pmcid url urldate langid language pubstate shorttitle keywords note
        abstract annotation annote crossref xref options
        """.split()
    )
}
"""Field → its place in an entry; fields that are not here follow in their own order."""
