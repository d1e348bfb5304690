"""The entry types, fields and roles of Hayagriva, as CSL types and variables.

Source: Hayagriva, "The Hayagriva YAML File Format" (docs/file-format.md).
"""

from __future__ import annotations

__all__ = [
    "CHUNKED", "CONTAINED", "CONTAINER_FIELDS", "DEFAULT_PARENTS", "FIELDS", "IN_CONTAINER",
    "PROCEEDINGS", "ROLES", "SERIAL_NUMBERS", "TYPES", "TYPE_OF", "csl_type",
]  # fmt: skip

TYPES: dict[str, dict[str, str]] = {
    "article": {
        "": "article-journal",
        "newspaper": "article-newspaper",
        "blog": "post-weblog",
        "proceedings": "paper-conference",
        "conference": "paper-conference",
        "repository": "article",
        "web": "webpage",
        "anthology": "chapter",
        "book": "chapter",
        "reference": "entry",
    },
    "chapter": {"": "chapter"},
    "entry": {"": "entry"},
    "anthos": {"": "chapter"},
    "report": {"": "report"},
    "thesis": {"": "thesis"},
    "web": {"": "webpage", "blog": "post-weblog"},
    "scene": {"": "motion_picture"},
    "artwork": {"": "graphic"},
    "patent": {"": "patent"},
    "case": {"": "legal_case"},
    "newspaper": {"": "periodical"},
    "legislation": {"": "legislation"},
    "manuscript": {"": "manuscript"},
    "tweet": {"": "post"},
    "post": {"": "post"},
    "misc": {"": "document"},
    "periodical": {"": "periodical"},
    "proceedings": {"": "book"},
    "book": {"": "book"},
    "blog": {"": "webpage"},
    "reference": {"": "book"},
    "conference": {"": "event"},
    "anthology": {"": "book"},
    "repository": {"": "software"},
    "thread": {"": "post"},
    "video": {"": "motion_picture"},
    "audio": {"": "song"},
    "exhibition": {"": "event"},
    "performance": {"": "performance"},
    "original": {"": "document"},
}
"""Entry type -> type of the first parent (`""` for all others) -> CSL type."""

DEFAULT_PARENTS = {
    "article": "periodical", "chapter": "book", "entry": "reference", "anthos": "anthology",
    "web": "web", "scene": "video", "artwork": "exhibition", "legislation": "anthology",
    "tweet": "tweet", "post": "post", "video": "video", "audio": "audio",
}  # fmt: skip
"""Entry type -> the type of a parent that names none. All others have `misc`."""

TYPE_OF: dict[str, tuple[str, str]] = {
    "article": ("Article", "Repository"), "article-journal": ("Article", "Periodical"),
    "article-magazine": ("Article", "Periodical"), "article-newspaper": ("Article", "Newspaper"),
    "bill": ("Legislation", "Anthology"), "book": ("Book", "Anthology"),
    "broadcast": ("Video", "Video"), "chapter": ("Chapter", "Book"),
    "classic": ("Book", "Anthology"), "collection": ("Misc", "Misc"),
    "dataset": ("Repository", "Repository"), "document": ("Misc", "Misc"),
    "entry": ("Entry", "Reference"), "entry-dictionary": ("Entry", "Reference"),
    "entry-encyclopedia": ("Entry", "Reference"), "event": ("Conference", "Misc"),
    "figure": ("Artwork", "Exhibition"), "graphic": ("Artwork", "Exhibition"),
    "legal_case": ("Case", "Misc"), "legislation": ("Legislation", "Anthology"),
    "manuscript": ("Manuscript", "Misc"), "motion_picture": ("Video", "Video"),
    "pamphlet": ("Book", "Anthology"), "paper-conference": ("Article", "Proceedings"),
    "patent": ("Patent", "Misc"), "performance": ("Performance", "Misc"),
    "periodical": ("Periodical", "Misc"), "post": ("Post", "Post"),
    "post-weblog": ("Article", "Blog"), "regulation": ("Legislation", "Anthology"),
    "report": ("Report", "Misc"), "review": ("Article", "Periodical"),
    "review-book": ("Article", "Periodical"), "software": ("Repository", "Repository"),
    "song": ("Audio", "Audio"), "standard": ("Report", "Misc"), "thesis": ("Thesis", "Misc"),
    "treaty": ("Legislation", "Anthology"), "webpage": ("Web", "Web"),
}  # fmt: skip
"""CSL type -> entry type and the type of its parent. All others are written as Misc."""

CONTAINED = frozenset(TYPE_OF) - frozenset(
    "book report thesis periodical classic pamphlet manuscript".split()
)
"""CSL types whose parent is a container. The parent of the other types is a series."""

PROCEEDINGS = frozenset("proceedings anthology book periodical".split())
"""Types of parents that can contain the paper of a conference."""

IN_CONTAINER = frozenset(
    """
    article article-journal article-magazine article-newspaper chapter entry entry-dictionary
    entry-encyclopedia paper-conference post-weblog review review-book
    """.split()
)
"""CSL types whose volume, issue and publisher are those of the container."""

FIELDS = {
    "publisher": "publisher", "location": "publisher-place", "issue": "issue",
    "volume": "volume", "volume-total": "number-of-volumes", "edition": "edition",
    "page-range": "page", "page-total": "number-of-pages", "runtime": "dimensions",
    "language": "language", "archive": "archive", "archive-location": "archive-place",
    "call-number": "call-number", "note": "note", "abstract": "abstract", "genre": "genre",
    "chapter": "chapter-number",
}  # fmt: skip
"""Field of text -> CSL variable."""

CONTAINER_FIELDS = frozenset(
    "publisher location issue volume volume-total edition organization".split()
)
"""Fields that a work may have from its container."""

CHUNKED = frozenset(
    "publisher location archive archive-location call-number note abstract genre".split()
)
"""Fields in which braces keep the case of text."""

SERIAL_NUMBERS = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
    "serial": "number",
}  # fmt: skip
"""Key of `serial-number` -> CSL variable."""

ROLES = {
    "translator": "translator", "compiler": "compiler", "organizer": "organizer",
    "cast-member": "performer", "composer": "composer", "producer": "producer",
    "executive-producer": "executive-producer", "writer": "script-writer",
    "director": "director", "illustrator": "illustrator", "narrator": "narrator",
    "collaborator": "contributor", "founder": "series-creator",
}  # fmt: skip
"""Role of `affiliated` -> CSL variable."""


def csl_type(type: str, parent: str) -> str:
    """Return the CSL type of an entry.

    Args:
        type: The entry type in lower case.
        parent: The type of its first parent in lower case, or `""`.

    >>> csl_type("article", "blog"), csl_type("article", ""), csl_type("sculpture", "")
    ('post-weblog', 'article-journal', 'document')
    """
    row = TYPES.get(type, {"": "document"})
    return row.get(parent, row[""])
