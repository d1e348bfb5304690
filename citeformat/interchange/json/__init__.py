"""JSON files: CSL-JSON, and the works of Crossref, DataCite and OpenAlex."""
