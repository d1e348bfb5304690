"""Records → a .bib file."""
