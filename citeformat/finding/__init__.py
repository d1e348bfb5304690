"""Find a style by what it prints: search with a reference, compare styles, and preview one."""

from citeformat.finding.compare import ComparedEntry, StyleComparison, compare_styles
from citeformat.finding.matches import StyleMatch, StyleSearch
from citeformat.finding.preview import StylePreview, preview_style
from citeformat.finding.search import find_styles
from citeformat.finding.update import StyleUpdate, update_styles

__all__ = [
    "ComparedEntry", "StyleComparison", "StyleMatch", "StylePreview", "StyleSearch",
    "StyleUpdate", "compare_styles", "find_styles", "preview_style", "update_styles",
]  # fmt: skip
