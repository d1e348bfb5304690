"""Styles with the output that is expected of them, a folder for each section of CSL 1.0.2."""
