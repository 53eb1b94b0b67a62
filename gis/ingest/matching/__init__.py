"""Which rows of a list are cameras the register has already?"""

__all__ = [
    "absence",
    "duplicates",
    "identity",
    "likeness",
    "matches",
    "recognition",
    "repeated_visits",
]
