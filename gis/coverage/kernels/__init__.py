"""The compiled loops of coverage: lines of sight and overlapping views."""

__all__ = ["angular_sweep", "overlap"]
