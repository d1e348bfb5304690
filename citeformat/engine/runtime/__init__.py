"""What generated code calls: names, dates, numbers, pages, labels, conditions."""
