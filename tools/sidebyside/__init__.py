"""citeformat beside citeproc-js: the same records, the same styles, and where the two differ.

`records` makes up records of every CSL type, `batches` says what is cited of them and how,
`reference` has citeproc-js render them (`driver.js`, cached, for it takes long), `ours` renders
them here, `level` takes away differences of writing, `patterns` sorts what is left by kind, and
`report` counts. `python -m tools.sidebyside` is the command.
"""
