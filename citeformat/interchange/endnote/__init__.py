"""EndNote's XML: reading and writing."""
