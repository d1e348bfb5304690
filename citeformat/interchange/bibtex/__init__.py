"""BibTeX and BibLaTeX: reading, writing and editing .bib files."""
