"""The order of the bibliography and of the cites in a citation."""
