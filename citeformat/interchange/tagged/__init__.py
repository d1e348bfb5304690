"""Formats of lines that begin with a tag of two letters: RIS, Web of Science and RefWorks."""
