"""The commands whose output is references or a report about them: `convert`, `tidy` and so on."""
