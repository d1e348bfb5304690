"""The text of cites, and how the cites of one citation are put together."""
