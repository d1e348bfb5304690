"""Write records as entries of a .bib file, in classic BibTeX or in BibLaTeX.

In: records. Out: the file's text: the inverse of `reading.to_record`. Fields that depend on each
other are written first; each of the remaining variables is one field, by the inverse of the
reader's tables. Fields that the reader kept, because CSL has no variable for them, are written as
they were, and so are the entry type and the links between entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.interchange.bibtex.entry_types import (
    GENRE_OF_TYPE,
    NUMBER_IS_ISSUE,
    NUMBER_IS_OWN,
    TYPES,
)
from citeformat.interchange.bibtex.writing.dependent_fields import (
    write_eprint,
    write_issued,
    write_language,
    write_people,
    write_publisher,
    write_titles,
    write_type,
)
from citeformat.interchange.bibtex.writing.entry_builder import Dialect, EntryBuilder
from citeformat.interchange.bibtex.writing.fields import (
    BIBLATEX_NAMES,
    BIBTEX_NAMES,
    DIRECT,
    GENRE_KEYS,
)
from citeformat.interchange.losses import Losses
from citeformat.record import Record
from citeformat.record.citation_keys import UNSAFE, make_keys, unique_keys

__all__ = ["write_biblatex", "write_bibtex", "write_file"]


def write_file(
    records: Sequence[Record], dialect: Dialect, losses: Losses, pattern: str | None = None
) -> str:
    """Return the text of a .bib file.

    Args:
        records: The records, in the order in which they are to be written.
        dialect: BibTeX or BibLaTeX.
        losses: Collects what could not be written.
        pattern: A pattern for new keys; without it, the key of a record is its `citation-key`, or
            else its id.
    """
    ids = [record.id for record in records]
    if pattern is not None:
        keys = make_keys(records, pattern)
    else:
        wanted = [str(record.fields.get("citation-key") or record.id) for record in records]
        # TeX reads `^^5c` as a backslash, even in a key.
        keys = [UNSAFE.sub("_", key.replace("^^", "_")).strip("_") or "entry" for key in wanted]
        if keys != ids or len(set(keys)) < len(keys):
            keys = unique_keys(keys)
        for id, name, key in zip(ids, wanted, keys, strict=True):
            if name != id:
                losses.add(id, "id", "its citation-key is written")
            if name != key:
                variable = "id" if name == id else "citation-key"
                losses.add(id, variable, f"it cannot be a key and is written as {key}")
    key_of_id = dict(zip(ids, keys, strict=True))
    entries = []
    for record, key in zip(records, keys, strict=True):
        builder = EntryBuilder(record, dialect, losses)
        if pattern is None:
            builder.values.unread.pop("citation-key", None)  # it is the key
        write_type(builder)
        type = builder.read_as_type
        genre = builder.values.text("genre")
        if genre and genre != GENRE_OF_TYPE.get(builder.type):
            localisation_key = "" if dialect.classic else GENRE_KEYS.get(genre, "")
            builder.put("type", localisation_key or builder.encode(genre, "genre"))
        elif not genre and builder.type in GENRE_OF_TYPE and not builder.has_unmapped("type"):
            implied = GENRE_OF_TYPE[builder.type]
            builder.values.lose("genre", f"@{builder.type} means the genre {implied!r}")
        write_titles(builder)
        write_people(builder)
        write_issued(builder)
        write_eprint(builder)
        # `number` counts issues or volumes of a series, or it is the work's own number.
        number = "collection-number"
        if type in NUMBER_IS_ISSUE:
            number = "issue"
            if "number" in builder.values.unread and not builder.has_unmapped("eid"):
                builder.write_text("number", "eid")
                builder.values.lose("number", "it is written as eid")
        elif type in NUMBER_IS_OWN or type not in TYPES:
            number = "number"
        builder.write_text(number, "number")
        write_publisher(builder)
        write_language(builder)
        for variable in [name for name in builder.values.unread if name in DIRECT]:
            field, kind = DIRECT[variable]
            builder.write(variable, field, kind)
        builder.write_unmapped(key_of_id)
        entries.append(builder.text(key))
    return "\n".join(entries)


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
    return write_file(records, dialect, losses, keys)


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
    return write_file(records, dialect, losses, keys)
