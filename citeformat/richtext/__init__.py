"""Text that knows its formatting."""
