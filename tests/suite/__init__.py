"""Run the fixtures of the CSL project's test suite (citation-style-language/test-suite).

`fixture` reads a file, `execute` runs it with a `Processor` (`engine` is citeformat's), and
`normalise` removes differences of notation. `runner` does this for many files within a time limit,
and `ratchet` compares the outcomes with the list of fixtures that pass. `python -m tests.suite` is
the command.
"""
