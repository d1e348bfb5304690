"""BIBTEX and RIS as research portals print them."""
