"""Which plans are kept, and what do they come to today?"""

__all__ = ["records", "reopening", "scenarios", "table"]
