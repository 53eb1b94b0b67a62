"""What should be seen, what is not, and why?"""

__all__ = [
    "categories",
    "classify",
    "files",
    "gaps",
    "incidence",
    "layers",
    "losses",
    "openstreetmap",
    "sandbox",
    "water",
    "weights",
]
