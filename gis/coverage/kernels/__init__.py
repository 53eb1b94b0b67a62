"""The compiled loops of coverage: lines of sight and overlapping views."""
