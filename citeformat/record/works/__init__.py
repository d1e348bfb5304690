"""Works as Crossref, DataCite and OpenAlex describe them -> CSL-JSON items.

In: the JSON of an answer. Out: CSL-JSON items, from which `Record.from_csl` makes records. A value
that is not as the service documents it is passed on, so that `from_csl` reads or reports it.
"""
