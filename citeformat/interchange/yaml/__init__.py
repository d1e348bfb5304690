"""YAML files: CSL-YAML, the Citation File Format and Hayagriva."""
