"""Sort the bibliography and the cites of a citation."""
