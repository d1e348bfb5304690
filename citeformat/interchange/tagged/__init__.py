"""Formats of lines: RIS, Web of Science and RefWorks have tags, and tables of CSV have columns."""
