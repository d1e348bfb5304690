"""Names and dates as people and reference managers write them."""
