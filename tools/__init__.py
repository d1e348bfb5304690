"""Tools for those who work on citeformat; nothing of it is installed."""
