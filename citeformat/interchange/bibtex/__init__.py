"""BibTeX and BibLaTeX: read, write and edit .bib files."""
