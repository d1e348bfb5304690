"""Compare citeformat with citeproc-js: the same records in the same styles.

`records` makes up records of every CSL type, and `batches` makes up citations of them. `reference`
lets citeproc-js render them (`driver.js`; cached, because it takes long), `ours` lets citeformat
render them. `normalise` removes differences of notation, `patterns` sorts the remaining ones, and
`report` counts them. `python -m tools.sidebyside` is the command.
"""
