"""Citations inside text documents: Markdown, notebooks, and the documents of pandoc.

In: a text that cites, and settings under the names of pandoc's metadata. Out: the text with its
citations and its reference list, and problems with their places.
"""
