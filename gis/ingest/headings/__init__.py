"""Which column does each heading of a sheet name?"""

__all__ = [
    "aliases",
    "field_names",
    "headers",
    "heading_rows",
    "mapping",
    "place_columns",
    "position_columns",
]
