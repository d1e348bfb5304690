"""Editing a .bib file: every byte stays, except for those of what is changed."""

from citeformat.interchange.bibtex.editing.file import BibEntry, BibFile

__all__ = ["BibEntry", "BibFile"]
