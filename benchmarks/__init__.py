"""Measure how fast citeformat and other installed CSL processors are.

`corpus` has the records, `peers` the other processors, `jobs` what is measured, and `table` writes
the table. `python -m benchmarks` is the command. One run measures all figures of a table in turn.
"""
