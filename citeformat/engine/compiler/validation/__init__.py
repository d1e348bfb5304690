"""Check a style: its size, its structure, its macros and its vocabulary."""
