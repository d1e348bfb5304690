"""The command `citeformat`: one module for each of its commands."""
