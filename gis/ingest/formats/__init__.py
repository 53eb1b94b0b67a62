"""Which rows and cells does a file hold, whatever its format?"""

__all__ = [
    "delimited",
    "file_limits",
    "geopackages",
    "grid",
    "legacy_text",
    "own_layers",
    "readers",
]
