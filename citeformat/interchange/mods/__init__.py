"""MODS, the XML of library catalogues: its reader and its tables."""
