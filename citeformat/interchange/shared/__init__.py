"""What the bibliographic formats share: records in the making, keys, dates, languages."""
