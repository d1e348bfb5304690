"""The text of citations: render their cites, group and collapse them, apply the mode."""
