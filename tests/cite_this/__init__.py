"""What portals print of real publications."""
