"""RIS: reading and writing."""
