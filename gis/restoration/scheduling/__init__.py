"""Which crew mends what on which day, and in what order?"""

__all__ = ["crews", "schedule"]
