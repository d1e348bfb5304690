"""The bibliography: which works it lists, and their entries."""
