"""How sure is a plan where the register does not know?"""

__all__ = ["assessment", "equity", "report", "sensitivity"]
