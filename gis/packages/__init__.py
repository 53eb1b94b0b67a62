"""Report packages: the frozen copy of a commune as one file, and how the province takes it in."""

__all__ = ["arrivals", "comparison", "loading", "making", "package", "records", "summary"]
