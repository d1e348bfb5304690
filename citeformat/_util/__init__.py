"""Small tools without knowledge of citations, which every other part may use."""
