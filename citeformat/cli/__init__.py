"""The command `citeformat`, with a module for each of its subcommands."""
