"""Names, dates, identifiers, locators and notes as people and reference managers write them."""
