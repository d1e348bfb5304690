"""The functions that generated code calls: names, dates, numbers, pages, labels, conditions."""
