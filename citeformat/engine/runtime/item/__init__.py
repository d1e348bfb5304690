"""A record prepared for rendering: its names, dates and the fields in its note."""
