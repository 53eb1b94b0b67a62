"""Report packages: the frozen copy of a commune as one file, and how the province takes it in."""
