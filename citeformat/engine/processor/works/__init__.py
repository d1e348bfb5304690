"""The works that a document can cite, and those of them that cannot be rendered."""
