"""Rich text: one flat string whose private-use characters hold its formatting."""
