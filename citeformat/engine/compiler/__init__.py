"""CSL -> compiled style: parse a style, check it, write it as Python, compile and cache it."""
