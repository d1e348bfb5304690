"""Cites: their positions, their texts, and how a citation groups, collapses and joins them."""
