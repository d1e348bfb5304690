"""Read .bib files as records."""
