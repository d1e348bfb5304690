"""The Markdown of pandoc: find its citations, and write it again as Markdown or as HTML."""
