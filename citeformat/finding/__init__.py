"""Find a style by what it prints: search with a reference, compare styles, and preview one."""

from citeformat.finding.search import StyleMatch, StyleSearch, find_styles

__all__ = ["StyleMatch", "StyleSearch", "find_styles"]
