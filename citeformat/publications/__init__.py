"""Publication lists of one person or group.

`publication_list` renders records as a list with sections, the newest works first. `ListOptions`
says which authors are emphasized, how the list is divided, and how it is numbered.
"""

from citeformat.publications.author_match import AuthorMatch, emphasize
from citeformat.publications.lists import ListOptions, PublicationList, Section, publication_list

__all__ = [
    "AuthorMatch", "ListOptions", "PublicationList", "Section", "emphasize", "publication_list",
]  # fmt: skip
