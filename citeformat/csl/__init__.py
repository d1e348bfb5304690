"""CSL 1.0.2 as data: its elements, attributes, variables, terms and options."""
