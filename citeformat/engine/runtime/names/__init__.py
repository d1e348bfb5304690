"""cs:names: lists of names, and each name in them."""
