"""Disambiguation: which cites are ambiguous, and the methods that end it."""
