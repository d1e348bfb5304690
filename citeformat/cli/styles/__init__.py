"""The command `citeformat styles`: list styles, find one, compare, check and preview them."""
