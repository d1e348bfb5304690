"""CSL -> compiled style: found, parsed, analysed, written as Python, compiled and cached."""
