"""Tools for developers of citeformat. They are not installed."""
