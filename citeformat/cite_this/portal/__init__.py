"""BibTeX and RIS as research portals print them."""
