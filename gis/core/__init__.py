"""What every room speaks in: numbers, days, texts, CRS, the schema, findings, errors, files."""
