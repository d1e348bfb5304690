"""The CSL processor: sort, disambiguate, position, collapse and render the works of a document."""
