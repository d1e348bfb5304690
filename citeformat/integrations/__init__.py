"""Citations in other programs: pandoc and IPython."""
