"""Texts of a "Cite this" box."""
