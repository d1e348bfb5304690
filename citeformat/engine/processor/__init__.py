"""Many citations together: sorting, positions, disambiguation, collapsing, bibliographies."""
