"""The alternative engine: citeproc-py's own renderer."""
