"""Publication lists: emphasised authors, sections, the newest first, numbers of their own."""

from citeformat.publications.author_match import AuthorMatch, emphasise
from citeformat.publications.lists import ListOptions, PublicationList, Section, publication_list

__all__ = [
    "AuthorMatch", "ListOptions", "PublicationList", "Section", "emphasise", "publication_list",
]  # fmt: skip
