"""A .bib file → records."""
