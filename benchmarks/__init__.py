"""How fast citeformat is, beside the other CSL processors that are installed here.

`corpus` has the records, `peers` the other processors, `jobs` what is measured, `table` the table;
`python -m benchmarks` is the command. Every figure of a table is measured in one run, in turn.
"""
