"""Names, dates, identifiers and locators as people and reference managers write them."""
