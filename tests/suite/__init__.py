"""Runs the fixtures of the CSL project's test suite (citation-style-language/test-suite).

The way of a fixture: `fixture` reads the file, `execute` plays it against a `Processor` (`engine`
is citeformat's), `level` takes away what is only a difference of writing, `runner` does all of
that for many files at once, within a time limit, and `ratchet` compares the outcome with the list
of what is known to pass. `python -m tests.suite` is the command.
"""
