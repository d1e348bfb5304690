"""Find ambiguous cites, and disambiguate them by the methods of the style."""
