"""Tests of `citeformat.fetching`, with a local server in place of the services."""
