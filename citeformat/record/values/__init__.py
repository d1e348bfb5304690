"""Values as exporters, publishers and programs write them -> the values of a record."""
