"""Records → entries of a .bib file, BibTeX or BibLaTeX: the inverse of `reading.to_record`.

In: records and a dialect. Out: the file's text. Fields that depend on each other are written
first; each of the remaining variables is one field, by the inverse of the reader's tables. Fields
that the reader kept, because CSL has no variable for them, are written as they were, and so are the
entry type and the links between entries.
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
    write_type,
)
from citeformat.interchange.bibtex.writing.entry_builder import Dialect, EntryBuilder
from citeformat.interchange.bibtex.writing.fields import DIRECT, GENRE_KEYS
from citeformat.interchange.losses import Losses
from citeformat.interchange.shared.citation_keys import UNSAFE, unique_keys
from citeformat.record import Record

__all__ = ["write_file"]


def write_file(
    records: Sequence[Record], dialect: Dialect, losses: Losses, keys: Sequence[str] | None
) -> str:
    """Return the text of a .bib file.

    Args:
        records: The records, in the order in which they are to be written.
        dialect: BibTeX or BibLaTeX.
        losses: Collects what could not be written.
        keys: The key of each record; without it, its id.
    """
    ids = [record.id for record in records]
    if keys is None:
        # TeX reads `^^5c` as a backslash, even in a key.
        keys = [UNSAFE.sub("_", id.replace("^^", "_")).strip("_") or "entry" for id in ids]
        if keys != ids or len(set(keys)) < len(keys):
            keys = unique_keys(keys)
        for id, key in zip(ids, keys, strict=True):
            if key != id:
                losses.add(id, "id", f"it cannot be a key and is written as {key}")
    key_of_id = dict(zip(ids, keys, strict=True))
    entries = []
    for record, key in zip(records, keys, strict=True):
        builder = EntryBuilder(record, dialect, losses)
        write_type(builder)
        type = builder.read_as_type
        genre = builder.values.text("genre")
        if genre and genre != GENRE_OF_TYPE.get(builder.type):
            localisation_key = "" if dialect.classic else GENRE_KEYS.get(genre, "")
            builder.put("type", localisation_key or builder.encode(genre, "genre"))
        builder.write_text("title", "title", title=True)
        container = "journal" if type in NUMBER_IS_ISSUE else "booktitle"
        builder.write_text("container-title", container, title=True)
        builder.write_text("collection-title", "series", title=True)
        write_people(builder)
        write_issued(builder)
        write_eprint(builder)
        # `number` counts issues or volumes of a series, or it is the work's own number.
        number = "collection-number"
        if type in NUMBER_IS_ISSUE:
            number = "issue"
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
