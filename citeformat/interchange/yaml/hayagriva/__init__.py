"""Hayagriva's YAML, the bibliography format of Typst: reader, writer and tables."""
