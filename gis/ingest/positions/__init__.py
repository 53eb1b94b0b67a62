"""Where is each row, and in which commune?

The story begins in `placing`, which leads from row to row's place in four steps:

1. what a row writes: `stated_positions` finds its position among the columns, in degrees or
   metres; `coordinates` reads the text, with `geometry_text` for WKT and WKB and `map_links` for
   links to a map;
2. how metres are meant: `crs_candidates` weighs the readings there are, the planes of
   `meridians` among them; none is applied unasked;
3. what is wrong with a position: `position_checks`, an error for each row that must come back;
4. in which commune the row is: by its position, else by the names of `commune_names`.
"""

__all__ = ["coordinates", "crs_candidates", "map_links", "meridians", "placing", "stated_positions"]
