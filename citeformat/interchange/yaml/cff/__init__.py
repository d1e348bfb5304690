"""The Citation File Format: reading and writing."""
